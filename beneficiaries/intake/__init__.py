"""Taking a woman in on a phone: searched first, saved as one goes, taken over by a colleague."""
