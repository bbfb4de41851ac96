"""The fields that change by request: how each is typed, shown, compared, and carried out.

What the register shows of a field is a text: so what stood there when it was asked is kept, and
compared with what stands there when it is decided.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import County
from desk.models import FieldChange
from desk.models.change_request import BOARD, ChangeField
from ngos.models import NGO, Document, Field, Term
from ngos.models.document import DocumentType
from ngos.models.ngo import ActivityLevel
from ngos.models.term import SINGLE_POSTS
from persian.dates import today
from persian.forms import PersianCharField


@dataclass(frozen=True)
class Changeable:
    """One field. `shown` is what the register says of it now, `typed` the form field for its new
    value, `told` the words of a value that was asked for."""

    shown: Callable[[NGO], str]
    typed: Callable[[NGO], forms.Field]
    told: Callable[[str], str] = str
    stored: Callable[[Any], str] = str


def _charter(ngo: NGO) -> str:
    newest = Document.objects.filter(ngo=ngo, type=DocumentType.CHARTER).order_by("-pk").first()
    if newest is None:
        return ""
    return newest.original_name or newest.number or str(newest)


def people_in(ngo: NGO, post: str) -> list[Term]:
    """Who holds a post today."""
    terms = Term.objects.filter(ngo=ngo, post=post, start_on__lte=today())
    lasting = terms.exclude(end_on__lt=today())
    return list(lasting.select_related("person").order_by("person__sort_key", "pk"))


def _named(model: Any) -> Callable[[str], str]:
    return lambda key: str(model.objects.filter(pk=key).first() or key)


def _key(row: Any) -> str:
    return str(row.pk)


_OTHERS: dict[str, Changeable] = {
    ChangeField.NAME: Changeable(
        lambda ngo: ngo.name,
        lambda ngo: PersianCharField(label=_("New name"), max_length=200),
    ),
    ChangeField.FIELD: Changeable(
        lambda ngo: str(ngo.field),
        lambda ngo: forms.ModelChoiceField(
            Field.objects.exclude(pk=ngo.field_id), label=_("New field"), empty_label=_("Choose")
        ),
        _named(Field), _key,
    ),
    ChangeField.LEVEL: Changeable(
        lambda ngo: str(ngo.get_activity_level_display()),
        lambda ngo: forms.ChoiceField(
            label=_("New activity level"),
            choices=[("", _("Choose")), *(
                each for each in ActivityLevel.choices if each[0] != ngo.activity_level
            )],
        ),
        lambda level: str(dict(ActivityLevel.choices).get(level, level)),
    ),
    ChangeField.SEAT: Changeable(
        lambda ngo: str(ngo.county or ""),
        lambda ngo: forms.ModelChoiceField(
            County.objects.filter(province=ngo.province_id).exclude(pk=ngo.county_id or 0),
            label=_("New county"), empty_label=_("Choose"),
            help_text=_(
                "Within the province. The address itself is changed on the page of contact."
            ),
        ),
        _named(County), _key,
    ),
    ChangeField.CHARTER: Changeable(
        _charter,
        lambda ngo: PersianCharField(
            label=_("Articles that change"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        ),
    ),
}  # fmt: skip
NEEDS_PAPER = frozenset(ChangeField.values)
ENDS_THE_FORMER = frozenset(SINGLE_POSTS)
PAPER_TOLD = gettext_lazy(
    "Minutes of the assembly or the Official Gazette, as a PDF or a photo; several may be chosen."
)


def is_of_board(field: str) -> bool:
    return field.startswith(BOARD)


def shown_now(ngo: NGO, field: str) -> str:
    """What the register says of a field."""
    if is_of_board(field):
        names = [str(term.person) for term in people_in(ngo, field.removeprefix(BOARD))]
        return "، ".join(names)
    return _OTHERS[field].shown(ngo)


def typed(ngo: NGO, field: str) -> forms.Field | None:
    """The form field of the new value; None for posts of the board, which take a person."""
    return None if is_of_board(field) else _OTHERS[field].typed(ngo)


def stored(field: str, cleaned: Any) -> str:
    """A cleaned value as it is kept in the request."""
    return _OTHERS[field].stored(cleaned)


def told(change: FieldChange) -> str:
    """What is asked for, in words."""
    if change.post:
        return f"{change.first_name} {change.last_name}"
    return _OTHERS[change.field].told(change.after)
