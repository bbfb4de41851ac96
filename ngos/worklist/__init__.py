"""What waits for whom in licensing, councils and supervision: one file a subject."""
