"""The forms with which records are protected."""

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from beneficiaries.safeguards.benefits import Benefit
from persian.forms import NationalIDField, PersianCharField
from screens.step_form import StepForm


class GlassForm(StepForm):
    """Why somebody opens a record outside their caseload."""

    reason = PersianCharField(
        label=_("Reason"), max_length=300, min_length=5, widget=theme.UnfoldAdminTextInputWidget(),
        help_text=_("The director reads it and judges whether it was justified."),
    )  # fmt: skip


class ReviewForm(StepForm):
    """Whether an opening was justified."""

    verdict = forms.ChoiceField(
        label=_("Was it justified?"),
        choices=[("yes", _("Justified")), ("no", _("Not justified"))],
        widget=theme.UnfoldAdminSelectWidget(),
    )
    remarks = PersianCharField(
        label=_("Remarks"), max_length=300, required=False,
        widget=theme.UnfoldAdminTextInputWidget(),
    )  # fmt: skip


class AskForm(StepForm):
    """Whom it is about, and which benefit is meant."""

    national_id = NationalIDField(label=_("National ID"), widget=theme.UnfoldAdminTextInputWidget())
    kind = forms.ChoiceField(
        label=_("Kind of benefit"),
        choices=[("", ""), *Benefit.choices],
        required=False,
        widget=theme.UnfoldAdminSelectWidget(),
    )


class TransferForm(StepForm):
    """Why this office should have her."""

    reason = PersianCharField(
        label=_("Reason"), max_length=300, min_length=5, widget=theme.UnfoldAdminTextInputWidget(),
    )  # fmt: skip


class AnswerForm(StepForm):
    """Whether she is handed over."""

    verdict = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", _("We hand her over")), ("no", _("She stays with us"))],
        widget=theme.UnfoldAdminSelectWidget(),
    )
    words = PersianCharField(
        label=_("Remarks"), max_length=300, required=False,
        widget=theme.UnfoldAdminTextInputWidget(),
    )  # fmt: skip
