"""Calls of working groups, the proposals that answer them, reviews, and what was determined."""
