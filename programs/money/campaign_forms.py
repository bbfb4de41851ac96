"""Forms of verification campaigns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import Province
from persian.dates import jalali_iso, today
from persian.forms import JalaliDateField, PersianCharField, WholeNumberField
from persian.personal_numbers import Takes
from programs.money.models import Action, Result
from screens.step_form import StepForm
from screens.widgets import OfficeJalaliDateWidget, OfficeNumberWidget


def _text(label: Any, **options: Any) -> PersianCharField:
    widget = theme.UnfoldAdminTextareaWidget({"rows": 4})
    return PersianCharField(label=label, widget=widget, takes=Takes.ANYTHING, **options)


class CampaignForm(StepForm):
    province = forms.ModelChoiceField(
        label=_("Province"), queryset=Province.objects.all(), widget=theme.UnfoldAdminSelectWidget
    )
    title = PersianCharField(
        label=_("Title"), max_length=160, widget=theme.UnfoldAdminTextInputWidget
    )
    year = WholeNumberField(
        label=_("Year"), min_value=1300, max_value=1500, widget=OfficeNumberWidget
    )
    percent = WholeNumberField(
        label=_("Share (percent)"), min_value=1, max_value=100, initial=10,
        widget=OfficeNumberWidget,
        help_text=_("Of the allocations of that year of which money was paid."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = int(jalali_iso(today())[:4])
        if user.province_id is not None:
            del self.fields["province"]


class OpenRepliesForm(StepForm):
    reply_due_on = JalaliDateField(label=_("Reply expected by"), widget=OfficeJalaliDateWidget)


class ReplyForm(StepForm):
    reply = _text(_("Reply"))


class JudgeForm(StepForm):
    result = forms.ChoiceField(
        label=_("Result"), choices=[("", ""), *Result.choices],
        widget=theme.UnfoldAdminSelectWidget,
    )  # fmt: skip
    remarks = _text(_("What was found"))
    action = forms.ChoiceField(
        label=_("What follows"), choices=[("", ""), *Action.choices], required=False,
        widget=theme.UnfoldAdminSelectWidget,
        help_text=_("Of what is not in order."),
    )  # fmt: skip
    no_action_reason = _text(
        _("No action, because"), required=False,
        help_text=_("Needed where nothing follows from what is not in order."),
    )  # fmt: skip
