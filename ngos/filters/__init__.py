"""What narrows each list, one file for each list or family of lists."""
