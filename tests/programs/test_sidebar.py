"""The sidebar's heading of programs: each room's lists stand together, in the order of the work."""

import pytest
from django.urls import reverse

from tests.cast import signed_in

pytestmark = pytest.mark.django_db
ROOMS = ("projects", "calls", "events", "money", "networks", "microfunds", "neighbourhoods",
         "actions")  # fmt: skip


def test_lists_of_programs_stand_by_rooms(cast):
    page = signed_in(cast.gilan_director).get(reverse("admin:index"))
    (group,) = [
        each for each in page.context["sidebar_navigation"] if str(each.get("title")) == "برنامه‌ها"
    ]
    rooms = [str(item["link"]).split("/")[2] for item in group["items"]]
    assert [room for number, room in enumerate(rooms) if room not in rooms[:number]] == [*ROOMS]
    assert rooms == sorted(rooms, key=ROOMS.index)
