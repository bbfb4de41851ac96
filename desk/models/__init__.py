"""The tables of the desk."""

from desk.models.change_request import ChangePaper, ChangeRequest, ChangeState, FieldChange
from desk.models.officer import Invitation, Officer

__all__ = [
    "ChangePaper", "ChangeRequest", "ChangeState", "FieldChange", "Invitation", "Officer",
]  # fmt: skip
