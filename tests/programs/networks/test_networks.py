"""«گیل‌بانو» and its like: members, people reached, funding; pledges, and what was kept of them."""

import pytest
from django.urls import reverse

from accounts import scope
from programs.networks.models import Network
from programs.projects.models import Program
from tests.cast import field, make_ngo, province, signed_in

pytestmark = pytest.mark.django_db


def text(client, name, *args, **query):
    return client.get(reverse(f"admin:{name}", args=args), query).content.decode()


def keep(user, network, key, **typed):
    at = reverse(f"admin:networks_network_{key}_add", args=[network.pk])
    response = signed_in(user).post(at, typed, follow=True)
    assert response.redirect_chain, response.context["form"].errors


def make_network(**fields):
    with scope.system():
        values = {"kind": "benefactors", "name": "مجمع خیرین اشتغال", "founded_on": "2019-01-01"}
        return Network.objects.create(province=province("گیلان"), **{**values, **fields})


def test_a_network_is_entered_and_lists_its_members_people_and_funding(cast):
    with scope.system():
        program = Program.objects.create(
            province=province("گیلان"), title="گیل‌بانو", type="empowerment"
        )
        trade = field("خیریه")
    client = signed_in(cast.gilan_expert)
    sent = client.post(
        reverse("admin:networks_network_add"),
        {"kind": "ngos", "name": "شبکهٔ گیل‌بانو", "brand": "گیل‌بانو", "field": trade.pk,
         "operator": cast.rasht_ngo.pk, "program": program.pk, "founded_on": "1396/01/01"},
    )  # fmt: skip
    assert sent.status_code == 302, sent.context["form"].errors
    with scope.system():
        network = Network.objects.get()
    keep(cast.gilan_expert, network, "members", ngo=cast.rasht_ngo.pk, joined_on="1396/02/01")
    shown = text(client, "networks_network_detail", network.pk)
    assert cast.rasht_ngo.name in shown
    assert "بهره‌مندان" in shown
    assert "اعتبار (ریال)" in shown
    assert "شبکه ۱ سمن دارد؛ دست‌کم ۵ سمن لازم است." in shown
    tab = text(client, "ngos_ngo_detail", cast.rasht_ngo.pk, tab="networks")
    assert "شبکهٔ گیل‌بانو" in tab


def test_five_of_the_same_field_are_enough_and_another_field_is_told(cast):
    with scope.system():
        network = make_network(kind="ngos", name="شبکه", field=field("خیریه"))
        for number in range(5):
            other = field("علمی") if number == 4 else network.field
            ngo = make_ngo(f"انجمن {number}", at="گیلان/رشت", field=other)
            network.memberships.create(ngo=ngo, name=ngo.name, joined_on="2020-01-01")
    shown = text(signed_in(cast.gilan_expert), "networks_network_detail", network.pk)
    assert "دست‌کم" not in shown
    assert "با حوزه‌ای جز حوزهٔ شبکه: انجمن ۴" in shown


def test_jobs_pledged_stand_beside_jobs_created(cast):
    network = make_network(target_group="بهبودیافتگان")
    keep(cast.gilan_expert, network, "pledges", giver="خیّر یک", pledged_on="1401/01/15",
         jobs="۲۰", amount="۳٬۰۰۰٬۰۰۰٬۰۰۰")  # fmt: skip
    with scope.system():
        pledge = network.pledges.get()
    keep(cast.gilan_expert, network, "fulfilments", pledge=pledge.pk, on="1401/03/01", jobs="۱۲")
    keep(cast.gilan_expert, network, "fulfilments", pledge=pledge.pk, on="1401/04/01",
         amount="۱٬۰۰۰٬۰۰۰٬۰۰۰")  # fmt: skip
    shown = text(signed_in(cast.gilan_expert), "networks_network_detail", network.pk)
    assert "۲۰ شغل تعهد شده، ۱۲ شغل ایجاد شده" in shown
    assert "۳٬۰۰۰٬۰۰۰٬۰۰۰ ریال تعهد شده، ۱٬۰۰۰٬۰۰۰٬۰۰۰ ریال پرداخت شده" in shown
    assert "بهبودیافتگان" in shown


def test_a_pledge_of_another_network_is_not_kept_here(cast):
    network, other = make_network(), make_network(name="دیگری")
    with scope.system():
        foreign = other.pledges.create(giver="x", pledged_on="2020-01-01", jobs=1)
    at = reverse("admin:networks_network_fulfilments_add", args=[network.pk])
    refused = signed_in(cast.gilan_expert).post(
        at, {"pledge": foreign.pk, "on": "1401/01/01", "jobs": "1"}
    )
    assert refused.context["form"].errors["pledge"]


def test_a_pledge_is_of_money_or_of_jobs(cast):
    network = make_network()
    at = reverse("admin:networks_network_pledges_add", args=[network.pk])
    refused = signed_in(cast.gilan_expert).post(at, {"giver": "x", "pledged_on": "1401/01/01"})
    assert "تعهددهنده و مبلغ یا تعداد شغل را بنویسید." in refused.content.decode()


def test_another_office_knows_nothing_of_it(cast):
    make_network()
    listed = text(signed_in(cast.isfahan_expert), "networks_network_changelist")
    assert "مجمع خیرین اشتغال" not in listed
    assert "مجمع خیرین اشتغال" in text(signed_in(cast.gilan_auditor), "networks_network_changelist")
