"""Where a person lands after signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Office staff go to their desk; an NGO's officers to a page of their own."""
    if request.user.is_staff:  # type: ignore[union-attr]
        return redirect("admin:index")
    return render(request, "accounts/home.html")
