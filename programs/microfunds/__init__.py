"""Micro-funds and self-help groups: members, savings, loans, and the ledger of them."""
