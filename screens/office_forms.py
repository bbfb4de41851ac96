"""What every form of the staff pages has in common: the theme's look, and errors at their field."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.db import IntegrityError, models
from django.db.models.constraints import BaseConstraint
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from files.disk import DiskFull
from screens.widgets import FORM_FIELDS


def office_look(field: models.Field[Any, Any]) -> dict[str, Any]:
    """How a model field is typed: its form field, where that is not Django's own, and the theme's
    widget."""
    for base, options in FORM_FIELDS.items():
        if isinstance(field, base):
            return options
    if isinstance(field, models.FileField):
        return {"widget": theme.UnfoldAdminFileFieldWidget()}
    if isinstance(field, models.TextField):
        return {"widget": theme.UnfoldAdminTextareaWidget()}
    if field.choices or isinstance(field, models.ForeignKey):
        return {"widget": theme.UnfoldAdminSelectWidget()}
    if isinstance(field, models.CharField):
        return {"widget": theme.UnfoldAdminTextInputWidget()}
    return {}


def office_formfield(field: models.Field[Any, Any], **kwargs: object) -> forms.Field | None:
    """The form field of a model field, in the theme's look."""
    return field.formfield(**{**office_look(field), **kwargs})


def name_empty_choices(fields: Iterable[forms.Field]) -> None:
    """Words in place of the dashes that stand for no choice."""
    for field in fields:
        if isinstance(field, forms.ModelChoiceField):
            if field.empty_label is not None:
                field.empty_label = _("Choose")
        elif isinstance(field, forms.ChoiceField) and not field.widget.is_hidden:
            field.choices = [
                (value, _("Choose") if value == "" else label)
                for value, label in cast("Iterable[tuple[Any, Any]]", field.choices)
            ]


# What two people at once may bring about, by PostgreSQL's code: a unique value, a foreign key.
_OVERTAKEN = {
    "23505": _(
        "Nothing was saved: the same values have just been stored by somebody else, or twice. "
        "Look at the list, and change what must differ."
    ),
    "23503": _(
        "Nothing was saved: something that you chose here has just been deleted. "
        "Open this form anew and choose again."
    ),
}


def _nothing(exclude: object = None) -> None:
    """In place of a check that is made elsewhere."""


class OfficeModelForm(forms.ModelForm):
    """A form whose constraints are all checked, each telling of its violation at the right field.

    `constraint_fields` says at which field; a constraint it does not name speaks above the form.
    `unseen` has what is said when a row that the person may not see is in the way: the database
    alone notices, so `explain` turns its error into that sentence.
    """

    constraint_fields: ClassVar[dict[str, str]] = {}
    unseen: ClassVar[dict[str, str | Promise]] = {}
    # What saving the same form has met a moment ago (`OfficeAdmin.changeform_view`).
    met: IntegrityError | DiskFull | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_empty_choices(self.fields.values())

    def _post_clean(self) -> None:
        """Django's own pass would tell of every constraint above the form; ours comes after it."""
        self.instance.validate_constraints = _nothing
        try:
            super()._post_clean()  # type: ignore[misc] # Django's, which its stubs leave out
        finally:
            del self.instance.validate_constraints
        self.validate_constraints()
        if self.met is not None and not self.errors:  # otherwise they tell of it already
            self._tell_what_was_met(self.met)

    def _tell_what_was_met(self, error: IntegrityError | DiskFull) -> None:
        if isinstance(error, DiskFull):
            self.add_error(None, str(error))
        elif not self.explain(error):
            raise error

    def validate_constraints(self) -> None:
        """Check every constraint of the model; raises nothing, tells of all."""
        for constraint in self._instance_constraints():
            # Columns outside the form hold what is stored, so only those in error are left out,
            # by an earlier constraint too: of dates in the wrong order no range can be made.
            try:
                constraint.validate(type(self.instance), self.instance, exclude=set(self.errors))
            except forms.ValidationError as error:
                self._add_at(constraint.name, error.messages[0], error.code)

    def explain(self, error: IntegrityError) -> bool:
        """Whether the database's refusal is now told of in this form's errors.

        It comes from a row that the person may not see, or from one that was stored or deleted
        between the form's own check and this moment.
        """
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        messages = {each.name: each.violation_error_message for each in self._known_constraints()}
        message = self.unseen.get(name or "") or messages.get(name or "")
        message = message or _OVERTAKEN.get(getattr(error.__cause__, "sqlstate", None) or "")
        if message is None:
            return False
        self._add_at(name or "", message, "unseen")
        return True

    def _instance_constraints(self) -> list[BaseConstraint]:
        return list(type(self.instance)._meta.constraints)

    def _known_constraints(self) -> list[BaseConstraint]:
        """Those that saving may run into: more than its own where a form saves several rows."""
        return self._instance_constraints()

    def _add_at(self, constraint: str, message: Any, code: str | None) -> None:
        field = self.constraint_fields.get(constraint)
        if field not in self.fields:
            field = None
        self.add_error(field, forms.ValidationError(message, code=code or constraint))
