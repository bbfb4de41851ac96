"""Pages and files beside the interface: its description, the files of the register, lists sent."""

import csv
from typing import Any

from django import forms
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.refusals import Refusal
from api import reconciling
from api.endpoints import api
from api.interface import problem
from files.exporting import disarm
from files.harmless import saved_file
from public.register import rows
from public.views import is_allowed, too_many

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json",
         "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The description of the interface, OpenAPI 3.1."""
    schema = api.get_openapi_schema(path_prefix=reverse("api_docs"))
    return api.create_response(request, schema, status=200)


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """The page that tells what can be asked, made from the description."""
    schema: dict[str, Any] = api.get_openapi_schema(path_prefix=reverse("api_docs"))
    asked = [
        {
            "address": address,
            "operationId": ways["get"]["operationId"],
            "parameters": [
                {"name": one["name"], "type": _type(one["schema"])}
                for one in ways["get"].get("parameters", ())
            ],
        }
        for address, ways in schema["paths"].items()
    ]
    context = {"asked": asked, "dumps": rows("public_dumps()", [])}
    return render(request, "api/documentation.html", context)


def _type(schema: dict[str, Any]) -> str:
    """The type of a parameter, of one that may be missing too."""
    kinds = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    return str(kinds[0].get("format") or kinds[0].get("type"))


@require_http_methods(["GET", "HEAD", "POST"])
def reconcile(request: HttpRequest) -> HttpResponse:
    return reconciling.service(request)


@require_safe
def dump(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file of the whole register."""
    for row in rows("public_dumps()", []):
        if row["name"] == name:
            content_type = TYPES[name.rpartition(".")[2]]
            file = default_storage.open(row["stored"])
            response = saved_file(file, name=name, content_type=content_type)
            response["ETag"] = f'"{row["sha256"]}"'
            return response
    return problem(404, "Not found")


class ListForm(forms.Form):
    """Names, one in each line."""

    names = forms.CharField(
        label=_("Names, one in each line"), widget=forms.Textarea(attrs={"rows": 8}),
        max_length=reconciling.MOST_QUESTIONS * 60,
    )  # fmt: skip

    def clean_names(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > reconciling.MOST_QUESTIONS:
            raise forms.ValidationError(
                _("At most %(most)s names at once."), params={"most": reconciling.MOST_QUESTIONS}
            )
        return found


@csrf_exempt  # nobody is signed in for it, and nothing is changed
@require_http_methods(["GET", "HEAD", "POST"])
def send_list(request: HttpRequest) -> HttpResponse:
    """Somebody sends names, and gets the legal IDs that the register has of them."""
    if not is_allowed(request):
        return too_many(request)
    form = ListForm(request.POST or None)
    found: list[tuple[str, list[reconciling.Match]]] = []
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data["names"]
        try:
            found = list(zip(names, reconciling.matched(names), strict=True))
        except Refusal as refusal:
            form.add_error("names", str(refusal))
        if "file" in request.POST and form.is_valid():
            return _as_file(found)
    return render(request, "api/list.html", {"form": form, "found": found})


def _as_file(found: list[tuple[str, list[reconciling.Match]]]) -> HttpResponse:
    response = HttpResponse("\ufeff", content_type=TYPES["csv"])
    response["Content-Disposition"] = 'attachment; filename="legal-ids.csv"'
    writer = csv.writer(response)
    writer.writerow([str(title) for title in (
        _("Name"), _("Legal ID"), _("Name in the register"), _("Place"), _("Likeness (percent)"),
    )])  # fmt: skip
    for name, matches in found:
        first = matches[0] if matches else None
        cells: list[str] = [name]
        if first:
            cells += [first.legal_id, first.name, first.province, str(round(first.likeness * 100))]
        writer.writerow([disarm(cell) for cell in cells])
    return response
