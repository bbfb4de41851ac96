"""People of the NGOs on the staff site."""

import datetime
from contextlib import suppress
from typing import Any

import django_filters
from django import forms
from django.contrib import admin
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    Case,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import scope
from accounts.models import County
from accounts.scope import Kind
from files.exporting import ExportColumn
from ngos.forms.strict_numbers import typed_national_id
from ngos.models import Person, Term
from ngos.models.term import Post
from ngos.personal_data import (
    PERMISSION,
    PERSONAL_DATA,
    log_shown,
    masked_fields,
    sees_personal_data,
)
from persian import dates
from persian.identifiers import IdentifierError, clean_mobile, clean_national_id
from persian.numbers import is_key
from screens.admin import OfficeAdmin
from screens.concurrent_edits import VersionedAdmin, VersionedForm
from screens.filters import AnyOf, FilterForm
from screens.listing_cells import masked, two_lines

MOST_POSTS = 2  # posts of a person that a row names


class PersonFilter(django_filters.FilterSet):
    """What the list of people can be narrowed by."""

    post = AnyOf(label=_("Post"), choices=Post.choices, method="in_post")
    is_serving = django_filters.ChoiceFilter(
        label=_("In office"),
        choices=[("yes", _("In office today")), ("no", _("Not in office today"))],
        empty_label=_("All"),
        method="that_serve",
    )

    class Meta:
        model = Person
        fields: list[str] = []
        form = FilterForm

    def in_post(self, queryset: QuerySet[Person], name: str, value: list[str]) -> QuerySet[Person]:
        if not value:
            return queryset
        serving = _serving(dates.today()).filter(post__in=value)
        return queryset.filter(pk__in=serving.values("person"))

    def that_serve(self, queryset: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        if not value:
            return queryset
        serving = Q(pk__in=_serving(dates.today()).values("person"))
        return queryset.filter(serving if value == "yes" else ~serving)


def _serving(today: datetime.date) -> QuerySet[Term]:
    """Terms in office on a day."""
    return Term.objects.filter(start_on__lte=today).filter(Q(end_on=None) | Q(end_on__gte=today))


def _posts_today() -> Subquery:
    """The posts that a person holds, each with its NGO: «مدیرعامل، انجمن یاری؛ بازرس، …»."""
    labels = (When(post=post.value, then=Value(str(post.label))) for post in Post)
    terms = _serving(dates.today()).filter(person=OuterRef("pk")).order_by().values("person")
    named = StringAgg(
        Concat(
            Case(*labels, output_field=TextField()),
            Value("، "),
            "ngo__name",
            output_field=TextField(),
        ),
        delimiter="؛ ",
        order_by=("-start_on", "pk"),
    )
    return Subquery(terms.annotate(named=named).values("named"), output_field=TextField())


class PersonForm(VersionedForm):
    constraint_fields = {
        "person_once_in_province": "national_id",
        "person_national_id_is_right": "national_id",
        "person_mobile_is_right": "mobile",
        "person_has_a_name": "last_name",
    }

    class Meta:
        model = Person
        exclude = ()

    def clean_national_id(self) -> Any:
        return typed_national_id(self, "national_id", self.instance.province_id)


@admin.register(Person)
class PersonAdmin(VersionedAdmin, OfficeAdmin):
    """People, with their personal numbers masked in the list for everybody."""

    form = PersonForm
    filterset_class = PersonFilter
    folded_search_field = "search_text"
    search_fields = ("search_text",)
    search_help_text = _("Name, national ID or mobile")
    ordering = ("sort_key", "id")
    list_select_related = ("county",)
    list_display = ("full_name", "national_number", "mobile_number", "county_name", "posts")
    sortable_by = ("full_name", "county_name")
    actions = ()
    export_permission = "ngos.export_person"
    history_masked = PERSONAL_DATA[Person]
    history_unmask = PERMISSION
    empty_list_icon = "group"
    empty_list_text = _(
        "The founders, directors and inspectors of NGOs will stand here. "
        "They are added on the page of their NGO."
    )

    # -- the list ------------------------------------------------------------------------------

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """A whole national ID or mobile number finds its owner; anything else is a name.

        Not for those who see the numbers masked: they could guess what is hidden. A form's field
        may ask for the people of one province.
        """
        province = request.GET.get("province", "")
        if is_key(province):
            queryset = queryset.filter(province=int(province))
        if sees_personal_data(request.user):
            number = Q()  # ten digits that begin with 9 may be either
            for name, clean in (("mobile", clean_mobile), ("national_id", clean_national_id)):
                with suppress(IdentifierError):
                    number |= Q(**{name: clean(search_term)})
            if number:
                return queryset.filter(number), False
        return super().get_search_results(request, queryset, search_term)

    def prepare_page(self, page: QuerySet[Person]) -> QuerySet[Person]:
        terms = _serving(dates.today()).select_related("ngo").only("post", "person", "ngo__name")
        return page.defer("search_text", "sort_key").prefetch_related(
            Prefetch("terms", queryset=terms, to_attr="serving")
        )

    @admin.display(description=_("Name"), ordering="sort_key")
    def full_name(self, person: Person) -> SafeString | str:
        if not person.father_name:
            return str(person)
        father = gettext("child of %(father)s") % {"father": person.father_name}
        return two_lines(str(person), father)

    @admin.display(description=_("National ID"))
    def national_number(self, person: Person) -> SafeString:
        return masked(person.national_id)

    @admin.display(description=_("Mobile"))
    def mobile_number(self, person: Person) -> SafeString:
        return masked(person.mobile)

    @admin.display(description=_("County"), ordering="county__sort_key")
    def county_name(self, person: Person) -> str:
        return person.county.name if person.county else "—"

    @admin.display(description=_("Posts today"))
    def posts(self, person: Any) -> SafeString | str:
        shown = [f"{term.get_post_display()}، {term.ngo.name}" for term in person.serving]
        if len(shown) < MOST_POSTS:
            return shown[0] if shown else "—"
        return two_lines(shown[0], "؛ ".join(shown[1:MOST_POSTS]))

    def get_export_columns(self) -> tuple[ExportColumn, ...]:
        """Personal numbers are masked for whoever may not see them, birth dates left out."""
        return (
            ExportColumn("first_name"),
            ExportColumn("last_name"),
            ExportColumn("father_name"),
            ExportColumn("national_id", personal=PERMISSION, is_masked=True),
            ExportColumn("birth_date", personal=PERMISSION),
            ExportColumn("gender"),
            ExportColumn("mobile", personal=PERMISSION, is_masked=True),
            ExportColumn("education"),
            ExportColumn("province__name", _("Province")),
            ExportColumn("county__name", _("County")),
            ExportColumn(_posts_today(), _("Posts today")),
        )

    # -- the form ------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        """A county's office reads people of others who serve in its NGOs, and changes its own."""
        place = scope.of(request.user)
        is_own = obj is None or place.kind != Kind.COUNTY or obj.county_id == place.county
        return is_own and super().has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        fields = [
            "first_name", "last_name", "father_name", "national_id", "birth_date", "gender",
            "mobile", "education",
        ]  # fmt: skip
        if scope.of(request.user).kind == Kind.NATIONAL:
            fields.append("province")
        if scope.of(request.user).kind != Kind.COUNTY:
            fields.append("county")
        if obj is not None and not self.sees_unmasked(request):
            shown = {"national_id": "national_number", "mobile": "mobile_number"}
            fields = [shown.get(name, name) for name in fields if name != "birth_date"]
        return fields

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        masks = obj is not None and not self.sees_unmasked(request)
        readonly = ["national_number", "mobile_number"] if masks else []
        # A person stays with the office that recorded them.
        return [*readonly, "province"] if obj is not None else readonly

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        if obj is not None:
            log_shown(request.user, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        place = scope.of(request.user)
        if db_field.name == "county" and place.kind == Kind.PROVINCE:
            kwargs["queryset"] = County.objects.filter(province=place.province)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The form; the office's own place is filled in before its rules are checked."""
        form_class = super().get_form(request, obj, **kwargs)
        place = scope.of(request.user)

        class PlacedForm(form_class):  # type: ignore[misc,valid-type]
            history_masked = masked_fields(request.user, Person)

            def __init__(self, *args: Any, **form_kwargs: Any) -> None:
                super().__init__(*args, **form_kwargs)
                if self.instance.pk is None and place.province:
                    self.instance.province_id = place.province
                    self.instance.county_id = place.county

            def clean(self) -> dict[str, object]:
                cleaned = super().clean() or self.cleaned_data
                county = cleaned.get("county")
                province = cleaned.get("province") or getattr(self.instance, "province", None)
                if county and province and county.province_id != province.pk:
                    text = _("This county is not in the chosen province.")
                    raise forms.ValidationError({"county": text})
                return cleaned

        return PlacedForm
