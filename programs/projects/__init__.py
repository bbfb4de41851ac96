"""Programs, from an idea to their end: aims, steps, partners, agreements, plans sent upward."""
