"""What can be done with the chosen rows of the NGO list."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import County
from accounts.refusals import Refusal
from accounts.requests import signed_in
from accounts.scope import Kind
from ngos import list_actions
from ngos.models import NGO, Field
from ngos.models.ngo import Status
from ngos.services.change_status import change_status
from ngos.services.reclassify import change_county, change_field
from persian.dates import today
from persian.forms import JalaliDateField, PersianCharField
from persian.numbers import format_number
from screens.listing_actions import ActionForm, confirm

MOST_REASONS = 5  # refusals that are told one by one


class FieldForm(ActionForm):
    field = forms.ModelChoiceField(
        label=_("New field"), queryset=Field.objects.filter(is_active=True)
    )


class CountyForm(ActionForm):
    county = forms.ModelChoiceField(label=_("New county"), queryset=County.objects.none())

    def __init__(self, *args: Any, province: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["county"].queryset = County.objects.filter(province=province)


class InactiveForm(ActionForm):
    on = JalaliDateField(label=_("Inactive since"), initial=today)
    reason = PersianCharField(label=_("Reason"), max_length=300, required=False)


def _tell_changed(request: HttpRequest, count: int) -> None:
    text = ngettext("%(count)s NGO was changed.", "%(count)s NGOs were changed.", count)
    messages.success(request, text % {"count": format_number(count)})


class NGOActions:
    """Mixin of the NGO list: actions on chosen rows, each through its service."""

    actions = ("change_field", "change_county", "mark_inactive", "export_selected")

    def get_actions(self, request: HttpRequest) -> dict[str, object]:
        """With those that other rooms declare (`ngos.list_actions`), before the export."""
        own: dict[str, Any] = super().get_actions(request)  # type: ignore[misc]
        if not own:
            return own  # the page of one NGO, or a window that only chooses one
        export = own.pop("export_selected", None)
        for each in list_actions.open_to(request.user):
            run = partial(self._run_declared, each)
            own[each.name] = (run, each.name, each.title)
        return {**own, "export_selected": export} if export else own

    def _run_declared(
        self,
        declared: list_actions.ListAction,
        _admin: Any,
        request: HttpRequest,
        queryset: QuerySet[NGO],
    ) -> HttpResponse | None:
        def run(keys: list[int], cleaned: dict[str, Any]) -> None:
            declared.run(request, keys)

        return self._confirm(request, queryset, declared.name, str(declared.title), ActionForm, run)

    def has_status_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("ngos.change_status")

    def has_move_permission(self, request: HttpRequest) -> bool:
        """A county's office cannot give an NGO away: it would not see it afterwards."""
        user = signed_in(request)
        may_move = user.scope_kind in (Kind.NATIONAL, Kind.PROVINCE)
        return may_move and user.has_perm("ngos.change_ngo")

    @admin.action(description=gettext_lazy("Change the field"), permissions=["change"])
    def change_field(self, request: HttpRequest, queryset: QuerySet[NGO]) -> HttpResponse | None:
        def run(keys: list[int], cleaned: dict[str, Any]) -> None:
            _tell_changed(
                request, change_field(actor=signed_in(request), ngos=keys, field=cleaned["field"])
            )

        return self._confirm(
            request, queryset, "change_field", gettext("Change the field"), FieldForm, run
        )

    @admin.action(description=gettext_lazy("Change the county"), permissions=["move"])
    def change_county(self, request: HttpRequest, queryset: QuerySet[NGO]) -> HttpResponse | None:
        provinces = list(queryset.order_by().values_list("province", flat=True).distinct()[:2])
        if len(provinces) > 1:
            text = gettext("Choose NGOs of one province, then change their county.")
            messages.error(request, text)
            return None

        def make_form(data: Any) -> ActionForm:
            return CountyForm(data, province=provinces[0] if provinces else None)

        def run(keys: list[int], cleaned: dict[str, Any]) -> None:
            _tell_changed(
                request,
                change_county(actor=signed_in(request), ngos=keys, county=cleaned["county"]),
            )

        return self._confirm(
            request, queryset, "change_county", gettext("Change the county"), make_form, run
        )

    @admin.action(description=gettext_lazy("Mark as inactive"), permissions=["status"])
    def mark_inactive(self, request: HttpRequest, queryset: QuerySet[NGO]) -> HttpResponse | None:
        def run(keys: list[int], cleaned: dict[str, Any]) -> None:
            refused: list[str] = []
            for ngo in NGO.objects.filter(pk__in=keys):
                try:
                    change_status(
                        actor=signed_in(request), ngo=ngo, status=Status.INACTIVE, **cleaned
                    )
                except Refusal as refusal:
                    refused.append(f"«{ngo.name}»: {refusal}")
            if len(refused) < len(keys):
                _tell_changed(request, len(keys) - len(refused))
            if refused:
                count = format_number(len(refused))
                text = gettext("%(count)s of the chosen NGOs stayed as they were.")
                told = " ".join([text % {"count": count}, *refused[:MOST_REASONS]])
                messages.warning(request, told)

        return self._confirm(
            request, queryset, "mark_inactive", gettext("Mark as inactive"), InactiveForm, run
        )

    @admin.action(description=gettext_lazy("Export as Excel"), permissions=["export"])
    def export_selected(self, request: HttpRequest, queryset: QuerySet[NGO]) -> HttpResponseBase:
        return self.export_chosen(request, queryset)  # type: ignore[attr-defined]

    def _confirm(
        self,
        request: HttpRequest,
        queryset: QuerySet[NGO],
        action: str,
        title: str,
        make_form: Any,
        run: Any,
    ) -> HttpResponse | None:
        def run_or_tell(keys: list[int], cleaned: dict[str, Any]) -> None:
            try:
                run(keys, cleaned)
            except Refusal as refusal:
                messages.error(request, str(refusal))

        return confirm(
            self,  # type: ignore[arg-type]
            request,
            queryset,
            action=action,
            title=title,
            button=title,
            make_form=make_form,
            run=run_or_tell,
        )
