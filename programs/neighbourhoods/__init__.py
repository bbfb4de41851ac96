"""Profiles of neighbourhoods: what they can, have and need; facilities, community councils."""
