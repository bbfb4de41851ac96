"""Two people edit the same NGO: the second sees what the first changed, and loses nothing.

The form carries the moment of the version it was filled from. When the record was saved since, the
history tells who changed what. A field that only the first changed takes the new value; a field
that both changed keeps what was typed and says what stands there now. Saving again decides.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ngos.models import NGO
from ngos.personal_data import masked_fields
from screens.history import Track, entries_since, show

if TYPE_CHECKING:
    from ngos.forms import NGOForm


def version_of(ngo: NGO) -> str:
    """What names the stored state of an NGO."""
    return ngo.updated_at.isoformat()


def meet_concurrent_edit(form: "NGOForm") -> None:
    """Refuse a form filled from an older version, telling what changed since."""
    ngo = form.instance
    typed_from = form.cleaned_data.get("version")
    if typed_from == version_of(ngo):
        return
    events: Any = NGO._meta.get_field("events").related_model
    own = events._default_manager.filter(pgh_obj_id=ngo.pk).order_by("-pgh_id")
    base = own.filter(updated_at=_moment(typed_from)).first() if typed_from else None
    typed: Any = form.data
    data = typed.copy()
    if base is not None:
        track = Track(NGO, Q(pgh_obj_id=ngo.pk), masked=masked_fields(form.request.user, NGO))
        form.concurrent_changes = entries_since(track, base.pgh_id)
        _merge(form, base, data)
        _merge_other_fields(form, own.filter(pgh_id__gt=base.pgh_id), data)
    data[form.add_prefix("version")] = version_of(ngo)
    form.data = data
    form.add_error(None, forms.ValidationError(
        _(
            "Somebody changed this record while you were editing it; nothing was saved. "
            "What they changed stands above. Check the form and save again."
        ),
        code="concurrent_edit",
    ))  # fmt: skip


def _moment(text: str) -> Any:
    try:
        return NGO._meta.get_field("updated_at").to_python(text)
    except forms.ValidationError:
        return None


def _merge(form: "NGOForm", base: Any, data: Any) -> None:
    """Compare field by field what was typed, what it was typed over, and what is stored."""
    for name, field in form.fields.items():
        if name not in form.cleaned_data or not hasattr(base, name) or field.disabled:
            continue
        column = NGO._meta.get_field(name)
        old, stored = getattr(base, column.attname), getattr(form.instance, column.attname)  # type: ignore[union-attr]
        typed = form.cleaned_data[name]
        typed = getattr(typed, "pk", typed)
        if old == stored or (typed or None) == (stored or None) or name in form.masked:
            continue
        if (typed or None) == (old or None):
            _put(data, form.add_prefix(name), field, stored)
        else:
            value = getattr(form.instance, name)
            shown = str(value) if hasattr(value, "pk") else show(column, form.instance, {})  # type: ignore[arg-type]
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


def _merge_other_fields(form: "NGOForm", later: Any, data: Any) -> None:
    """The list of other fields, when others changed it and this person did not."""
    event = later.filter(pgh_context__lists__has_key="other_fields").order_by("pgh_id").first()
    typed = form.cleaned_data.get("other_fields")
    if event is None or typed is None:
        return
    before, _after = event.pgh_context["lists"]["other_fields"]
    if {field.pk for field in typed} == set(before):
        stored = form.instance.other_fields.values_list("pk", flat=True)
        data.setlist(form.add_prefix("other_fields"), [str(pk) for pk in stored])
