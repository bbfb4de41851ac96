"""The form in which a policy gets its value."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.policies import Choice, Policy, Several, Template, WholeNumber, YesNo
from persian.forms import PersianCharField, WholeNumberField
from screens.widgets import OfficeNumberWidget

YES, NO = "yes", "no"


class PolicyForm(forms.Form):
    """A value of the policy's kind, and the version of the decision that the form shows."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, policy: Policy[Any], value: Any, version: str) -> None:
        super().__init__(*args)
        self.fields["value"] = field_of(policy, value)
        self.fields["version"].initial = version


def field_of(policy: Policy[Any], value: Any) -> forms.Field:
    """The field in which a value of this policy is typed; the policy itself checks it."""
    label = _("Value")
    if isinstance(policy, WholeNumber):
        named = _("%(label)s (%(unit)s)") % {"label": label, "unit": policy.unit}
        return WholeNumberField(
            label=named if policy.unit else label,
            initial=value,
            units=[str(policy.unit)] if policy.unit else (),
            widget=OfficeNumberWidget(),
        )
    if isinstance(policy, YesNo):
        return forms.TypedChoiceField(
            label=label,
            initial=YES if value else NO,
            choices=((YES, _("Yes")), (NO, _("No"))),
            coerce=lambda chosen: chosen == YES,
            widget=theme.UnfoldAdminSelectWidget(),
        )
    if isinstance(policy, Choice):
        return forms.ChoiceField(
            label=label,
            initial=value,
            choices=list(policy.choices.items()),
            widget=theme.UnfoldAdminSelectWidget(),
        )
    if isinstance(policy, Several):
        return forms.MultipleChoiceField(
            label=label,
            initial=value,
            required=False,
            choices=list(policy.choices.items()),
            widget=theme.UnfoldAdminCheckboxSelectMultipleWidget(),
        )
    if isinstance(policy, Template):
        return PersianCharField(
            label=label,
            initial=policy.shown(value),
            help_text=_("Fields that may stand in it: %(known)s") % {"known": policy.known_fields},
            widget=theme.UnfoldAdminTextInputWidget(),
        )
    raise TypeError(f"no field for {policy!r}")
