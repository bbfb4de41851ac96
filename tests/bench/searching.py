"""How long a search takes among all NGOs of the country, beside the stock admin's."""

from collections.abc import Callable, Iterator

from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from accounts import scope
from accounts.models import User
from config.database.logins import as_owner
from ngos.models import NGO
from persian.text import fold
from screens.listing import BoundedPaginator
from tests.bench import database, stock_admin
from tests.bench.measuring import Claim, medians, milliseconds, seconds
from tests.bench.words import RARE

PART = RARE[1:]  # what is typed: a part of a word
PAGE, STOCK_PAGE = 50, 100  # rows that each list shows


def claims(rows: int, *, home_share: float, repetitions: int) -> Iterator[Claim]:
    """`rows` NGOs, `home_share` of them in the province whose office searches."""
    database.empty()
    database.fill(rows, home_share=home_share)
    expert = database.expert()
    ours, bare, stock = _taking_turns(
        repetitions,
        lambda: _office_asks(expert),
        lambda: _owner_asks(expert),
        _stock_asks,
    )
    subject = f"search among {rows:,} NGOs, database"
    yield Claim(
        subject, milliseconds(ours), "the same without row security", milliseconds(bare),
        ours / bare, at_most=3,
    )  # fmt: skip
    yield Claim(
        subject, milliseconds(ours), "stock admin, database", milliseconds(stock),
        stock / ours, at_least=50,
    )  # fmt: skip
    page, stock_page = _taking_turns(
        repetitions, lambda: _page(expert), lambda: _stock_page(expert)
    )
    yield Claim(
        f"search among {rows:,} NGOs, whole page", milliseconds(page), "stock admin, whole page",
        milliseconds(stock_page), page / stock_page, at_most=1 / 3,
    )  # fmt: skip


def _taking_turns(repetitions: int, *jobs: Callable[[], float]) -> list[float]:
    """Medians of times that the jobs take themselves, after one turn to warm up."""
    times = [[job() for job in jobs] for _ in range(repetitions + 1)]
    return medians(times[1:])


def _office_asks(expert: User) -> float:
    with scope.enter(scope.of(expert)):
        return seconds(lambda: _search(NGO.objects.all()))


def _owner_asks(expert: User) -> float:
    with as_owner():
        connection.ensure_connection()
        mine = NGO.objects.filter(province=expert.province_id)
        _search(mine)  # a new connection is slow at first
        return seconds(lambda: _search(mine))


def _search(queryset: QuerySet[NGO]) -> None:
    """What the list asks: how many there are, and the first page in alphabetical order."""
    found = queryset.filter(search_text__holds=fold(PART))
    count = BoundedPaginator(found, PAGE).count
    page = list(found.select_related("county", "field").order_by("sort_key", "id")[:PAGE])
    if not page or count < len(page):
        raise AssertionError("The search finds nothing.")


def _stock_asks() -> float:
    """What the stock admin asks: how many match, how many there are, and the first page."""
    found = NGO.objects.filter(name__icontains=PART).select_related("county", "field")

    def ask() -> None:
        found.count()
        NGO.objects.count()
        list(found.order_by("-id")[:STOCK_PAGE])

    with as_owner():
        connection.ensure_connection()
        return seconds(ask)


def _page(expert: User) -> float:
    """The list as the office's browser gets it: every middleware, scope, templates."""
    client = Client(SERVER_NAME="localhost")
    with scope.sign_in(expert.pk):
        client.force_login(expert)
    return _answered(client, reverse("admin:ngos_ngo_changelist"))


def _stock_page(expert: User) -> float:
    with as_owner(), stock_admin.installed():
        client = Client(SERVER_NAME="localhost")
        client.force_login(expert)
        return _answered(client, stock_admin.ADDRESS)


def _answered(client: Client, address: str) -> float:
    def get() -> None:
        response = client.get(address, {"q": PART})
        if response.status_code != 200 or RARE not in response.content.decode():
            raise AssertionError(f"{address} answers {response.status_code} or finds nothing.")

    return seconds(get)
