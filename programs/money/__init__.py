"""Money, in whole rial: sources, allocations, payments, expenditure, and what was verified."""
