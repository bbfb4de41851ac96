"""What an office does with licences (مجوز): issue, renew, extend, suspend, revoke, record."""
