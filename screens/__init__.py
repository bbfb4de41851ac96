"""What every staff screen shares: the admin site's manners in Persian. No word of the domain."""
