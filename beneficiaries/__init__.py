"""Persons in need and what is done for them: a folder of rooms. The privacy boundary: nothing here
is public, and no room below knows of a person in need."""
