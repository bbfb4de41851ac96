"""Women who head households on the staff site."""

from beneficiaries.records.admin import beneficiary  # noqa: F401
