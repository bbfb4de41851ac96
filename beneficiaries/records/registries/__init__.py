"""The registries of women who head households."""

from beneficiaries.records.registries import beneficiaries, households  # noqa: F401
