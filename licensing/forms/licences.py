"""The forms of licences: recorded from paper, issued, suspended, revoked, extended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import Province
from licensing.kinds import LicenceKind
from licensing.models import Licence
from licensing.services.licences.extending import Extension
from ngos.forms.parts import PartForm
from persian.dates import today
from persian.forms import JalaliDateField, PersianCharField
from persian.personal_numbers import Takes
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.step_form import StepForm
from screens.widgets import OfficeJalaliDateWidget


class PaperLicenceForm(PartForm):
    """A licence that was issued before, as it stands on the paper."""

    constraint_fields = {
        "licence_has_a_number": "number",
        "licence_number_once": "number",
        "licence_kind_is_known": "kind",
        "licence_ends_after_it_begins": "expires_on",
    }
    unseen = {
        "licence_one_in_force": _(
            "This NGO has an activity licence in force for part of that time already. "
            "Renew that one instead."
        ),
    }

    class Meta:
        model = Licence
        fields = (
            "kind", "number", "issued_on", "expires_on", "session_no", "session_on", "notes",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_adding:
            self.instance.province_id = self.ngo.province_id
            self.fields["kind"].initial = LicenceKind.ACTIVITY
        else:
            del self.fields["kind"]
        for name in ("number", "session_no"):
            self.fields[name].widget.attrs["dir"] = "ltr"
        self.fields["notes"].widget.attrs["rows"] = 3
        self.fields["expires_on"].help_text = _("The last day; empty for a licence without an end.")

    def _instance_constraints(self) -> list[Any]:
        """Which licence of the chain is in force the service settles when it stores this one."""
        found = super()._instance_constraints()
        return [each for each in found if each.name != "licence_one_in_force"]

    def _known_constraints(self) -> list[Any]:
        return list(Licence._meta.constraints)


class IssueForm(StepForm):
    """The day and, where it is not the office's next, the number of a licence."""

    issued_on = JalaliDateField(label=_("Issued on"), widget=OfficeJalaliDateWidget)
    number = PersianCharField(
        label=_("Number"),
        required=False,
        max_length=60,
        takes=Takes.PAPER_NUMBER,
        widget=theme.UnfoldAdminTextInputWidget({"dir": "ltr"}),
        help_text=_("Leave empty for the next number of your office."),
    )
    notes = PersianCharField(
        label=_("Notes"),
        required=False,
        takes=Takes.ADDRESS,
        widget=theme.UnfoldAdminTextareaWidget({"rows": 3}),
    )


class MeasureForm(Refusable, forms.Form):
    """A day and a reason: for revoking, and for lifting a suspension."""

    on = JalaliDateField(label=_("From"), widget=OfficeJalaliDateWidget)
    reason = PersianCharField(
        label=_("Reason"),
        max_length=300,
        widget=theme.UnfoldAdminTextInputWidget,
        help_text=_("The resolution or the ruling, with number and date."),
    )


class SuspendForm(MeasureForm):
    until = JalaliDateField(
        label=_("Until"),
        required=False,
        help_text=_("May be empty. It lasts until it is lifted, also when this day has passed."),
        widget=OfficeJalaliDateWidget,
    )
    field_order = ("on", "until", "reason")


class ExtensionForm(Refusable, forms.Form):
    """Which licences a resolution extends, and until when."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=LicenceKind.choices, widget=theme.UnfoldAdminSelectWidget
    )
    province = forms.ModelChoiceField(
        label=_("Province"),
        queryset=Province.objects.all(),
        required=False,
        empty_label=_("The whole country"),
        widget=theme.UnfoldAdminSelectWidget,
    )
    expires_from = JalaliDateField(label=_("Expires from"), widget=OfficeJalaliDateWidget)
    expires_until = JalaliDateField(label=_("Expires until"), widget=OfficeJalaliDateWidget)
    new_expiry = JalaliDateField(label=_("New expiry date"), widget=OfficeJalaliDateWidget)
    resolution_no = PersianCharField(
        label=_("Number of the resolution"),
        max_length=60,
        takes=Takes.PAPER_NUMBER,
        widget=theme.UnfoldAdminTextInputWidget({"dir": "ltr"}),
    )
    resolution_on = JalaliDateField(
        label=_("Date of the resolution"), widget=OfficeJalaliDateWidget
    )

    def __init__(self, *args: Any, province_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = LicenceKind.ACTIVITY
        self.fields["resolution_on"].initial = today()
        if province_id is not None:
            del self.fields["province"]

    @property
    def extension(self) -> Extension:
        return Extension(**self.cleaned_data)
