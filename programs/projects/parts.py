"""What is kept from the page of a program, and of an agreement."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from programs.projects.models import (
    Indicator,
    Measurement,
    Milestone,
    Partner,
    Party,
    ProcessStep,
    Program,
    Risk,
)
from programs.projects.workflow import ProgramState
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.record_parts import RecordPart
from screens.refusable import Refusable
from screens.widgets import OfficeAutocompleteSelect


class _PartForm(Refusable, VersionedForm):
    """A form of what hangs on a record."""


class _NamedForm(_PartForm):
    """An NGO of the register, or somebody else by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["ngo"]
        field.widget = OfficeAutocompleteSelect(self._meta.model._meta.get_field("ngo"), admin.site)
        field.widget.choices = field.choices

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("ngo") is not None:
            data["name"] = data["ngo"].name
        return data


def _form(
    model: type[models.Model],
    names: tuple[str, ...],
    base: type[VersionedForm] = _PartForm,
    **constraint_fields: str,
) -> type[VersionedForm]:
    """A form of these columns, whose constraints speak at the fields that are named."""
    made: Any = forms.modelform_factory(
        model, form=base, fields=names, formfield_callback=office_formfield
    )
    made.constraint_fields = constraint_fields
    form: type[VersionedForm] = made
    return form


class MeasurementForm(_PartForm):
    """What an indicator of the program was."""

    constraint_fields = {"measured_once_a_day": "on"}

    class Meta:
        model = Measurement
        fields = ("indicator", "on", "value")
        formfield_callback = office_formfield

    def about(self, record: Program) -> None:
        """Only the program's own indicators."""
        field = self.fields["indicator"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Indicator.objects.filter(program=record)


def _closed(user: User, program: Program) -> Refusal | None:
    if program.state == ProgramState.CLOSED:
        return Refusal("closed", _("This program is closed; nothing of it is changed."))
    return None


def _of_program(key: str, model: type[models.Model], form: Any, **more: Any) -> RecordPart:
    return RecordPart(
        key=key, model=model, form=form, parent=more.pop("parent", "program"),
        permission="projects.change_program", objection=_closed,
        title=more.pop("title", lambda row: row["title"]), **more,
    )  # fmt: skip


PROGRAM_PARTS = (
    _of_program(
        "partners", Partner,
        _form(Partner, ("ngo", "name", "role"), _NamedForm,
              partner_is_named="name", partner_once="ngo"),
        title=lambda row: row["name"],
        adding=_("Add a partner"), changing=_("Change the partner"),
    ),
    _of_program(
        "process", ProcessStep, _form(ProcessStep, ("position", "title", "owner", "output")),
        order=("position", "pk"),
        adding=_("Add a step"), changing=_("Change the step"),
    ),
    _of_program(
        "indicators", Indicator,
        _form(Indicator, ("title", "unit", "baseline", "target", "due_on"),
              indicator_once="title", indicator_has_a_way_to_go="target"),
        adding=_("Add an indicator"), changing=_("Change the indicator"),
    ),
    _of_program(
        "measurements", Measurement, MeasurementForm, parent="indicator__program",
        title=lambda row: row["on"], order=("on", "pk"),
        adding=_("Add a measurement"), changing=_("Change the measurement"),
    ),
    _of_program(
        "milestones", Milestone, _form(Milestone, ("title", "owner", "due_on", "reached_on")),
        order=("due_on", "pk"),
        adding=_("Add a milestone"), changing=_("Change the milestone"),
    ),
    _of_program(
        "risks", Risk, _form(Risk, ("title", "likelihood", "impact", "response")),
        adding=_("Add a risk"), changing=_("Change the risk"),
    ),
)  # fmt: skip
AGREEMENT_PARTS = (
    RecordPart(
        key="parties", model=Party, parent="agreement", permission="projects.change_agreement",
        form=_form(Party, ("ngo", "name", "duties"), _NamedForm,
                   party_is_named="name", party_once="ngo"),
        title=lambda row: row["name"],
        adding=_("Add a party"), changing=_("Change the party"),
    ),
)  # fmt: skip
