"""Actions on the chosen rows of a list: first how many and which, then the change."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from unfold.widgets import INPUT_CLASSES, SELECT_CLASSES

from persian.numbers import format_number
from screens.list_admin import ListAdmin

MOST_CHANGED = 2000  # rows changed at once
MOST_NAMED = 12  # rows that the confirmation names


class ActionForm(forms.Form):
    """What an action still asks for, in the theme's look."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = " ".join(SELECT_CLASSES if is_select else INPUT_CLASSES)


def confirm(
    model_admin: ListAdmin,
    request: HttpRequest,
    queryset: models.QuerySet[Any],
    *,
    action: str,
    title: str,
    button: str,
    make_form: Callable[..., ActionForm],
    run: Callable[[list[int], dict[str, Any]], None],
) -> HttpResponse | None:
    """Ask, then call `run` with the keys of the rows and what the form holds.

    The rows are named in the form that is sent back, so what was shown is what is changed.
    """
    keys = list(queryset.order_by().values_list("pk", flat=True)[: MOST_CHANGED + 1])
    if len(keys) > MOST_CHANGED:
        text = _("At most %(count)s rows are changed at once. Narrow the list first.")
        messages.error(request, text % {"count": format_number(MOST_CHANGED)})
        return None
    form = make_form(request.POST if "confirmed" in request.POST else None)
    if form.is_valid():
        run(keys, form.cleaned_data)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": title,
        "button": button,
        "form": form,
        "action": action,
        "keys": keys,
        "count": len(keys),
        "named": list(queryset[:MOST_NAMED]),
        "unnamed": len(keys) - MOST_NAMED,
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "back": request.get_full_path(),
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "screens/action_confirmation.html", context)
