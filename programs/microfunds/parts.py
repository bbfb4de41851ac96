"""What is kept from the page of a loan: its guarantors."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from programs.microfunds.models import Guarantor, Loan
from programs.microfunds.workflow import LoanState
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.record_parts import RecordPart
from screens.refusable import Refusable

PERSONAL = ("national_id", "mobile")


class GuarantorForm(Refusable, VersionedForm):
    """A member of the fund, or somebody else by name.

    What identifies a person is typed once and not shown again: whoever mistyped it removes the
    guarantor and enters them anew.
    """

    constraint_fields = {
        "guarantor_is_named": "full_name",
        "guarantor_once": "member",
        "guarantor_national_id_is_right": "national_id",
        "guarantor_mobile_is_right": "mobile",
    }
    history_masked = PERSONAL

    class Meta:
        model = Guarantor
        fields = ("member", "full_name", *PERSONAL, "job")
        formfield_callback = office_formfield

    def about(self, record: Loan) -> None:
        """Only members of the loan's fund, and not the borrower."""
        fields: dict[str, Any] = self.fields
        others = record.fund.members.filter(left_on=None).exclude(pk=record.member_id)
        fields["member"].queryset = others
        if not self.is_adding:
            for name in PERSONAL:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("member") is not None:
            data["full_name"] = data["member"].full_name
        return data


def _decided(user: User, loan: Loan) -> Refusal | None:
    if loan.state != LoanState.REQUESTED:
        return Refusal("decided", _("This loan is decided on; its terms stay."))
    return None


LOAN_PARTS = (
    RecordPart(
        key="guarantors", model=Guarantor, parent="loan", form=GuarantorForm,
        permission="microfunds.change_loan", objection=_decided,
        title=lambda row: row["full_name"],
        adding=_("Add a guarantor"), changing=_("Change the guarantor"),
    ),
)  # fmt: skip
