"""Making licences of the numbers that old registers brought, from the list of NGOs."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.requests import signed_in
from licensing.services.licences.recording import record_register_licences
from ngos.list_actions import ListAction
from persian.numbers import format_number


def record_licences(request: HttpRequest, keys: list[int]) -> None:
    done = record_register_licences(actor=signed_in(request), ngos=keys)
    text = ngettext(
        "%(count)s licence was recorded.", "%(count)s licences were recorded.", done.count
    )
    messages.success(request, text % {"count": format_number(done.count)})
    left = [
        (done.recorded_already, gettext("%(count)s have licences already.")),
        (done.without_number_or_day, gettext("%(count)s lack the number or the day of issue.")),
        (done.number_taken, gettext("The number of %(count)s is taken by another NGO.")),
    ]
    told = [text % {"count": format_number(count)} for count, text in left if count]
    if told:
        messages.warning(request, " ".join(told))


RECORD_LICENCES = ListAction(
    name="record_licences",
    title=_("Make licences of the recorded numbers"),
    permission="licensing.add_licence",
    run=record_licences,
)
