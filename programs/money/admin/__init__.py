"""The staff screens of money."""

from accounts.loading import load_all

load_all(__name__, __path__)
