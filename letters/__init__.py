"""Letters, those who exchange them with an office, and their templates."""
