"""The forms of the register and of licensing, one file for each subject."""
