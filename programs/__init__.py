"""Programs, working groups, funding, micro-funds, networks, neighbourhoods. No person in need."""
