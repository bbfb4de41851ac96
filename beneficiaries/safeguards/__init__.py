"""What protects a record: reasons, looks, consent, sealed notes, questions between offices."""
