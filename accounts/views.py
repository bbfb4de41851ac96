"""Where a person lands after signing in, and what a form that is too old is answered."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Office staff go to their desk; an NGO's officers to a page of their own."""
    if request.user.is_staff:
        return redirect("admin:index")
    return render(request, "accounts/home.html")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token against forgery: nearly always one opened long ago."""
    return render(request, "errors/stale_form.html", status=403)
