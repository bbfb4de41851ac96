"""Settings, addresses, the staff site and its navigation, and which database is used."""
