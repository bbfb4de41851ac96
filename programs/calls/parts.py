"""What is kept from the page of a call: criteria, questions of its form, clarifications."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from persian.dates import today
from programs.calls.models import Clarification, Criterion, Question
from programs.calls.services.calls import over, published
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.record_parts import RecordPart
from screens.refusable import Refusable


class CriterionForm(Refusable, VersionedForm):
    constraint_fields = {"criterion_weighs_something": "weight", "criterion_once": "title"}

    class Meta:
        model = Criterion
        fields = ("title", "weight", "about")
        formfield_callback = office_formfield


class QuestionForm(Refusable, VersionedForm):
    constraint_fields = {"question_is_asked": "kind", "question_of_a_list_has_one": "choices"}

    class Meta:
        model = Question
        fields = ("position", "text", "kind", "choices", "is_required")
        formfield_callback = office_formfield


class ClarificationForm(Refusable, VersionedForm):
    """A question and its answer; the day of the answer is told by the answer."""

    constraint_fields = {"clarification_asks": "question"}

    class Meta:
        model = Clarification
        fields = ("question", "asked_on", "answer")
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_on"].initial = today()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("answer"):
            self.instance.answered_on = self.instance.answered_on or today()
        else:
            self.instance.answered_on = None
        return data


CALL_PARTS = (
    RecordPart(
        key="criteria", model=Criterion, parent="call", form=CriterionForm,
        permission="calls.change_call", objection=published, title=lambda row: row["title"],
        adding=_("Add a criterion"), changing=_("Change the criterion"),
    ),
    RecordPart(
        key="questions", model=Question, parent="call", form=QuestionForm,
        permission="calls.change_call", objection=published, title=lambda row: row["text"],
        order=("position", "pk"),
        adding=_("Add a question"), changing=_("Change the question"),
    ),
    RecordPart(
        key="clarifications", model=Clarification, parent="call", form=ClarificationForm,
        permission="calls.change_call", objection=over, title=lambda row: row["question"],
        order=("asked_on", "pk"),
        adding=_("Add a question and its answer"), changing=_("Answer the question"),
    ),
)  # fmt: skip
