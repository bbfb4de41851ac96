"""The forms of events and of their parts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from unfold import widgets as theme

from accounts import scope
from accounts.models import County, Province
from ngos.personal_data import sees_personal_data
from programs.events.models import (
    Booth,
    Centre,
    Cohort,
    Event,
    Participant,
    Sale,
    Session,
    VisitedPlace,
)
from programs.events.models.event import EventState
from programs.projects.models import Program
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.widgets import OfficeAutocompleteSelect

# What triggers of the database refuse.
RULES: dict[str, str | Promise] = {
    "event_session_within_event": _("Sessions lie within the days of their event."),
    "event_attendance_not_of_cancelled": _("This session is cancelled: nobody was there."),
    "event_attendance_not_before": _("This session is still to come."),
    "event_attendance_of_a_participant": _(
        "They are marked at a session of another cohort, and stay in theirs."
    ),
    "event_session_attended_stays": _("People are marked at this session."),
}


def _look_up(form: Any, name: str) -> None:
    """A field in which one types a part of a name."""
    field = form.fields[name]
    field.widget = OfficeAutocompleteSelect(form._meta.model._meta.get_field(name), admin.site)
    field.widget.choices = field.choices
    field.help_text = _("Type a part of the name or the number.")


class EventForm(Refusable, VersionedForm):
    """An event; whose it is, is given by the office that records it."""

    constraint_fields = {
        "event_kind_is_known": "kind",
        "event_has_a_title": "title",
        "event_ends_after_it_begins": "ends_on",
        "event_hours_are_some": "hours",
        "event_once_on_its_day": "title",
        "event_session_within_event": "starts_on",
    }
    unseen = RULES

    class Meta:
        model = Event
        fields = (
            "province", "kind", "title", "county", "level", "starts_on", "ends_on", "place",
            "hours", "persons", "target_group", "organiser", "program", "state", "notes",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        place = scope.of(user)
        event = self.instance
        if place.province is not None and self.is_adding:
            event.province_id = place.province
        if place.county is not None and self.is_adding:
            event.county_id = place.county
        if place.province is not None or not self.is_adding:
            del fields["province"]
            fields["county"].queryset = County.objects.filter(province=event.province_id)
        else:
            fields["province"].queryset = Province.objects.all()
        if place.county is not None:
            del fields["county"]
        fields["program"].queryset = Program.objects.filter(
            **({} if event.province_id is None else {"province": event.province_id})
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        county, province = data.get("county"), data.get("province")
        if county and province and county.province_id != province.pk:
            self.add_error("county", _("This county is not in the chosen province."))
        program = data.get("program")
        if program and province and program.province_id != province.pk:
            self.add_error("program", _("This program is of another province."))
        return data


class PartForm(Refusable, VersionedForm):
    """A part of an event, which the instance names."""

    unseen = RULES

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        cohort: Any = self.fields.get("cohort")
        if cohort is not None:
            cohort.queryset = Cohort.objects.filter(event=self.event_id)
            if not cohort.queryset.exists():
                del self.fields["cohort"]

    @property
    def event_id(self) -> int:
        return int(self.instance.event_id)


class CohortForm(PartForm):
    constraint_fields = {
        "cohort_number_counts_from_one": "number",
        "cohort_number_once_in_course": "number",
    }

    class Meta:
        model = Cohort
        fields = ("number", "title", "place", "capacity")
        formfield_callback = office_formfield


class SessionForm(PartForm):
    constraint_fields = {
        "event_session_within_event": "held_on",
        "event_session_ends_after_it_begins": "ends_at",
        "event_session_hours_are_some": "hours",
        "event_session_once": "held_on",
    }

    class Meta:
        model = Session
        fields = (
            "cohort", "title", "held_on", "begins_at", "ends_at", "hours", "facilitator", "place",
            "state",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state: Any = self.fields["state"]
        # A session is cancelled by a step of its own.
        state.choices = [
            (value, label)
            for value, label in EventState.choices
            if value != EventState.CANCELLED or value == self.instance.state
        ]
        for name in ("begins_at", "ends_at"):
            self.fields[name].widget = forms.TimeInput(
                {"type": "time", "class": " ".join(theme.INPUT_CLASSES), "dir": "ltr"},
                format="%H:%M",
            )


class ParticipantForm(PartForm):
    constraint_fields = {
        "participant_once_in_event": "full_name",
        "participant_has_a_name": "full_name",
        "participant_national_id_is_right": "national_id",
        "participant_mobile_is_right": "mobile",
        "event_attendance_of_a_participant": "cohort",
    }

    class Meta:
        model = Participant
        fields = (
            "full_name", "national_id", "mobile", "role", "cohort", "county", "centre", "ngo",
            "person",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        province = self.instance.province_id
        fields["county"].queryset = County.objects.filter(province=province)
        fields["centre"].queryset = Centre.objects.filter(province=province)
        _look_up(self, "centre")
        _look_up(self, "ngo")
        if self.user.has_perm("ngos.view_person"):
            _look_up(self, "person")
            fields["person"].help_text = _("Only where they are in the register of people already.")
        else:
            del fields["person"]
        if not self.is_adding and not sees_personal_data(self.user):
            del fields["national_id"], fields["mobile"]


class BoothForm(PartForm):
    constraint_fields = {"booth_is_somebody_s": "ngo", "booth_once_for_each": "holder"}

    class Meta:
        model = Booth
        fields = ("number", "ngo", "holder", "goods")
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _look_up(self, "ngo")


class SaleForm(PartForm):
    constraint_fields = {"sale_is_not_negative": "amount", "sale_once_a_day": "sold_on"}

    class Meta:
        model = Sale
        fields = ("booth", "sold_on", "amount")
        formfield_callback = office_formfield

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        self._event = event
        super().__init__(*args, **kwargs)
        booth: Any = self.fields["booth"]
        booth.queryset = Booth.objects.filter(event=event).select_related("ngo")

    @property
    def event_id(self) -> int:
        return self._event.pk


class VisitedPlaceForm(PartForm):
    constraint_fields = {"visited_place_is_named": "ngo", "visited_ngo_once": "ngo"}

    class Meta:
        model = VisitedPlace
        fields = ("ngo", "name", "findings")
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _look_up(self, "ngo")


class CentreForm(VersionedForm):
    """A centre of the person's own office."""

    constraint_fields = {"centre_once_in_county": "name", "centre_has_a_name": "name"}

    class Meta:
        model = Centre
        exclude = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = scope.current()
        if place is None or place.province is None:
            return
        if self.is_adding:
            self.instance.province_id = place.province
            self.instance.county_id = place.county
        county: Any = self.fields.get("county")
        if county is not None:
            county.queryset = County.objects.filter(province=place.province)
