"""The field in which a scanned document or letter is sent."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold import widgets as theme

from accounts.refusals import Refusal
from papers.uploads import check_upload

_ACCEPTED = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx,.xlsx"


class ScanField(forms.FileField):
    """An upload that is what it says it is, of at most `DOCUMENT_MAX_SIZE` bytes."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(
            label=gettext_lazy("File"),
            required=required,
            widget=theme.UnfoldAdminFileFieldWidget({"accept": _ACCEPTED}),
        )

    def describe(self, row: Any) -> None:
        """Say what may be sent, or which `file` of a row it takes the place of."""
        limit = settings.DOCUMENT_MAX_SIZE // (1024 * 1024)
        self.help_text = _("PDF, image, DOCX or XLSX, at most %(limit)s megabytes.") % {
            "limit": limit
        }
        if row.file:
            self.help_text = _(
                "Now: %(name)s. A new file takes its place; "
                "the present one is then deleted for good."
            ) % {"name": row.original_name}

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload:
            try:
                check_upload(upload, max_size=settings.DOCUMENT_MAX_SIZE)
            except Refusal as refusal:
                raise forms.ValidationError(str(refusal), code=refusal.code) from refusal
        return upload
