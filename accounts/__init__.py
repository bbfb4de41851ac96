"""Users and roles, provinces and counties, scope (row security), sign-in, the audit context."""
