"""The forms of councils, their members and sessions, and of what becomes of resolutions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts.models import County, Province, User
from councils.kinds import COUNCIL, Seat, kinds
from councils.models import AgendaItem, Council, CouncilMember, Session
from councils.models.session import FollowUp
from councils.services.members.reading import accounts_for, in_office_on
from councils.services.members.saving import level_of
from ngos.models import Person
from persian.forms import JalaliDateField, PersianCharField, WholeNumberField
from persian.numbers import format_number
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.widgets import OfficeAutocompleteSelect, OfficeJalaliDateWidget


class CouncilForm(Refusable, VersionedForm):
    """A body: its kind and its place while it is new, its name, and whether it is in use."""

    constraint_fields = {
        "council_once_at_a_place": "county",
        "council_level_fits_place": "county",
        "body_named_once_at_a_place": "name",
    }
    kind = forms.ChoiceField(label=_("Kind"), widget=theme.UnfoldAdminSelectWidget)

    class Meta:
        model = Council
        fields = ("province", "county", "name", "is_active")
        formfield_callback = office_formfield

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["name"].required = not self.is_adding
        self._offer_kinds()
        if not self.is_adding:
            del self.fields["province"], self.fields["county"]
            return
        self.fields["name"].help_text = _("Empty: named after its place.")
        del self.fields["is_active"]
        fields: dict[str, Any] = self.fields
        counties = County.objects.select_related("province")
        fields["county"].help_text = _("Empty for the council of the province.")
        if "kind" in fields:
            fields["name"].help_text = _(
                "Empty for a council: named after its place. Other bodies have a name of their own."
            )
            fields["county"].help_text = _("Empty for a body of the province.")
        if user.province_id is not None:
            del self.fields["province"]
            fields["county"].queryset = counties.filter(province=user.province_id)
            self.instance.province_id = user.province_id
        else:
            fields["province"].help_text = (
                _("Empty for a national body.")
                if "kind" in fields
                else _("Empty for the national council.")
            )
            fields["county"].queryset = counties
            fields["county"].label_from_instance = _with_province
            fields["province"].queryset = Province.objects.all()

    def _offer_kinds(self) -> None:
        """A choice only where there is one; what a body is stays as it was set up."""
        offered = [(kind.key, kind.label) for kind in kinds()]
        if not self.is_adding or len(offered) == 1:
            del self.fields["kind"]
            return
        kind: Any = self.fields["kind"]
        kind.choices, kind.initial = offered, COUNCIL.key

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.kind = data.get("kind") or self.instance.kind
        county = data.get("county")
        if county is not None and "province" in self.fields:
            if data.get("province") is None:
                data["province"] = county.province
            elif county.province_id != data["province"].pk:
                self.add_error("county", _("This county is not in the chosen province."))
        return data

    def validate_constraints(self) -> None:
        if self.is_adding:
            self.instance.level = level_of(self.instance)
        super().validate_constraints()


def _with_province(county: County) -> str:
    return f"{county} ({county.province})"


def _with_role(user: User) -> str:
    return f"{user} ({user.get_role_display()})"


class _PersonOfPlace(OfficeAutocompleteSelect):
    """Finds people whom the office of the council's province knows; all, for the national one."""

    def __init__(self, province_id: int | None) -> None:
        super().__init__(CouncilMember._meta.get_field("person"), admin.site)
        self.province_id = province_id

    def get_url(self) -> str:
        address = super().get_url()
        return address if self.province_id is None else f"{address}?province={self.province_id}"


class MemberForm(Refusable, VersionedForm):
    """A seat of a body: who has it, for what, and from when to when."""

    constraint_fields = {
        "seat_is_named": "seat",
        "seat_ends_after_it_begins": "end_on",
        "seat_of_ngos_names_a_person": "person",
        "seat_of_chair_or_secretary_once": "start_on",
    }

    class Meta:
        model = CouncilMember
        fields = (
            "seat", "full_name", "person", "user", "office_title", "is_voting", "start_on",
            "end_on",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.council = council
        fields: dict[str, Any] = self.fields
        fields["seat"].choices = [("", ""), *council.body_kind.seats]
        self._offer_accounts(council)
        people = Person.objects.all()
        if council.province_id is not None:
            people = people.filter(province=council.province_id)
        person = fields["person"]
        person.queryset = people
        person.widget = _PersonOfPlace(council.province_id)
        person.widget.choices = person.choices
        person.help_text = _("For a representative of the NGOs: a person of the register.")
        fields["full_name"].required = False
        fields["full_name"].help_text = _("Empty where a person of the register is chosen.")
        fields["office_title"].help_text = _("For example: governor, deputy of the governor.")
        fields["end_on"].help_text = _(
            "The last day. Empty while the term lasts; for a representative of the NGOs it is "
            "proposed."
        )

    def _offer_accounts(self, council: Council) -> None:
        """For bodies that sit by their seats."""
        if council.body_kind.sits_by_place:
            del self.fields["user"]
            return
        user: Any = self.fields["user"]
        user.queryset = accounts_for(council).order_by("last_name", "first_name", "pk")
        user.label_from_instance = _with_role
        user.widget = theme.UnfoldAdminSelectWidget()
        user.widget.choices = user.choices
        user.help_text = _(
            "Whoever signs in by it plans and records as the secretary, or signs as the chair, for "
            "as long as the term lasts."
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        person = data.get("person") or (None if data.get("full_name") else data.get("user"))
        if person is not None:
            data["full_name"] = str(person)
        elif not data.get("full_name"):
            at = "person" if data.get("seat") == Seat.NGO_REPRESENTATIVE else "full_name"
            self.add_error(at, _("Write the name, or choose a person of the register."))
        return data


class SessionForm(Refusable, VersionedForm):
    """When and where a session is, who leads it, and its number."""

    constraint_fields = {"session_number_counts_from_one": "number"}

    class Meta:
        model = Session
        fields = ("held_on", "number", "place", "chair")
        formfield_callback = office_formfield

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.council = council
        fields: dict[str, Any] = self.fields
        fields["number"].required = False
        fields["number"].help_text = _("Empty: the next number of the year.")
        chair = fields["chair"]
        chair.required = False
        chair.queryset = council.members.filter(in_office_on(_day_to_offer(self)))
        chair.empty_label = _("The chair of the %(body)s") % {"body": council.body_kind.label}
        chair.help_text = _("Another member, where the chair is away.")
        chair.error_messages["invalid_choice"] = _("Choose a member who is in office on that day.")

    def _instance_constraints(self) -> list[Any]:
        """The number is compared by the service, which knows the year that the day is in."""
        return [
            each
            for each in super()._instance_constraints()
            if getattr(each, "name", "") != "session_number_once_a_year"
        ]


def _day_to_offer(form: SessionForm) -> Any:
    """The day whose members are offered as chair: the one typed, where it can be read."""
    field = form.fields["held_on"]
    try:
        typed = field.clean(form.data.get(form.add_prefix("held_on")))
    except forms.ValidationError:
        typed = None
    return typed or form.instance.held_on or form.get_initial_for_field(field, "held_on")


class DayOfEndForm(Refusable, forms.Form):
    """The last day of a member's term."""

    on = JalaliDateField(label=_("Last day"), widget=OfficeJalaliDateWidget)


class DecisionForm(Refusable, forms.Form):
    """What is decided on one item; the choices are those of the item."""

    decision = forms.ChoiceField(label=_("Decision"), required=False, widget=forms.RadioSelect)
    votes_for = WholeNumberField(label=_("For"), required=False, min_value=0, max_value=999)
    votes_against = WholeNumberField(label=_("Against"), required=False, min_value=0, max_value=999)
    votes_abstained = WholeNumberField(
        label=_("Abstained"), required=False, min_value=0, max_value=999
    )
    reason = PersianCharField(label=_("Reason"), required=False, widget=forms.Textarea)
    conditions = PersianCharField(label=_("Conditions"), required=False, widget=forms.Textarea)
    refer_to = forms.ModelChoiceField(
        label=_("Refer to"), required=False, queryset=Council.objects.none(),
        empty_label=_("Choose"), widget=theme.UnfoldAdminSelectWidget,
    )  # fmt: skip
    owner = PersianCharField(
        label=_("Owner"), required=False, max_length=120, widget=theme.UnfoldAdminTextInputWidget
    )
    due_on = JalaliDateField(label=_("Due on"), required=False, widget=OfficeJalaliDateWidget)
    votes = ("votes_for", "votes_against", "votes_abstained")

    def __init__(
        self, data: QueryDict | None = None, *, item: AgendaItem, decisions: Any, councils: Any
    ) -> None:
        names = [name for name in self.base_fields if name != "refer_to"]
        initial = {name: getattr(item, name) for name in names} | {"refer_to": item.refer_to_id}
        super().__init__(data, initial=initial, auto_id=f"item-{item.pk}-%s")
        fields: dict[str, Any] = self.fields
        fields["decision"].choices = [(each.key, each.label) for each in decisions]
        fields["refer_to"].queryset = councils
        for name in ("reason", "conditions"):
            fields[name].widget = theme.UnfoldAdminTextareaWidget({"rows": 2})
        for name in self.votes:
            fields[name].widget = forms.TextInput(
                {"inputmode": "numeric", "dir": "ltr", "autocomplete": "off", "class": "vote-count"}
            )
            self.initial[name] = format_number(self.initial[name])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.votes:
            data[name] = data.get(name) or 0
        return data

    @property
    def vote_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.votes]


class FollowUpForm(Refusable, forms.Form):
    """What became of a resolution."""

    state = forms.ChoiceField(
        label=_("Follow-up"), choices=FollowUp.choices, widget=theme.UnfoldAdminSelectWidget
    )
    owner = PersianCharField(
        label=_("Owner"), required=False, max_length=120, widget=theme.UnfoldAdminTextInputWidget
    )
    due_on = JalaliDateField(label=_("Due on"), required=False, widget=OfficeJalaliDateWidget)
    notes = PersianCharField(
        label=_("What was done"),
        required=False,
        widget=theme.UnfoldAdminTextareaWidget({"rows": 4}),
    )
