"""States as a colour, a word and an icon."""
