"""Letters, their counterparts and templates on the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import scope
from files.exporting import ExportColumn
from imports.registry import registry_of
from letters.badges import direction_badge, reply_badge
from letters.fields import shown, words
from letters.filters import LetterFilter
from letters.forms import CounterpartForm, LetterTemplateForm
from letters.models import Counterpart, Letter, LetterTemplate
from letters.services.reading import replied
from letters.views import letter as pages
from persian.dates import format_jalali
from persian.numbers import format_number, is_key
from persian.templatetags.persian import days_left
from screens.admin import OfficeAdmin
from screens.concurrent_edits import VersionedAdmin
from screens.listing_cells import identifier, two_lines
from screens.record_admin import RecordAdmin
from screens.saved_filters import ListTab


@admin.register(Letter)
class LetterAdmin(RecordAdmin):
    """The register of letters."""

    pages = {"detail": pages.detail, "file": pages.file, "print": pages.printed}
    filterset_class = LetterFilter
    folded_search_field = "search_text"
    search_fields = ("search_text",)
    search_help_text = _("Number or subject")
    ordering = ("-written_on", "-id")
    list_select_related = ("counterpart", "ngo")
    list_display = ("title", "shown_number", "day", "other_side", "direction_state", "reply")
    sortable_by = ("day",)
    empty_list_icon = "mail"
    empty_list_text = _(
        "The letters that your office writes and receives will stand here, with their numbers."
    )
    list_tabs = (
        ListTab(_("All")),
        ListTab(_("Outgoing"), "direction=outgoing"),
        ListTab(_("Incoming"), "direction=incoming"),
        ListTab(_("Reply overdue"), "reply=overdue"),
        ListTab(_("Reply awaited"), "reply=awaited"),
    )

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        return pages.add(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        if not is_key(object_id):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return pages.change(request, int(object_id))

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        """The registry's, so that what was exported can be imported again, and what files do not
        say of a letter."""
        more = (
            ExportColumn("ngo__name", _("NGO")),
            ExportColumn("is_replied", _("Replied")),
            ExportColumn("reply_to__number", _("In reply to")),
            ExportColumn("application__tracking_code"),
            ExportColumn("body"),
        )
        return (*registry_of("letters").export_columns(), *more)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Letter]:
        return super().get_queryset(request).annotate(is_replied=replied())

    def prepare_page(self, page: QuerySet[Letter]) -> QuerySet[Letter]:
        return page.defer("body", "search_text")

    def get_empty_list_link(self, request: HttpRequest) -> dict[str, object] | None:
        if not request.user.has_perm("letters.add_letter"):
            return None
        address = f"{reverse('admin:letters_letter_add')}?direction=incoming"
        return {"title": gettext("Record a letter that came"), "address": address, "icon": "mail"}

    @admin.display(description=_("Subject"))
    def title(self, letter: Letter) -> SafeString:
        return two_lines(letter.subject, letter.get_kind_display())

    @admin.display(description=_("Number"))
    def shown_number(self, letter: Letter) -> SafeString:
        return identifier(letter.number)

    @admin.display(description=_("Date"), ordering=F("written_on"))
    def day(self, letter: Letter) -> str:
        return format_jalali(letter.written_on)

    @admin.display(description=_("Counterpart"))
    def other_side(self, letter: Letter) -> SafeString | str:
        if letter.counterpart and letter.ngo:
            return two_lines(letter.counterpart, letter.ngo)
        return str(letter.counterpart or letter.ngo or "—")

    @admin.display(description=_("Direction"))
    def direction_state(self, letter: Letter) -> SafeString:
        return direction_badge(letter.direction)

    @admin.display(description=_("Reply"))
    def reply(self, letter: Any) -> SafeString | str:
        state = reply_badge(letter)
        if letter.is_replied or letter.reply_due_on is None:
            return state or "—"
        return two_lines(state, days_left(letter.reply_due_on))


class OfOfficeAdmin(VersionedAdmin, OfficeAdmin):
    """Rows of an office: the nation chooses whose, an office keeps its own."""

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        place = scope.current()
        is_placed = place is not None and place.province is not None
        return ["province"] if is_placed or obj is not None else []

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Provinces are kept elsewhere: no buttons to add or change them from here."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for name in (
            "can_add_related",
            "can_change_related",
            "can_delete_related",
            "can_view_related",
        ):
            if field is not None and hasattr(field.widget, name):
                setattr(field.widget, name, False)
        return field


@admin.register(Counterpart)
class CounterpartAdmin(OfOfficeAdmin):
    """The bodies that an office writes to and hears from."""

    form = CounterpartForm
    folded_search_field = "name_key"
    search_fields = ("name_key",)
    search_help_text = _("Name")
    ordering = ("name_key", "id")
    list_display = ("name", "address", "in_use", "letters_so_far")
    export_columns = (
        ExportColumn("province__name", _("Province")), "name", "address", "is_active",
        ExportColumn("written", _("Letters")),
    )  # fmt: skip
    sortable_by = ()
    actions = ()
    empty_list_icon = "account_balance"
    empty_list_text = _("The bodies that your office writes to will stand here.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Counterpart]:
        return super().get_queryset(request).annotate(written=Count("letters"))

    @admin.display(description=_("In use"))
    def in_use(self, counterpart: Counterpart) -> str:
        return gettext("Yes") if counterpart.is_active else gettext("No")

    @admin.display(description=_("Letters"))
    def letters_so_far(self, counterpart: Any) -> str:
        return format_number(counterpart.written)


def _with_words(name: str) -> Combinable:
    """`letters.fields.shown` of a template's text, said to the database."""
    text: Combinable = F(name)
    for field, word in words().items():
        text = Replace(text, Value(f"{{{field}}}"), Value(f"{{{word}}}"), output_field=TextField())
    return text


@admin.register(LetterTemplate)
class LetterTemplateAdmin(OfOfficeAdmin):
    """What an office writes again and again."""

    form = LetterTemplateForm
    ordering = ("title", "id")
    list_display = ("title", "kind", "what", "whose", "in_use")
    list_select_related = ("province",)
    sortable_by = ()
    actions = ()
    empty_list_icon = "edit_note"
    empty_list_text = _("Templates of letters will stand here: subject and text with fields.")

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        return (
            ExportColumn("province__name", _("Province")),
            ExportColumn("title"),
            ExportColumn("kind"),
            ExportColumn(_with_words("subject"), _("Subject")),
            ExportColumn(_with_words("body"), _("Text")),
            ExportColumn("is_active"),
        )

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Who may only read it is shown the words of its fields; the form does so by itself."""
        template = super().get_object(request, object_id, from_field)
        if template is not None and not self.has_change_permission(request, template):
            template.subject, template.body = shown(template.subject), shown(template.body)
        return template

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_own(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_own(obj) and super().has_delete_permission(request, obj)

    @staticmethod
    def _is_own(obj: Any) -> bool:
        """An office reads the templates of the country and changes its own."""
        place = scope.current()
        of_nation = place is None or place.province is None
        return obj is None or of_nation or obj.province_id is not None

    @admin.display(description=_("Subject"))
    def what(self, template: LetterTemplate) -> str:
        return shown(template.subject)

    @admin.display(description=_("Office"))
    def whose(self, template: LetterTemplate) -> str:
        return str(template.province or gettext("the whole country"))

    @admin.display(description=_("In use"))
    def in_use(self, template: LetterTemplate) -> str:
        return gettext("Yes") if template.is_active else gettext("No")
