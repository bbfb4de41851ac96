"""The staff screens of applications and licences."""

from accounts.loading import load_all

load_all(__name__, __path__)
