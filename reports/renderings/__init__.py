"""A report as a file: the same table each time, to the digit."""
