"""The forms of letters, counterparts and letter templates."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.models import Province, User
from letters import fields as letter_templates
from letters.models import Counterpart, Letter, LetterTemplate
from letters.models.letter import Direction
from licensing.models import Application
from papers.scans import ScanField
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.widgets import OfficeAutocompleteSelect


class LetterForm(Refusable, VersionedForm):
    """A letter. Its direction is given, and so is the office it belongs to.

    An outgoing one is numbered when it is saved; an incoming one bears its sender's number.
    """

    constraint_fields = {
        "letter_kind_is_known": "kind",
        "letter_has_another_side": "counterpart",
        "letter_has_a_subject": "subject",
        "letter_reply_after_it": "reply_due_on",
    }

    class Meta:
        model = Letter
        fields = (
            "province", "kind", "number", "written_on", "counterpart", "ngo", "application",
            "reply_to", "reply_due_on", "subject", "enclosures", "body",
        )  # fmt: skip
        formfield_callback = office_formfield

    file = ScanField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letter = self.instance
        fields: dict[str, Any] = self.fields
        if user.province_id is not None or not self.is_adding:
            del fields["province"]
        if letter.direction == Direction.OUTGOING:
            del fields["number"]
        else:
            fields["number"].label = _("Number of the sender")
            fields["number"].widget.attrs["dir"] = "ltr"
        self._look_up(fields, "ngo")
        self._look_up(fields, "reply_to")
        in_use = Counterpart.objects.filter(is_active=True)
        if letter.province_id:
            in_use = in_use.filter(province_id=letter.province_id)
        kept = Counterpart.objects.filter(pk=letter.counterpart_id)
        fields["counterpart"].queryset = in_use | kept
        if letter.ngo_id:
            fields["application"].queryset = Application.objects.filter(ngo_id=letter.ngo_id)
        if not letter.ngo_id or not fields["application"].queryset.exists():
            del fields["application"]
        fields["body"].widget.attrs["rows"] = 12
        fields["file"].describe(letter)

    @staticmethod
    def _look_up(fields: dict[str, Any], name: str) -> None:
        """A field in which one types a part of a name."""
        field = fields[name]
        field.widget = OfficeAutocompleteSelect(Letter._meta.get_field(name), admin.site)
        field.widget.choices = field.choices
        field.help_text = _("Type a part of the name or the number.")

    def clean_subject(self) -> str:
        return letter_templates.with_names(self.cleaned_data["subject"])

    def clean_body(self) -> str:
        return letter_templates.with_names(self.cleaned_data["body"] or "")

    def _post_clean(self) -> None:
        """A number and a year are given at saving; the rules are asked as if they were there."""
        letter = self.instance
        is_unnumbered = self.is_adding and letter.direction == Direction.OUTGOING
        if is_unnumbered:
            letter.number = "…"
        super()._post_clean()
        if is_unnumbered:
            letter.number = ""


class OfOfficeForm(VersionedForm):
    """A form of a row that belongs to the person's own province."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = scope.current()
        if self.is_adding and place is not None and place.province is not None:
            self.instance.province = Province.objects.get(pk=place.province)


class CounterpartForm(OfOfficeForm):
    constraint_fields = {"counterpart_once": "name"}

    class Meta:
        model = Counterpart
        exclude = ()


class LetterTemplateForm(OfOfficeForm):
    """A template; people write the words of its fields, stored are their names."""

    constraint_fields = {
        "letter_template_kind_is_known": "kind",
        "letter_template_title_once": "title",
    }

    class Meta:
        model = LetterTemplate
        exclude = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("subject", "body"):
            if name in self.fields:
                if not self.is_adding:
                    self.initial[name] = letter_templates.shown(self.initial[name])
                self.fields[name].help_text = _("Fields: %(fields)s") % {
                    "fields": letter_templates.known_fields()
                }

    def clean_subject(self) -> str:
        return letter_templates.checked(self.cleaned_data["subject"])

    def clean_body(self) -> str:
        return letter_templates.checked(self.cleaned_data["body"])
