"""What can be imported of money, declared for the engine in `imports`."""

from accounts.loading import load_all

load_all(__name__, __path__)
