"""What the office does with accounts."""
