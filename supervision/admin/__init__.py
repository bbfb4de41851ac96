"""The staff screens of cases and annual reports."""

from accounts.loading import load_all

load_all(__name__, __path__)
