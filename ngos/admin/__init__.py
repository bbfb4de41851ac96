"""The staff screens of the register."""

from accounts.loading import load_all

load_all(__name__, __path__)
