"""One action point for whatever is agreed: what, who, until when, and who saw that it was done."""
