"""What every page of the desk has: who may open it, the NGO that it is about, its frame."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.requests import signed_in
from desk.services import officers
from ngos.models import NGO

Rest = ParamSpec("Rest")


def for_officers(
    view: Callable[Concatenate[HttpRequest, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """For who uses the desk; visitors sign in first, and the office has pages of its own."""

    @never_cache
    @login_required
    @wraps(view)
    def asked(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if not signed_in(request).has_perm("desk.use_desk"):
            raise PermissionDenied(_("Your role does not allow this."))
        return view(request, *args, **kwargs)

    return asked


def own_ngo(pk: int) -> NGO:
    """The NGO of an address. Raises Http404 for another than that of the officer's scope: whoever
    speaks for several has chosen one, and a form of the other is not stored."""
    return get_object_or_404(NGO.objects.select_related("field", "county", "province"), pk=pk)


def office() -> dict[str, str]:
    """The office of the province, with its address and telephone, as its papers name it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, address FROM desk_office()")
        row = cursor.fetchone()
    return {"title": row[0], "address": row[1]} if row else {}


def page(
    request: HttpRequest, ngo: NGO, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the desk, with the way back to its beginning."""
    frame = {"ngo": ngo, "own_ngos": officers.own_ngos(), **context}
    return render(request, template, frame, status=status)
