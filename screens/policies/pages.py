"""The pages of policies: all of them, deciding on one, and its history."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import PolicySetting, Province, User
from accounts.policies import Policy, decisions_on
from accounts.requests import signed_in
from accounts.scope import Kind
from accounts.services.set_policy import (
    require_decision,
    reset_policy,
    set_policy,
    version_of,
)
from persian.numbers import is_key
from screens.history import Entry, Shown, Track, entries_since, timeline
from screens.list_admin import ListAdmin
from screens.policies.form import PolicyForm
from screens.policies.lines import groups, in_force


def show_all(model_admin: ListAdmin, request: HttpRequest) -> HttpResponse:
    """Every policy: what holds, since when, by whom, from where, and to what effect."""
    return _page(model_admin, request, "list.html", groups=groups(signed_in(request)))


def decide(model_admin: ListAdmin, request: HttpRequest, policy: Policy[Any]) -> HttpResponse:
    """Give a policy a value, or take a decision back."""
    actor = signed_in(request)
    province = _place(request, actor)
    province_id = province.pk if province else None
    require_decision(actor, policy, province)
    decided: dict[int | None, Any] = dict(
        PolicySetting.objects.filter(name=policy.name).values_list("province_id", "value")
    )
    value, origin = in_force(policy, decided, province_id)
    typed = request.POST.copy() if request.method == "POST" else None
    form = PolicyForm(typed, policy=policy, value=value, version=version_of(policy, province_id))
    changed: list[Entry] = []
    if typed is not None:
        try:
            if _save(form, actor, policy, province, is_reset="reset" in typed):
                _tell(request, policy, province)
                return HttpResponseRedirect(f"{_list_address()}#{policy.name}")
        except ValidationError as error:
            is_late = error.code == "concurrent_edit"
            form.add_error(None if is_late else "value", error)
            if is_late:
                changed = _changed_since(policy, province_id, typed.get("version", ""))
                typed["version"] = version_of(policy, province_id)
    inherited = decided.get(None, policy.default) if province else policy.default
    return _page(
        model_admin,
        request,
        "decide.html",
        title=policy.label,
        policy=policy,
        form=form,
        concurrent_changes=changed,
        province=province,
        place=_place_name(province),
        origin=origin,
        shown_value=policy.shown(value),
        shown_default=policy.shown(policy.default),
        shown_inherited=policy.shown(inherited),
        has_own=province_id in decided,
        provinces=_provinces(actor, policy),
        own_values=_own_values(actor, policy, decided),
        list_address=f"{_list_address()}#{policy.name}",
    )


def history(model_admin: ListAdmin, request: HttpRequest, policy: Policy[Any]) -> HttpResponse:
    """Who decided what on a policy, for which place; also what was taken back."""
    page = timeline([_track(policy)], page=request.GET.get("page"))
    title = _("History of %(record)s") % {"record": policy.label}
    return _page(model_admin, request, "history.html", title=title, policy=policy, page=page)


def _save(
    form: PolicyForm, actor: User, policy: Policy[Any], province: Province | None, *, is_reset: bool
) -> bool:
    """Whether the decision was taken or taken back; not where the form does not hold a value."""
    version = form.data.get("version", "")
    if is_reset:
        reset_policy(actor=actor, policy=policy, province=province, version=version)
        return True
    if not form.is_valid():
        return False
    value = form.cleaned_data["value"]
    set_policy(actor=actor, policy=policy, province=province, value=value, version=version)
    return True


def _tell(request: HttpRequest, policy: Policy[Any], province: Province | None) -> None:
    value = decisions_on(policy).of(province.pk if province else None)
    messages.success(
        request,
        _("%(policy)s, %(place)s: %(value)s from now on.")
        % {
            "policy": policy.label,
            "place": _place_name(province),
            "value": policy.shown(value),
        },
    )


def _place(request: HttpRequest, actor: User) -> Province | None:
    """The province that is decided for: the own one, or the one that a national expert chose."""
    if actor.scope_kind != Kind.NATIONAL:
        return actor.province
    chosen = request.GET.get("province", "")
    if not chosen:
        return None
    if not chosen.isdecimal() or len(chosen) > 9:
        raise Http404
    return get_object_or_404(Province, pk=int(chosen))


def _place_name(province: Province | None) -> str:
    return str(province) if province else _("the whole country")


def _provinces(actor: User, policy: Policy[Any]) -> list[Province]:
    """The provinces that this person may decide for one by one."""
    if actor.scope_kind != Kind.NATIONAL or not policy.per_province:
        return []
    return list(Province.objects.all())


def _own_values(
    actor: User, policy: Policy[Any], decided: dict[int | None, Any]
) -> list[dict[str, object]]:
    """What the provinces have decided for themselves, for the nation's experts."""
    return [
        {"province": province, "value": policy.shown(decided[province.pk])}
        for province in _provinces(actor, policy)
        if province.pk in decided
    ]


def _changed_since(policy: Policy[Any], province_id: int | None, version: str) -> list[Entry]:
    track = _track(policy, Q(province_id=province_id))
    return entries_since(track, int(version) if is_key(version) else 0)


def _track(policy: Policy[Any], where: Q | None = None) -> Track:
    def title(row: Shown) -> str:
        place = row["province"] if row["province"] != "—" else _("the whole country")
        return f"{place}، {row['value']}"

    return Track(
        PolicySetting,
        Q(name=policy.name) & (where or Q()),
        hidden={"name"},
        title=title,
        shows={"value": policy.shown},
    )


def _list_address() -> str:
    return reverse("admin:accounts_policysetting_changelist")


def _page(
    model_admin: ListAdmin, request: HttpRequest, template: str, **context: Any
) -> HttpResponse:
    shared = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": model_admin.opts.verbose_name_plural,
        **context,
    }
    return TemplateResponse(request, f"screens/policies/{template}", shared)
