from beneficiaries.safeguards.models.asking import Question, Transfer
from beneficiaries.safeguards.models.consent import Consent
from beneficiaries.safeguards.models.looking import Look, Opening
from beneficiaries.safeguards.models.vault import Note, OfficeKey

__all__ = ["Consent", "Look", "Note", "OfficeKey", "Opening", "Question", "Transfer"]
