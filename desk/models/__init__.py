"""The tables of the desk."""

from desk.models.change_request import ChangePaper, ChangeRequest, ChangeState, FieldChange
from desk.models.officer import Invitation, Officer
from desk.models.report_signature import ReportSignature

__all__ = [
    "ChangePaper", "ChangeRequest", "ChangeState", "FieldChange", "Invitation", "Officer",
    "ReportSignature",
]  # fmt: skip
