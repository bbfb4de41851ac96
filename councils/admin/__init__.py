"""The staff screens of bodies that sit."""

from accounts.loading import load_all

load_all(__name__, __path__)
