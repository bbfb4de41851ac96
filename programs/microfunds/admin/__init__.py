"""The staff screens of funds, their members, loans and books, and of self-help groups."""

from accounts.loading import load_all

load_all(__name__, __path__)
