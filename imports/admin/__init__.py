"""The imports in the staff site."""

from imports.admin.run import RunAdmin

__all__ = ["RunAdmin"]
