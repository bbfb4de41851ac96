"""What of a woman is masked until somebody asks to see it, with a reason."""

VIEW = "records.view_beneficiary"
ADD, CHANGE = "records.add_beneficiary", "records.change_beneficiary"
ASSIGN = "records.assign_beneficiary"
REVEAL = "records.reveal_beneficiary"
EXPORT = "records.export_beneficiary"

# Masked on every page and in every list for everybody; each is revealed by itself.
MASKED = ("national_id", "mobile", "sheba")
# What histories show masked besides, since it leads to her door.
HIDDEN_IN_HISTORY = (*MASKED, "address", "birth_date")
