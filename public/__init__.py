"""What anybody may read without an account: the public register of NGOs."""
