"""The PostgreSQL server behind the project: an embedded one, or the one that is named."""
