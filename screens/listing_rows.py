"""The rows of a list, written without a template: a page has hundreds of cells.

A column is looked up once for the page; each row then costs the calls of its columns and one
joined text. What all rows have in common (the theme's twenty classes a cell) stands in `list.css`.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import ManyToOneRel, Model
from django.urls import NoReverseMatch
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from unfold.utils import display_for_field, display_for_value

from screens.listing_cells import written

CHECKBOX = "action_checkbox"


class Column(NamedTuple):
    """A column of one page: how each of its cells begins, and what stands in it."""

    opening: str
    shown: Callable[[Any], str]
    is_linked: bool


class Rows:
    """The rows of one page of a change list."""

    def __init__(self, changelist: Any) -> None:
        self.changelist = changelist
        self.admin = changelist.model_admin
        self._empty = str(self.admin.get_empty_value_display())
        self.columns = [
            self._column(name, place) for place, name in enumerate(changelist.list_display)
        ]
        self._suffix: str | None = None

    def __str__(self) -> SafeString:
        return SafeString("".join(map(self._row, self.changelist.result_list)))

    # -- the columns of the page -----------------------------------------------------------------

    def _column(self, name: Any, place: int) -> Column:
        if name == CHECKBOX:
            label = written(gettext("Select record"))
            field = (
                f'<input type="checkbox" name="{ACTION_CHECKBOX_NAME}" class="action-select" '
                f'aria-label="{label}" value="'
            )
            opening = f'<td class="action-checkbox" data-label="{label}">'
            return Column(opening, lambda row: SafeString(f'{field}{written(row.pk)}">'), False)
        text, _attribute = label_for_field(
            name, self.changelist.model, model_admin=self.admin, return_attr=True
        )
        css = name if isinstance(name, str) else getattr(name, "__name__", f"column{place}")
        is_linked = name in (self.changelist.list_display_links or ())
        tag = "th" if is_linked else "td"
        opening = f'<{tag} class="field-{written(css)}" data-label="{written(text)}">'
        return Column(opening, self._shown(name), is_linked)

    def _shown(self, name: Any) -> Callable[[Any], str]:
        field = None if callable(name) else self._model_field(name)
        if field is not None:
            return self._of_field(field)
        method = name if callable(name) else getattr(self.admin, name, None)
        if method is None:
            attribute = getattr(self.changelist.model, name, None)
            empty = getattr(attribute, "empty_value_display", self._empty)
            is_boolean = getattr(attribute, "boolean", False)
            return lambda row: _displayed(_value_of(row, name), empty, is_boolean)
        empty = getattr(method, "empty_value_display", self._empty)
        is_boolean = getattr(method, "boolean", False)
        return lambda row: _displayed(method(row), empty, is_boolean)

    def _model_field(self, name: str) -> Any:
        try:
            field = self.changelist.lookup_opts.get_field(name)
        except FieldDoesNotExist:
            return None
        is_key = field.is_relation and field.many_to_one and field.attname != name
        return field if is_key or not field.is_relation else None

    def _of_field(self, field: Any) -> Callable[[Any], str]:
        if isinstance(field.remote_field, ManyToOneRel):

            def related(row: Model) -> str:
                found = getattr(row, field.name)
                return self._empty if found is None else str(found)

            return related
        return lambda row: str(display_for_field(getattr(row, field.name), field, self._empty))

    # -- a row -----------------------------------------------------------------------------------

    def _row(self, row: Model) -> str:
        parts = ['<tr class="data-row">']
        address = None
        for opening, shown, is_linked in self.columns:
            try:
                cell = written(shown(row))
            except ObjectDoesNotExist:
                cell = written(self._empty)
            if not is_linked:
                parts += (opening, cell, "</td>")
                continue
            if address is None:
                address = self._link(row)
            parts += (opening, address, cell, "</a></th>" if address else "</th>")
        parts.append("</tr>\n")
        return "".join(parts)

    def _link(self, row: Model) -> str:
        """How the link to a row's page begins; "" where it has none."""
        try:
            address = self.changelist.url_for_result(row)
        except NoReverseMatch:
            return ""
        opener = ""
        if self.changelist.is_popup:
            column = self.changelist.to_field or self.changelist.lookup_opts.pk.attname
            opener = f' data-popup-opener="{written(row.serializable_value(column))}"'
        return f'<a href="{written(self._kept(address))}"{opener}>'

    def _kept(self, address: str) -> str:
        """The address with what narrows the list, to come back to: the same for each row."""
        if self._suffix is None:
            shown = self.changelist
            whole = add_preserved_filters(
                {"preserved_filters": shown.preserved_filters, "opts": shown.opts}, address
            )
            self._suffix = whole[len(address) :]
        return address + self._suffix


def _displayed(value: Any, empty: str, is_boolean: bool) -> str:
    if isinstance(value, str) and not is_boolean:
        return value
    return str(display_for_value(value, empty, is_boolean))


def _value_of(row: Model, name: str) -> Any:
    value = getattr(row, name)
    return value() if callable(value) else value
