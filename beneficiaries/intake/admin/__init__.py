"""Intakes on the staff site."""

from beneficiaries.intake.admin import draft  # noqa: F401
