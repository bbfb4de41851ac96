"""The forms of calls, proposals and reviews."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import County, User
from accounts.roles import Role, permissions_of
from councils.models import Council
from councils.services.members.reading import Act, bodies_for
from ngos.models import Field
from persian.dates import today
from persian.forms import JalaliDateField, PersianCharField, RialField, WholeNumberField
from persian.personal_numbers import Takes
from programs.calls.bodies import WORKING_GROUP
from programs.calls.conditions import STAND_IN
from programs.calls.models import Call, CallForm, Criterion, Proposal
from programs.calls.models.call import QuestionKind
from programs.calls.models.proposal import Ground
from programs.calls.services.proposals import Content
from programs.calls.workflow import CallState
from programs.money.forms import SourceField
from programs.money.models import Source
from programs.projects.models import Program
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.step_form import StepForm
from screens.widgets import (
    OfficeAutocompleteSelect,
    OfficeJalaliDateWidget,
    OfficeNumberWidget,
    OfficeRialWidget,
)


def _text(label: Any, rows: int = 4, **options: Any) -> PersianCharField:
    widget = theme.UnfoldAdminTextareaWidget({"rows": rows})
    return PersianCharField(label=label, widget=widget, **options)


def _line(label: Any, **options: Any) -> PersianCharField:
    return PersianCharField(label=label, widget=theme.UnfoldAdminTextInputWidget, **options)


def _day(label: Any, **options: Any) -> JalaliDateField:
    return JalaliDateField(label=label, widget=OfficeJalaliDateWidget, **options)


class CallRecordForm(Refusable, VersionedForm):
    """A call, while it is a draft."""

    constraint_fields = {
        "call_says_what": "title",
        "call_closes_after_it_is_published": "closes_on",
    }

    class Meta:
        model = Call
        fields = (
            "body", "program", "title", "topic", "fields", "counties", "level", "needs_licence",
            "needs_no_measure", "ceiling", "closes_on",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        bodies = Council.objects.filter(
            kind=WORKING_GROUP.key, is_active=True, province__isnull=False
        )
        if not user.has_perm(STAND_IN):
            bodies = bodies.filter(pk__in=bodies_for(user, Act.PLAN))
        fields["body"].queryset = bodies
        fields["body"].help_text = _("A working group whose secretary you are.")
        fields["program"].queryset = Program.objects.order_by("title")
        fields["fields"].queryset = Field.objects.filter(is_active=True)
        counties = County.objects.all()
        if user.province_id is not None:
            counties = counties.filter(province=user.province_id)
        fields["counties"].queryset = counties
        for name in ("fields", "counties"):
            fields[name].widget = theme.UnfoldAdminSelectMultipleWidget(
                choices=fields[name].choices
            )
            fields[name].help_text = _("None chosen: all may answer.")


class ReasonForm(StepForm):
    reason = _text(_("Reason"))


class NothingMoreForm(StepForm):
    """A step that asks for nothing more."""


class ChooseCallForm(StepForm):
    """Which NGO's proposal is entered, and which call it answers."""

    ngo: Any = forms.ModelChoiceField(label=_("NGO"), queryset=None)
    call: Any = forms.ModelChoiceField(
        label=_("Call"), queryset=None, required=False,
        help_text=_("Empty for a proposal of the NGO's own accord."),
        widget=theme.UnfoldAdminSelectWidget,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        key = Proposal._meta.get_field("ngo")
        fields["ngo"].queryset = key.remote_field.model._default_manager.all()
        fields["ngo"].widget = OfficeAutocompleteSelect(key, admin.site)
        fields["ngo"].widget.choices = fields["ngo"].choices
        fields["call"].queryset = Call.objects.filter(
            state__in=(CallState.PUBLISHED, CallState.CLOSED)
        )


class ProposalForm(StepForm):
    """What a proposal says, with the questions of its call's form."""

    title = _line(_("Title"), max_length=200)
    amount = RialField(
        label=_("Amount asked for (rial)"), required=False, widget=OfficeRialWidget, min_value=0
    )
    summary = _text(_("Summary"), rows=8, takes=Takes.ANYTHING)

    def __init__(
        self, *args: Any, form: CallForm | None = None, received: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._questions = list(form.questions) if form is not None else []
        if received:
            self.fields["on"] = _day(_("Received on"), initial=today)
        for question in self._questions:
            self.fields[f"answer_{question['key']}"] = _field_of(question)

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        answers = {
            question["key"]: data.pop(f"answer_{question['key']}", None)
            for question in self._questions
        }
        content = Content(data.pop("title"), data.pop("summary"), data.pop("amount"), answers)
        return {**data, "content": content}


class NewProposalForm(ProposalForm):
    """A proposal that came on paper; of one without a call the working group is chosen."""

    def __init__(self, *args: Any, bodies: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, received=True, **kwargs)
        if bodies is not None:
            self.fields["body"] = forms.ModelChoiceField(
                label=_("Working group"), queryset=bodies, widget=theme.UnfoldAdminSelectWidget
            )


def _field_of(question: dict[str, Any]) -> forms.Field:
    """The field by which a question of a call's form is answered."""
    options: dict[str, Any] = {"label": question["text"], "required": question["is_required"]}
    kind = question["kind"]
    if kind == QuestionKind.TEXT:
        return _text(options.pop("label"), takes=Takes.ANYTHING, **options)
    if kind == QuestionKind.NUMBER:
        return WholeNumberField(widget=OfficeNumberWidget, min_value=0, **options)
    if kind == QuestionKind.RIAL:
        return RialField(widget=OfficeRialWidget, min_value=0, **options)
    if kind == QuestionKind.YES_NO:
        choices = [("", _("Choose")), ("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(choices=choices, widget=theme.UnfoldAdminSelectWidget, **options)
    if kind == QuestionKind.CHOICE:
        choices = [("", _("Choose")), *((each, each) for each in question["choices"])]
        return forms.ChoiceField(choices=choices, widget=theme.UnfoldAdminSelectWidget, **options)
    return _line(options.pop("label"), max_length=300, **options)


class ReviewerForm(StepForm):
    """Whom the working group asks."""

    reviewer: Any = forms.ModelChoiceField(
        label=_("Reviewer"), queryset=None, widget=theme.UnfoldAdminSelectWidget
    )
    due_on = _day(_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role in Role if "calls.review_proposal" in permissions_of(role)]
        people = User.objects.filter(role__in=roles, is_active=True)
        field: Any = self.fields["reviewer"]
        field.queryset = people.order_by("last_name", "first_name", "pk")
        field.label_from_instance = lambda user: f"{user} ({user.get_role_display()})"


class InterestForm(StepForm):
    """What a reviewer declares before the text opens."""

    has_conflict = forms.ChoiceField(
        label=_("Have you or your family any interest in this NGO or its proposal?"),
        choices=[("no", _("No, none")), ("yes", _("Yes"))],
        widget=theme.UnfoldAdminRadioSelectWidget,
    )
    conflict = _text(_("What the conflict is"), required=False, takes=Takes.ANYTHING)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "has_conflict": data["has_conflict"] == "yes", "conflict": data.get("conflict") or "",
        }  # fmt: skip


class ScoreForm(StepForm):
    """Points of each criterion, or one number where the proposal answers no call."""

    def __init__(self, *args: Any, criteria: list[Criterion], revision: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._criteria = criteria
        self.fields["revision"] = forms.CharField(widget=forms.HiddenInput, initial=str(revision))
        for each in criteria:
            self.fields[f"points_{each.pk}"] = WholeNumberField(
                label=each.title, help_text=each.about, widget=OfficeNumberWidget, min_value=0,
                max_value=100,
            )  # fmt: skip
        if not criteria:
            self.fields["total"] = WholeNumberField(
                label=_("Points (0–100)"), widget=OfficeNumberWidget, min_value=0, max_value=100
            )
        self.fields["remarks"] = _text(_("Opinion"), takes=Takes.ANYTHING)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        revision = data["revision"]
        return {
            "revision": int(revision) if revision.isascii() and revision.isdecimal() else 0,
            "scores": {str(each.pk): data[f"points_{each.pk}"] for each in self._criteria},
            "total": data.get("total"),
            "remarks": data["remarks"],
        }


class TellForm(StepForm):
    """Which condition is not met, and what may be done next."""

    ground = forms.ChoiceField(
        label=_("Condition that is not met"), choices=[("", ""), *Ground.choices],
        widget=theme.UnfoldAdminSelectWidget,
    )  # fmt: skip
    next_step = _text(
        _("What the NGO may do next"),
        help_text=_("For example: the next call, another program, what to mend."),
    )


class ReportForm(StepForm):
    on = _day(_("Reported on"), initial=today)
    text = _text(_("Final report"), rows=8, takes=Takes.ANYTHING)


class FundingForm(StepForm):
    """Money for a proposal: of which source, and how much."""

    source: Any = SourceField(
        label=_("Source of funding"), queryset=None, widget=theme.UnfoldAdminSelectWidget
    )
    amount = RialField(label=_("Amount (rial)"), widget=OfficeRialWidget, min_value=1)
    document_no = _line(
        _("Document number"), max_length=60, required=False, takes=Takes.PAPER_NUMBER
    )

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = Source.objects.filter(
            province=proposal.province_id, is_listed=False, allocated__lt=F("amount")
        )
        field: Any = self.fields["source"]
        field.queryset = sources.select_related("priority")
        if not sources.exists():
            field.help_text = _(
                "No source of this office has anything left. Enter one under “Sources of funding”."
            )
