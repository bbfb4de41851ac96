"""The staff screens of programs, agreements and the catalogue."""

from accounts.loading import load_all

load_all(__name__, __path__)
