"""The worklist: what waits for the person who looks, oldest first, one click from done."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.requests import signed_in
from persian.dates import today
from screens.listing_cells import deadline_badge
from screens.pages import allow
from screens.worklist import Counted, Moment, counted, items_of

MOST_ITEMS = 8  # of one duty whose others stand on a list
MOST_UNLISTED = 100


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    allow(request, "screens.view_worklist")
    user, moment = signed_in(request), Moment(today())
    groups = [
        {
            "duty": found.duty,
            "count": found.count,
            "overdue": found.overdue,
            "items": [
                (item, deadline_badge(item.due_on, moment.today))
                for item in items_of(found.duty, user, moment, _most(found))
            ],
            "all": _list_of(found) if found.count > _most(found) else "",
        }
        for found in counted(user, moment)
    ]
    title = _("Worklist")
    # It is no list of applications: the head of the page names it alone.
    head = {"title": title, "content_title": title, "opts": None}
    context = {**head, "groups": groups, "today": moment.today}
    return TemplateResponse(
        request, "screens/worklist.html", {**admin.site.each_context(request), **context}
    )


def _most(found: Counted) -> int:
    return MOST_ITEMS if found.duty.listed else MOST_UNLISTED


def _list_of(found: Counted) -> str:
    """Where all rows of a duty stand; "" where no list has them alone."""
    name, _mark, query = found.duty.listed.partition("?")
    return f"{reverse(f'admin:{name}')}?{query}" if name else ""
