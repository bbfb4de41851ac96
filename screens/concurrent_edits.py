"""Two people edit the same record: the second sees what the first changed, and loses nothing.

The form carries the version it was filled from: the last event of the record's history. When there
are later ones, they tell who changed what. A field that only the first changed takes the new value;
a field that both changed keeps what was typed and says what stands there now. Saving again decides.
"""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from persian.numbers import is_key
from screens.history import Track, entries_since, is_same, show
from screens.office_forms import OfficeModelForm
from screens.seen import events_of, version_of


class VersionedForm(OfficeModelForm):
    """A form of a tracked record that is refused when the record was changed since it was filled.

    `history_masked` are the fields whose changes are told masked, `masked` those that the form
    does not show what they hold.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    history_masked: Collection[str] = ()
    masked: Collection[str] = ()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.concurrent_changes: list[Any] = []
        if not self.is_adding:
            self.fields["version"].initial = version_of(self.instance)

    @property
    def is_adding(self) -> bool:
        return self.instance.pk is None

    def clean(self) -> dict[str, object]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_adding:
            _meet_concurrent_edit(self)
        return data


class VersionedAdmin:
    """Mixin for admin classes with a `VersionedForm`: the row is locked while it is being saved,
    so that nobody changes it after the check."""

    change_form_template = "screens/versioned_form.html"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The version travels hidden in the form; it is no field that people see."""
        fields = super().get_fields(request, obj)  # type: ignore[misc]
        return [name for name in fields if name != "version"]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        obj = super().get_object(request, object_id, from_field)  # type: ignore[misc]
        may_change = self.has_change_permission(request, obj)  # type: ignore[attr-defined]
        if obj is None or request.method != "POST" or not may_change:
            return obj  # who only reads may not lock either
        return locked(type(obj)._default_manager.all()).filter(pk=obj.pk).first() or obj


def locked(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Rows that nobody else changes until the transaction ends."""
    return rows.select_for_update(of=("self",))


def _meet_concurrent_edit(form: VersionedForm) -> None:
    """Refuse a form filled from an older version, telling what changed since."""
    record = form.instance
    typed_from = form.cleaned_data.get("version") or ""
    now = version_of(record)
    if typed_from == now:
        return
    own = events_of(record)
    base = own.filter(pgh_id=int(typed_from)).first() if is_key(typed_from) else None
    typed: Any = form.data
    data = typed.copy()
    if base is not None:
        track = Track(type(record), Q(pgh_obj_id=record.pk), masked=form.history_masked)
        form.concurrent_changes = entries_since(track, base.pgh_id)
        _merge(form, base, data)
        _merge_lists(form, own.filter(pgh_id__gt=base.pgh_id), data)
    data[form.add_prefix("version")] = now
    form.data = data
    form.add_error(None, forms.ValidationError(
        _(
            "Somebody changed this record while you were editing it; nothing was saved. "
            "What they changed stands above. Check the form and save again."
        ),
        code="concurrent_edit",
    ))  # fmt: skip


def _merge(form: VersionedForm, base: Any, data: Any) -> None:
    """Compare field by field what was typed, what it was typed over, and what is stored."""
    columns = {column.name: column for column in base._meta.concrete_fields}
    for name, field in form.fields.items():
        if name not in form.cleaned_data or name not in columns or field.disabled:
            continue
        if isinstance(field, forms.FileField):
            continue  # empty unless a new file was chosen, which nothing else can be put over
        attname = columns[name].attname
        old, stored = getattr(base, attname), getattr(form.instance, attname)
        typed = form.cleaned_data[name]
        typed = getattr(typed, "pk", typed)
        if is_same(old, stored) or is_same(typed, stored) or name in form.masked:
            continue
        if is_same(typed, old):
            _put(data, form.add_prefix(name), field, stored)
        else:
            column: Any = form.instance._meta.get_field(name)
            value = getattr(form.instance, name)
            shown = str(value) if hasattr(value, "pk") else show(column, form.instance, {})
            form.add_error(name, forms.ValidationError(
                _(
                    "Now recorded: “%(value)s”. What you typed is kept here; "
                    "save again to replace it."
                ),
                code="both_changed",
                params={"value": shown},
            ))  # fmt: skip


def _put(data: Any, key: str, field: forms.Field, value: Any) -> None:
    if isinstance(value, bool):
        data.pop(key, None)
        if value:
            data[key] = "on"
        return
    shown = field.prepare_value(value)
    data[key] = "" if shown is None else str(shown)


def _merge_lists(form: VersionedForm, later: Any, data: Any) -> None:
    """Lists between tables, when others changed them and this person did not."""
    for many in form.instance._meta.many_to_many:
        event = later.filter(pgh_context__lists__has_key=many.name).order_by("pgh_id").first()
        typed = form.cleaned_data.get(many.name)
        if event is None or typed is None:
            continue
        before, _after = event.pgh_context["lists"][many.name]
        if {row.pk for row in typed} == set(before):
            stored = getattr(form.instance, many.name).values_list("pk", flat=True)
            data.setlist(form.add_prefix(many.name), [str(pk) for pk in stored])
