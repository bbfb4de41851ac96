"""Files in and out: what is written, printed, opened within bounds, kept and handed out."""
