"""One self-help group: its page and its form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.requests import signed_in
from programs.microfunds import forms
from programs.microfunds.badges import group_badge
from programs.microfunds.models import SelfHelpGroup
from programs.microfunds.services import funds as services
from screens.history import latest
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page
from screens.record_form import RecordForm

NEWS = 6


def find(pk: int) -> SelfHelpGroup:
    """Raises Http404 for a group outside the scope."""
    query = SelfHelpGroup.objects.select_related("province", "county", "facilitator", "fund")
    return get_object_or_404(query, pk=pk)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one group."""
    group = find(pk)
    allow(request, "microfunds.view_selfhelpgroup")
    user = signed_in(request)
    actions: list[Any] = []
    if user.has_perm(services.CHANGE_GROUP):
        actions.append({"title": _("Edit"), "icon": "edit", "address": address_of(group, "change")})
    context = {
        "title": group.name,
        "group": group,
        "badge": group_badge(group.is_active),
        "warnings": list(services.warnings_of_group(group)),
        "actions": [*actions, *links_of(user, group)],
        "news": latest(services.tracks_of_group(pk), NEWS),
        "history_address": address_of(group, "history"),
    }
    return model_page(request, SelfHelpGroup, "microfunds/group.html", context)


def _saved(user: User, form: forms.GroupForm) -> SelfHelpGroup:
    return services.save_group(actor=user, group=form.instance)


FORM = RecordForm(
    model=SelfHelpGroup, form=forms.GroupForm, save=_saved,
    add_permission=services.ADD_GROUP, change_permission=services.CHANGE_GROUP,
    adding=gettext_lazy("Add a self-help group"), changing=gettext_lazy("Change the group"),
    added=gettext_lazy("The group was recorded."),
)  # fmt: skip
