"""The registry of services."""

from beneficiaries.care.registries import services  # noqa: F401
