"""The forms of networks and of what is kept from their pages."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ngos.models import Field
from programs.networks.models import Fulfilment, Membership, Network, Pledge
from programs.networks.services.networks import CHANGE
from programs.projects.forms import OfAnOfficeForm
from programs.projects.models import Program
from screens.concurrent_edits import VersionedForm
from screens.office_forms import office_formfield
from screens.record_parts import RecordPart
from screens.refusable import Refusable
from screens.widgets import OfficeAutocompleteSelect


def _look_up(form: Any, name: str) -> None:
    """A field in which one types a part of an NGO's name."""
    field = form.fields[name]
    field.widget = OfficeAutocompleteSelect(form._meta.model._meta.get_field(name), admin.site)
    field.widget.choices = field.choices


class NetworkForm(OfAnOfficeForm):
    constraint_fields = {
        "network_has_a_name": "name",
        "network_of_ngos_has_a_field": "field",
        "network_ends_after_it_begins": "ended_on",
        "network_once_in_a_province": "name",
    }

    class Meta:
        model = Network
        fields = (
            "province", "kind", "name", "brand", "field", "target_group", "operator", "program",
            "county", "founded_on", "ended_on", "about",
        )  # fmt: skip
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["field"].queryset = Field.objects.filter(is_active=True)
        programs = Program.objects.order_by("title")
        if self.instance.province_id is not None:
            programs = programs.filter(province=self.instance.province_id)
        fields["program"].queryset = programs
        _look_up(self, "operator")


class MembershipForm(Refusable, VersionedForm):
    constraint_fields = {
        "membership_is_named": "name",
        "membership_ends_after_it_begins": "left_on",
        "member_of_a_network_once": "ngo",
    }

    class Meta:
        model = Membership
        fields = ("ngo", "name", "role", "joined_on", "left_on")
        formfield_callback = office_formfield

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _look_up(self, "ngo")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("ngo") is not None:
            data["name"] = data["ngo"].name
        return data


class PledgeForm(Refusable, VersionedForm):
    constraint_fields = {"pledge_is_of_something": "amount"}

    class Meta:
        model = Pledge
        fields = ("giver", "pledged_on", "amount", "jobs", "due_on")
        formfield_callback = office_formfield


class FulfilmentForm(Refusable, VersionedForm):
    constraint_fields = {"kept_is_something": "amount"}

    class Meta:
        model = Fulfilment
        fields = ("pledge", "on", "amount", "jobs", "document_no")
        formfield_callback = office_formfield

    def about(self, record: Network) -> None:
        """Only the network's own pledges."""
        field: Any = self.fields["pledge"]
        field.queryset = Pledge.objects.filter(network=record)


PARTS = (
    RecordPart(
        key="members", model=Membership, parent="network", form=MembershipForm, permission=CHANGE,
        title=lambda row: row["name"],
        adding=_("Add a member"), changing=_("Change the member"),
    ),
    RecordPart(
        key="pledges", model=Pledge, parent="network", form=PledgeForm, permission=CHANGE,
        title=lambda row: row["giver"], order=("pledged_on", "pk"),
        adding=_("Add a pledge"), changing=_("Change the pledge"),
    ),
    RecordPart(
        key="fulfilments", model=Fulfilment, parent="pledge__network", form=FulfilmentForm,
        permission=CHANGE, title=lambda row: row["on"], order=("on", "pk"),
        adding=_("Record what was kept"), changing=_("Change what was kept"),
    ),
)  # fmt: skip
