"""The staff screens of calls and proposals."""

from accounts.loading import load_all

load_all(__name__, __path__)
