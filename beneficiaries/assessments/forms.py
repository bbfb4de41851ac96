"""The forms of questionnaires, and of the questions that a woman is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.refusals import Refusal
from beneficiaries.assessments import scoring, standard, xlsform
from beneficiaries.assessments.models import Version
from persian.dates import today
from persian.forms import JalaliDateField, PersianCharField, WholeNumberField
from screens.step_form import StepForm

LARGEST = 2 * 1024 * 1024  # bytes of a workbook


class FileForm(StepForm):
    """The workbook of a new version."""

    file = forms.FileField(
        label=_("XLSForm (xlsx)"), widget=theme.UnfoldAdminFileFieldWidget(),
        help_text=_(
            "Sheets «survey» and «choices», as KoBo and ODK have them; a column «weight» beside "
            "the answers and «domain» beside the questions."
        ),
    )  # fmt: skip

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent is None:
            return None
        if sent.size > LARGEST:
            raise forms.ValidationError(_("This file is too large for a questionnaire."))
        try:
            return xlsform.read(sent.read())
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        questions = data.pop("file") or standard.QUESTIONS
        return {**data, "questions": questions}


class NewQuestionnaireForm(FileForm):
    """A new questionnaire; without a file it begins as the standard one."""

    field_order = ("title", "file")
    title = PersianCharField(
        label=_("Title"), max_length=120, initial=standard.TITLE,
        widget=theme.UnfoldAdminTextInputWidget(),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False
        self.fields["file"].help_text = _("Without a file it begins with the standard questions.")


class AskForm(StepForm):
    """The questions of a version, of those that are asked after the answers sent so far.

    Where an answer brings up further questions, the form comes back with them.
    """

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = JalaliDateField(
            label=_("Day of asking"), initial=today, widget=theme.UnfoldAdminTextInputWidget()
        )
        sent = {q["key"]: self.data.get(f"answer_{q['key']}", "") for q in version.questions}
        self._questions = scoring.asked(version.questions, sent)
        for question in self._questions:
            self.fields[f"answer_{question['key']}"] = _field(question)

    def values(self) -> dict[str, Any]:
        answers = {q["key"]: self.cleaned_data.get(f"answer_{q['key']}") for q in self._questions}
        return {"answers": answers, "on": self.cleaned_data["on"]}


def _field(question: Any) -> forms.Field:
    options: dict[str, Any] = {"label": question["text"], "required": question["is_required"]}
    if question["kind"] == scoring.CHOICE:
        choices = [(each["key"], each["text"]) for each in question["choices"]]
        return forms.ChoiceField(
            choices=[("", _("Choose")), *choices], widget=theme.UnfoldAdminSelectWidget(), **options
        )
    if question["kind"] == scoring.NUMBER:
        return WholeNumberField(
            min_value=0, max_value=1_000_000, widget=theme.UnfoldAdminTextInputWidget(), **options
        )
    return PersianCharField(max_length=300, widget=theme.UnfoldAdminTextInputWidget(), **options)
