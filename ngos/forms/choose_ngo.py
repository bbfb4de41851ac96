"""Which NGO a new record is about."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from ngos.models import NGO
from screens.widgets import OfficeAutocompleteSelect


class ChooseNGOForm(forms.Form):
    """The NGO that a new record is about, found by a part of its name."""

    ngo = forms.ModelChoiceField(label=_("NGO"), queryset=NGO.objects.all())

    def __init__(self, *args: Any, model: type[models.Model], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["ngo"]
        field.widget = OfficeAutocompleteSelect(model._meta.get_field("ngo"), admin.site)
        field.widget.choices = field.choices
        field.help_text = _("Type a part of the name.")
