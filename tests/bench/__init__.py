"""Benchmarks: how fast imports, searches and exports are, as ratios to well-known yardsticks."""
