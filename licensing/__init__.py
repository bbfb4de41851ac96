"""From an application to a licence, and what becomes of the licence."""
