"""The rooms of the house, as they stand in the tree: nobody lists them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# `beneficiaries`, `config`, `ngos`, … : every package beside `manage.py` but the tests.
_PACKAGES = {path.parent.name for path in ROOT.glob("*/__init__.py")}
ROOMS = sorted(_PACKAGES - {"tests"})
