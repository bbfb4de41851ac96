"""Pages of licences: one licence, and what is done with one or with many."""
