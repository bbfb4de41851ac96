"""Reads every room and writes nothing: the dashboard, and each report once for every rendering."""
