"""The page «history» of every record that the staff site shows."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import log
from accounts.models import Act
from screens.history import Track, is_tracked, timeline


class HistoryMixin:
    """For admin classes: the history that triggers keep, in place of the site's own log.

    `history_masked` names personal data that is masked for whoever lacks `history_unmask`.
    """

    history_masked: tuple[str, ...] = ()
    history_unmask: str | None = None
    history_template = "screens/history.html"

    if TYPE_CHECKING:  # what the admin class beside it has
        admin_site: AdminSite
        model: type[models.Model]

        def get_object(
            self, request: HttpRequest, object_id: str, from_field: str | None = None
        ) -> Any: ...

        def has_view_or_change_permission(
            self, request: HttpRequest, obj: models.Model | None = None
        ) -> bool: ...

    def history_tracks(self, request: HttpRequest, obj: Any) -> list[Track]:
        """What belongs to the history of a record; others add what hangs on it."""
        return [
            Track(
                model=type(obj),
                where=Q(pgh_obj_id=obj.pk),
                masked=() if self.sees_unmasked(request) else self.history_masked,
            )
        ]

    def sees_unmasked(self, request: HttpRequest) -> bool:
        return self.history_unmask is None or request.user.has_perm(self.history_unmask)

    @method_decorator(require_safe)
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        model = self.model
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        if self.history_masked and self.sees_unmasked(request):
            log(Act.PERSONAL_DATA_SHOWN, of=model._meta.verbose_name, id=obj.pk)
        page = None
        if is_tracked(model):
            page = timeline(self.history_tracks(request, obj), page=request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(record)s") % {"record": obj},
            "opts": model._meta,
            "object": obj,
            "page": page,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.history_template, context)
