"""The forms of action points and their steps."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import County, User
from accounts.roles import STAFF
from persian.dates import today
from persian.forms import JalaliDateField, PersianCharField
from programs.actions.models import ActionPoint
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.step_form import StepForm
from screens.widgets import OfficeJalaliDateWidget


class ActionForm(Refusable, VersionedForm):
    """A point: what, who, until when."""

    constraint_fields = {"action_says_what": "title", "action_says_who": "owner_name"}

    class Meta:
        model = ActionPoint
        fields = ("province", "title", "owner", "owner_name", "due_on", "county", "details")
        formfield_callback = office_formfield

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        people = User.objects.filter(role__in=STAFF, is_active=True)
        fields["owner"].queryset = people.order_by("last_name", "first_name", "pk")
        counties = County.objects.filter(province=self.instance.province_id)
        fields["county"].queryset = counties
        if self.instance.province_id is not None:
            del self.fields["province"]
        if user.county_id is not None or self.instance.province_id is None:
            del self.fields["county"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("owner") is not None:
            data["owner_name"] = str(data["owner"])
        return data


def _text(label: Any, **options: Any) -> PersianCharField:
    widget = theme.UnfoldAdminTextareaWidget({"rows": 4})
    return PersianCharField(label=label, widget=widget, **options)


class FinishForm(StepForm):
    on = JalaliDateField(label=_("Done on"), widget=OfficeJalaliDateWidget, initial=today)
    outcome = _text(_("What was done"))


class ReasonForm(StepForm):
    reason = _text(_("Reason"))


class NothingMoreForm(StepForm):
    """A step that asks for nothing more."""
