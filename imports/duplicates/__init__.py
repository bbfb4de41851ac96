"""Rows of a registry that may be the same: found, kept in a queue, and merged or told apart.

A room declares with `DuplicateRules` what makes two rows of its registry alike and how two of them
become one. Finding (`finding`), the queue (`models`, `deciding`), the moving of whatever hangs on a
row (`merging`) and the screens (`admin`, `pages`) are the same for every registry.
"""
