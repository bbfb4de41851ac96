"""What an office does with NGOs: a folder of rooms, each a subject. No person in need."""
