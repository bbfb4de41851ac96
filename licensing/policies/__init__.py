"""What the by-laws leave open about applications and licences: values that an office decides on."""

from accounts.loading import load_all

load_all(__name__, __path__)
