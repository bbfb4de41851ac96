"""One pair: both rows side by side, what would be merged, and the decision."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from accounts.access import log
from accounts.fields import column_of
from accounts.models import Act
from accounts.requests import signed_in
from imports.duplicates.deciding import (
    PairRefused,
    decided_already,
    may_decide,
    merge_pair,
    tell_apart,
)
from imports.duplicates.deciding import reopen as take_back
from imports.duplicates.merging import combine, differences, is_filled, links_of
from imports.duplicates.models import DuplicatePair, PairState
from imports.duplicates.rules import DuplicateRules, rules_of
from imports.duplicates.words import likelihood, reasons
from screens.admin import OfficeAdmin
from screens.history import show as show_value

_BOOKKEEPING = {"id", "created_at", "updated_at"}


def show(model_admin: OfficeAdmin, request: HttpRequest, pair: DuplicatePair) -> HttpResponse:
    """Both rows side by side, with a choice for each field in which they differ."""
    rules = rules_of(pair.kind)
    rows = _both(pair)
    keep = _suggested(rules, rows)
    if rules.shows_personal_data(request.user):
        log(Act.PERSONAL_DATA_SHOWN, of=pair._meta.verbose_name, id=pair.pk)
    return _page(
        model_admin,
        request,
        pair,
        "pair.html",
        rows=[
            {
                "row": row,
                "address": _address(row),
                "stays": row.pk == keep.pk,
                "hanging": _hanging(rules, row),
            }
            for row in rows
        ],
        fields=_fields(rules, rows, keep, request.user),
        may_decide=request.user.has_perm(rules.merge_permission),
        versions=_versions(rows),
        decided=None if pair.state == PairState.OPEN else str(decided_already(pair)),
        can_reopen=pair.state == PairState.DIFFERENT,
    )


def merge(model_admin: OfficeAdmin, request: HttpRequest, pair: DuplicatePair) -> HttpResponse:
    """Say what merging will do; once that is confirmed, do it."""
    actor = signed_in(request)
    may_decide(actor, pair)
    rules, rows = rules_of(pair.kind), _both(pair)
    back = HttpResponseRedirect(_pair_address(pair))
    keys = {str(row.pk): row for row in rows}
    keep = keys.get(request.POST.get("keep", ""))
    if keep is None:
        messages.warning(request, _("Choose which of the two stays."))
        return back
    if request.POST.get("versions") != _versions(rows):
        messages.warning(
            request, _("Somebody has changed one of the two meanwhile. Look at both again.")
        )
        return back
    (drop,) = (row for row in rows if row.pk != keep.pk)
    names = [each.name for each in differences(rules, keep, drop)]
    values = {name: int(chosen) for name in names if (chosen := request.POST.get(name, "")) in keys}
    if "confirmed" not in request.POST:
        return _page(
            model_admin,
            request,
            pair,
            "confirm.html",
            keep=keep,
            drop=drop,
            values=values,
            versions=_versions(rows),
            taken=_taken(rules, keep, drop, values, actor),
            hanging=[each for each in _hanging(rules, drop) if each["count"]],
        )
    try:
        merged = merge_pair(actor=actor, pair=pair, keep=keep.pk, values=values)
    except PairRefused as refused:
        messages.error(request, str(refused))
        return back if len(pair.rows()) > 1 else HttpResponseRedirect(_queue_address())
    messages.success(
        request, _("“%(drop)s” and “%(keep)s” are one now.") % {"drop": drop, "keep": merged}
    )
    return HttpResponseRedirect(_address(merged) or _queue_address())


def different(model_admin: OfficeAdmin, request: HttpRequest, pair: DuplicatePair) -> HttpResponse:
    """The two are not the same, for good."""
    try:
        tell_apart(actor=signed_in(request), pair=pair)
    except PairRefused as refused:
        messages.warning(request, str(refused))
        return HttpResponseRedirect(_pair_address(pair))
    messages.success(
        request,
        _("The two are told apart and do not come here again. “Told apart” above lists them."),
    )
    return HttpResponseRedirect(_queue_address())


def reopen(model_admin: OfficeAdmin, request: HttpRequest, pair: DuplicatePair) -> HttpResponse:
    """Take back that the two are different."""
    try:
        take_back(actor=signed_in(request), pair=pair)
    except PairRefused as refused:
        messages.warning(request, str(refused))
    return HttpResponseRedirect(_pair_address(pair))


def _page(
    model_admin: OfficeAdmin,
    request: HttpRequest,
    pair: DuplicatePair,
    template: str,
    **context: object,
) -> HttpResponse:
    rules = rules_of(pair.kind)
    if not request.user.has_perm(rules.view_permission):
        raise PermissionDenied
    shared = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Are these two the same?"),
        "pair": pair,
        "likelihood": likelihood(pair),
        "reasons": reasons(pair),
        **context,
    }
    return TemplateResponse(request, f"imports/duplicates/{template}", shared)


def _both(pair: DuplicatePair) -> list[Any]:
    rows = pair.rows()
    return [rows[key] for key in pair.keys]


def _suggested(rules: DuplicateRules, rows: list[Any]) -> Any:
    """The row that had better stay: with the number that is unique, else of which more is known,
    else the older one."""

    def worth(row: Any) -> tuple[bool, int, int]:
        known = sum(is_filled(getattr(row, field.attname)) for field in row._meta.concrete_fields)
        return bool(getattr(row, rules.number)), known, -row.pk

    return max(rows, key=worth)


def _versions(rows: list[Any]) -> str:
    """The state of both rows that a page showed."""
    return " ".join(row.updated_at.isoformat() for row in rows)


def _fields(rules: DuplicateRules, rows: list[Any], keep: Any, user: Any) -> list[dict[str, Any]]:
    """Each field that either row fills: its label, both values, and whether one must be chosen."""
    (drop,) = (row for row in rows if row.pk != keep.pk)
    choices = {each.name: each for each in differences(rules, keep, drop)}
    inside = {name for each in choices.values() for name in each.fields[1:]}
    shown = []
    for field in rules.model._meta.concrete_fields:
        if not field.editable or field.name in _BOOKKEEPING or field.name in inside:
            continue
        choice = choices.get(field.name)
        names = choice.fields if choice else (field.name,)
        texts = [_texts(rules, row, names, user) for row in rows]
        if not any(is_filled(getattr(row, name)) for row in rows for name in names):
            continue
        shown.append(
            {
                "name": field.name,
                "label": "، ".join(_label(rules, name) for name in names),
                "is_choice": choice is not None,
                "values": [
                    {"row": row, "lines": lines, "chosen": row.pk == keep.pk}
                    for row, lines in zip(rows, texts, strict=True)
                ],
            }
        )
    return shown


def _taken(
    rules: DuplicateRules, keep: object, drop: object, values: Mapping[str, int], user: object
) -> list[dict[str, Any]]:
    """What the row that stays takes over from the other one, by label."""
    combined = combine(rules, keep, drop, values)
    return [
        {"label": _label(rules, name), "value": _text(rules, drop, name, user)}
        for name, value in combined.items()
        if value != getattr(keep, name)
    ]


def _label(rules: DuplicateRules, name: str) -> str:
    return str(column_of(rules.model, name).verbose_name)


def _texts(rules: DuplicateRules, row: object, names: tuple[str, ...], user: object) -> list[str]:
    return [_text(rules, row, name, user) for name in names]


def _text(rules: DuplicateRules, row: object, name: str, user: object) -> str:
    """A field's value as people read it."""
    field: Any = rules.model._meta.get_field(name)
    related: dict[Any, Any] = {}
    if field.is_relation and getattr(row, name) is not None:
        related = {field.related_model: {getattr(row, field.attname): getattr(row, name)}}
    return show_value(field, row, related, masked=name in rules.masked(user))


def _hanging(rules: DuplicateRules, row: Any) -> list[dict[str, Any]]:
    """How much of each kind hangs on a row."""
    return [{"title": link.title, "count": link.rows(row.pk).count()} for link in links_of(rules)]


def _address(row: Any) -> str:
    """The page of a row, "" where its registry has none."""
    try:
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_detail"
        return reverse(name, args=(row.pk,))
    except NoReverseMatch:
        return ""


def _pair_address(pair: DuplicatePair) -> str:
    return reverse("admin:imports_duplicatepair_change", args=(pair.pk,))


def _queue_address() -> str:
    return reverse("admin:imports_duplicatepair_changelist")
