"""Cases, measures and annual reports."""
