"""The forms of an office's stationery and of the signatures on its papers."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.refusals import Refusal
from files.disk import DiskFull
from papers.images import check_image
from papers.models import Signature, Stationery
from screens.concurrent_edits import VersionedForm


class ImageForm(VersionedForm):
    """A form of a row with one image, which is replaced or removed beside its other fields."""

    image_name: ClassVar[str]

    upload = forms.FileField(
        label=_("New image"),
        required=False,
        widget=theme.UnfoldAdminFileFieldWidget({"accept": ".png,.jpg,.jpeg"}),
        help_text=_(
            "PNG or JPEG, at most one megabyte; PNG without a background prints best. "
            "The present image is then deleted for good."
        ),
    )
    removes_image = forms.BooleanField(
        label=_("Remove the image"), required=False, widget=theme.UnfoldBooleanSwitchWidget
    )

    def clean_upload(self) -> Any:
        upload = self.cleaned_data.get("upload")
        if upload:
            try:
                check_image(upload, field="upload")
            except (Refusal, DiskFull) as refusal:
                raise forms.ValidationError(str(refusal), code=refusal.code) from refusal
        return upload

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("upload") and data.get("removes_image"):
            self.add_error("removes_image", _("Either choose a new image or remove it, not both."))
        return data


class StationeryForm(ImageForm):
    image_name = "emblem"
    constraint_fields = {
        "stationery_once_in_province": "province",
        "stationery_has_a_title": "office_title",
    }

    class Meta:
        model = Stationery
        exclude = ("emblem",)
        widgets = {"law_sentence": theme.UnfoldAdminTextareaWidget({"rows": 3})}


class SignatureForm(ImageForm):
    image_name = "image"
    constraint_fields = {
        "signature_of_a_holder_once": "holder_name",
        "signature_has_a_holder": "holder_name",
    }

    class Meta:
        model = Signature
        exclude = ("image",)
