"""Persons in need and what is done for them. The privacy boundary: nothing here is public."""
