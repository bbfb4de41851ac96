"""What letters speak of besides NGOs and applications: rows of the rooms above.

A room whose rows letters are written about declares a `Subject` in `AppConfig.ready()`. The pages
of these rows then have a button that begins a letter, its template's fields are filled from the
row, and the letter keeps which row it is about: the key of the subject, the row's, and what it was
called.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.models import User
from letters.models import Letter
from screens import page_links
from screens.pages import address_of

ADD = "letters.add_letter"


def _nobody(row: Any) -> dict[str, Any]:
    return {}


def _nothing(row: Any) -> Iterable[tuple[str, Any]]:
    return ()


@dataclass(frozen=True)
class Subject:
    """One kind of rows: what a letter stores of it (`key`), what one has to be allowed to see of
    it, and what a row is called.

    `sides` gives the NGO or the counterpart that a letter about a row goes to, `also` other rows
    that it speaks of with this one, by their keys: a proposal's program.
    """

    key: str
    label: str | Promise
    model: type[models.Model]
    permission: str
    title: Callable[[Any], str]
    sides: Callable[[Any], dict[str, Any]] = _nobody
    also: Callable[[Any], Iterable[tuple[str, Any]]] = _nothing

    def find(self, pk: int) -> Any:
        """The row of a key; None outside the scope."""
        return self.model._default_manager.filter(pk=pk).first()


_subjects: dict[str, Subject] = {}


def declare(*subjects: Subject) -> None:
    """Let letters be about rows of a room. For `AppConfig.ready()`."""
    for subject in subjects:
        _subjects[subject.key] = subject
        page_links.declare(subject.model, _buttons(subject))


def choices() -> list[tuple[str, str]]:
    return [(key, str(subject.label)) for key, subject in _subjects.items()]


def begin(user: User, letter: Letter, key: str, pk: int) -> None:
    """Have a new letter be about a row, where the person may see it; else it is about nothing."""
    subject = _subjects.get(key)
    if subject is None or not user.has_perm(subject.permission):
        return
    row = subject.find(pk)
    if row is None:
        return
    letter.about, letter.about_id = key, row.pk
    letter.about_title = subject.title(row)[: Letter.LONGEST_TITLE]
    for name, value in subject.sides(row).items():
        setattr(letter, name, value)


def row_of(letter: Letter, key: str) -> Any:
    """The row of one kind that a letter is about, or speaks of with it; None for none in sight."""
    subject = _subjects.get(letter.about)
    row = subject.find(letter.about_id) if subject is not None and letter.about_id else None
    if subject is None or row is None:
        return None
    return row if subject.key == key else dict(subject.also(row)).get(key)


def way_back(user: User, letter: Letter) -> str:
    """The address of the row that a letter is about, for whoever may see it; else ""."""
    subject = _subjects.get(letter.about)
    if subject is None or not user.has_perm(subject.permission):
        return ""
    row = subject.find(letter.about_id or 0)
    return address_of(row) if row is not None else ""


def _buttons(subject: Subject) -> page_links.Links:
    def links(user: User, row: Any) -> list[page_links.Button]:
        found: list[page_links.Button] = []
        query = {"about": subject.key, "of": row.pk}
        if user.has_perm(ADD):
            address = f"{reverse('admin:letters_letter_add')}?{urlencode(query)}"
            found.append({"title": _("Write a letter"), "icon": "mail", "address": address})
        written = Letter.objects.filter(about=subject.key, about_id=row.pk)
        if user.has_perm("letters.view_letter") and written.exists():
            address = f"{reverse('admin:letters_letter_changelist')}?{urlencode(query)}"
            found.append({"title": _("Its letters"), "icon": "drafts", "address": address})
        return found

    return links
