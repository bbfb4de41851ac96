"""What is done beside the web server: long steps, and what becomes due because a day has passed."""
