"""The protection of records on the staff site."""

from beneficiaries.safeguards.admin import asking, opening  # noqa: F401
