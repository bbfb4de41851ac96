"""Persian text, dates, numbers and identifiers, and the fields, tags and widgets made of them."""
