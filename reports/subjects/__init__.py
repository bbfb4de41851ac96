"""The reports, a module for each subject."""
