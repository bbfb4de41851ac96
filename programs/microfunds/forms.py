"""The forms of funds, members, loans and groups, and of what is entered into a book."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import User
from ngos.personal_data import sees_personal_data
from persian.dates import add_jalali_months, today
from persian.forms import JalaliDateField, PersianCharField, RialField
from persian.personal_numbers import Takes
from programs.microfunds.charter import NAMES
from programs.microfunds.models import FundMember, Loan, MicroFund, SelfHelpGroup
from programs.microfunds.models.fund import FundState
from programs.microfunds.parts import PERSONAL
from programs.projects.forms import OfAnOfficeForm
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.step_form import StepForm
from screens.widgets import OfficeAutocompleteSelect, OfficeJalaliDateWidget, OfficeRialWidget


def _found_as_typed(form: Any, *names: str) -> None:
    """Rows of long lists are looked for while one types."""
    for name in names:
        field = form.fields[name]
        field.widget = OfficeAutocompleteSelect(form._meta.model._meta.get_field(name), admin.site)
        field.widget.choices = field.choices


class FundForm(OfAnOfficeForm):
    """A fund: what it is, who operates it, and what its own charter says otherwise."""

    constraint_fields = {
        "microfund_has_a_name": "name",
        "microfund_is_founded": "founded_on",
        "microfund_members_in_order": "members_most",
        "microfund_fee_is_small": "fee_percent",
        "microfund_once_in_an_office": "name",
    }

    class Meta:
        model = MicroFund
        fields = (
            "province", "name", "kind", "county", "place", "operator", "founded_on", "account_no",
            "blocked_account_no", "state", "notes", *NAMES,
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _found_as_typed(self, "operator")
        if self.is_adding:
            del self.fields["state"]
        for name in NAMES:
            self.fields[name].help_text = _("Empty where the office's policy holds.")


class MemberForm(Refusable, VersionedForm):
    """A member. What identifies them is shown again to those who may see it."""

    constraint_fields = {
        "fund_member_once": "national_id",
        "fund_member_has_a_name": "full_name",
        "fund_member_has_joined": "joined_on",
        "fund_member_leaves_later": "joined_on",
        "fund_member_national_id_is_right": "national_id",
        "fund_member_mobile_is_right": "mobile",
    }
    history_masked = PERSONAL

    class Meta:
        model = FundMember
        fields = ("fund", "full_name", *PERSONAL, "joined_on")
        formfield_callback = office_formfield

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.fund_id is not None:
            del self.fields["fund"]
        else:
            field: Any = self.fields["fund"]
            field.queryset = MicroFund.objects.exclude(state=FundState.CLOSED)
        if not self.is_adding and not sees_personal_data(user):
            for name in PERSONAL:
                del self.fields[name]


class LoanForm(Refusable, VersionedForm):
    """What a member asks for."""

    constraint_fields = {
        "loan_one_at_a_time": "member",
        "loan_has_an_amount": "amount",
        "loan_says_what_for": "purpose",
        "loan_days_have_come": "requested_on",
    }

    class Meta:
        model = Loan
        fields = ("member", "amount", "instalment_count", "purpose", "requested_on")
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.member_id is not None:
            del self.fields["member"]
        else:
            _found_as_typed(self, "member")


class GroupForm(OfAnOfficeForm):
    """A self-help group."""

    constraint_fields = {
        "group_has_a_name_and_a_trade": "name",
        "group_grant_has_its_day": "granted_on",
        "group_once_in_an_office": "name",
    }

    class Meta:
        model = SelfHelpGroup
        fields = (
            "province", "name", "trade", "county", "place", "member_count", "facilitator", "fund",
            "founded_on", "grant", "granted_on", "is_active", "notes",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _found_as_typed(self, "facilitator", "fund")
        if self.is_adding:
            del self.fields["is_active"]


# -- steps -----------------------------------------------------------------------------------------


def _day(label: Any) -> JalaliDateField:
    return JalaliDateField(label=label, widget=OfficeJalaliDateWidget, initial=today)


def _line(label: Any, **options: Any) -> PersianCharField:
    return PersianCharField(
        label=label, widget=theme.UnfoldAdminTextInputWidget, required=False, **options
    )


def _text(label: Any, **options: Any) -> PersianCharField:
    return PersianCharField(
        label=label, widget=theme.UnfoldAdminTextareaWidget({"rows": 4}), **options
    )


def _amount() -> RialField:
    return RialField(label=_("Amount (rial)"), widget=OfficeRialWidget)


def _document() -> PersianCharField:
    return _line(_("Document number"), max_length=60, takes=Takes.PAPER_NUMBER)


class MoveForm(StepForm):
    """What is brought or taken."""

    amount = _amount()
    made_on = _day(_("Date"))
    document_no = _document()
    note = _line(_("Description"), max_length=200)


class ReverseForm(StepForm):
    made_on = _day(_("Date"))
    reason = _text(_("Reason"))


class LeaveForm(StepForm):
    on = _day(_("Left on"))


class ApproveForm(StepForm):
    on = _day(_("Approved on"))


class ReasonForm(StepForm):
    reason = _text(_("Reason"))


class PayForm(StepForm):
    on = _day(_("Paid on"))
    first_due_on = JalaliDateField(
        label=_("First instalment on"), widget=OfficeJalaliDateWidget,
        initial=lambda: add_jalali_months(today(), 1),
    )  # fmt: skip
    cheque_no = _line(_("Number of the cheque"), max_length=40, takes=Takes.LONG_NUMBER)
    document_no = _document()


class RepayForm(StepForm):
    amount = _amount()
    made_on = _day(_("Date"))
    document_no = _document()
    note = _line(_("Description"), max_length=200)


class ReleaseForm(StepForm):
    made_on = _day(_("Date"))
    document_no = _document()
