"""The forms of neighbourhoods and facilities."""

from typing import Any

from django.contrib import admin

from accounts.models import County, User
from councils.models import Council
from ngos.models import NGO
from programs.neighbourhoods.bodies import COMMUNITY_COUNCIL
from programs.neighbourhoods.models import Facility, Neighbourhood, ProfileItem
from programs.neighbourhoods.services.profiles import due_after
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.refusable import Refusable
from screens.widgets import OfficeAutocompleteSelect


class _OfCountyForm(Refusable, VersionedForm):
    """A form of a row of one county of the person's own."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        counties = County.objects.select_related("province")
        if user.county_id is not None:
            counties = counties.filter(pk=user.county_id)
            fields["county"].initial = user.county_id
        elif user.province_id is not None:
            counties = counties.filter(province=user.province_id)
        else:
            fields["county"].label_from_instance = lambda each: f"{each} ({each.province})"
        fields["county"].queryset = counties


class NeighbourhoodForm(_OfCountyForm):
    constraint_fields = {
        "neighbourhood_has_a_name": "name",
        "profile_ends_after_it_is_opened": "due_on",
        "neighbourhood_once_in_a_county": "name",
    }

    class Meta:
        model = Neighbourhood
        fields = (
            "county", "name", "boundaries", "population", "is_at_risk", "facilitator",
            "facilitator_ngo", "body", "opened_on", "due_on", "completed_on",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["due_on"].required = False
        fields["body"].queryset = Council.objects.filter(kind=COMMUNITY_COUNCIL.key, is_active=True)
        fields["facilitator_ngo"].queryset = NGO.objects.all()
        key = Neighbourhood._meta.get_field("facilitator_ngo")
        fields["facilitator_ngo"].widget = OfficeAutocompleteSelect(key, admin.site)
        fields["facilitator_ngo"].widget.choices = fields["facilitator_ngo"].choices

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        county, opened_on = data.get("county"), data.get("opened_on")
        if opened_on is not None and not data.get("due_on"):
            data["due_on"] = due_after(opened_on, county.province_id if county else None)
        return data


class ItemForm(Refusable, VersionedForm):
    constraint_fields = {"profile_item_is_known": "title", "need_has_a_priority": "priority"}

    class Meta:
        model = ProfileItem
        fields = ("kind", "title", "quantity", "priority")
        formfield_callback = office_formfield


class FacilityForm(_OfCountyForm):
    constraint_fields = {
        "facility_names_who_answers_for_it": "name",
        "facility_once_in_a_county": "name",
    }

    class Meta:
        model = Facility
        fields = (
            "kind", "name", "county", "neighbourhood", "licensee", "technical_officer",
            "licence_no", "opened_on", "is_active",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        field: Any = self.fields["neighbourhood"]
        field.queryset = Neighbourhood.objects.order_by("name")
