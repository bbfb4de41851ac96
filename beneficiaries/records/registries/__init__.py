"""The registries of women who head households."""

from beneficiaries.records.registries import beneficiaries  # noqa: F401
