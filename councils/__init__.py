"""Bodies that sit: members, sessions, agenda, votes, minutes, for any matter."""
