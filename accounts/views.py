"""Where a person lands after signing in, and what a form that is too old is answered."""

from typing import Any

from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.models import AccessEntry, Act
from accounts.requests import signed_in
from accounts.services import ending_sessions
from persian.numbers import is_key

MOST_GIVINGS = 10  # of a password, that its owner is told of
MOST_ACTS = 20


class OwnPassword(PasswordChangeView):
    """Choosing one's own password. Whoever was given one is told by whom, each time anew."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        user: Any = self.request.user
        if user.has_given_password:
            given = AccessEntry.objects.filter(about_id=user.pk, act=Act.PASSWORD_GIVEN)
            context["givings"] = given[:MOST_GIVINGS]
            context["secret"] = user.stored_password
        return context


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Office staff go to their desk; an NGO's officers to the desk of the NGO."""
    if request.user.is_staff:
        return redirect("admin:index")
    return redirect("desk")


@never_cache
@login_required
def own_sessions(request: HttpRequest) -> HttpResponse:
    """The browsers in which one is signed in, to end them, and what happened to the account."""
    user = signed_in(request)
    session: Any = request.session
    if request.method == "POST":
        chosen = request.POST.get("session", "")
        if is_key(chosen) and ending_sessions.end_own_session(user=user, session=int(chosen)):
            if int(chosen) == session.row_id:
                session.flush()
                return redirect("account_login")
            messages.success(request, _("The session was ended."))
        return redirect("account_sessions")
    context = {
        "sessions": ending_sessions.own_sessions(user),
        "own": session.row_id,
        "acts": AccessEntry.objects.all()[:MOST_ACTS],
    }
    return render(request, "account/sessions.html", context)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token against forgery: nearly always one opened long ago."""
    return render(request, "errors/stale_form.html", status=403)
