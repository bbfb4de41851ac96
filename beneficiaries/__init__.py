"""Persons in need and what is done for them. The privacy boundary is this folder: nothing public."""
