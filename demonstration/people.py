"""Founders, boards, CEOs and inspectors of a part of the NGOs, and their branches."""

import datetime
from random import Random

from accounts.models import County
from demonstration import numbers, words
from demonstration.register import Draft
from ngos.models import NGO, Branch, Person, Term
from ngos.models.ngo import ActivityLevel, Status
from ngos.models.person import Gender
from ngos.models.term import Post
from persian.dates import add_jalali_months

TERM_MONTHS = 24  # first directors and inspectors serve two years
_EVERY = 6  # one NGO in so many has its people recorded
_POSTS = (
    Post.CEO, Post.BOARD_CHAIR, Post.VICE_CHAIR, Post.BOARD_MEMBER, Post.TREASURER, Post.INSPECTOR,
)  # fmt: skip


def invent(drafts: list[Draft], today: datetime.date) -> tuple[list[Person], list[Term]]:
    """People and their terms, not yet stored; every seventh board's term has ended."""
    rng = Random("people")  # noqa: S311  the same data each time
    people: list[Person] = []
    terms: list[Term] = []
    known = [
        draft.ngo
        for number, draft in enumerate(drafts)
        if draft.ngo.ceo_name and draft.ngo.status == Status.ACTIVE
        and (number % _EVERY == 0)
    ]  # fmt: skip
    ceos = {draft.ngo.pk: draft.ceo for draft in drafts}
    for order, ngo in enumerate(known):
        board = [
            _person(rng, ngo, len(people) + i, today, ceos[ngo.pk] if i == 0 else None)
            for i in range(len(_POSTS))
        ]
        people += board
        terms += _terms(rng, ngo, board, today, has_ended=order % 7 == 3)
    return people, terms


def _person(
    rng: Random, ngo: NGO, number: int, today: datetime.date, name: tuple[str, str] | None
) -> Person:
    gender = rng.choice((Gender.FEMALE, Gender.MALE))
    names = {Gender.FEMALE: words.FEMALE_NAMES, Gender.MALE: words.MALE_NAMES}
    if name is not None:
        gender = Gender.FEMALE if name[0] in words.FEMALE_NAMES else Gender.MALE
    first_name, last_name = name or (rng.choice(names[gender]), rng.choice(words.LAST_NAMES))
    return Person(
        province_id=ngo.province_id,
        county_id=ngo.county_id,
        first_name=first_name,
        last_name=last_name,
        father_name=rng.choice(words.MALE_NAMES),
        national_id=numbers.national_id(number),
        birth_date=today - datetime.timedelta(rng.randint(26 * 366, 70 * 365)),
        gender=gender,
        mobile=numbers.mobile(2_000_000 + number),
        education=rng.choice(words.EDUCATION),
    )


def _terms(
    rng: Random, ngo: NGO, board: list[Person], today: datetime.date, *, has_ended: bool
) -> list[Term]:
    """One term each, a CEO's without an end; a board whose term has ended was not elected anew."""
    days = rng.randint(20, 300)
    start = add_jalali_months(today, -TERM_MONTHS) + datetime.timedelta(
        -days if has_ended else days
    )
    end = add_jalali_months(start, TERM_MONTHS)
    gazette_no = str(rng.randint(21000, 23000))
    return [
        Term(
            ngo=ngo,
            person=person,
            post=post,
            start_on=start,
            end_on=None if post == Post.CEO else end,
            gazette_no=gazette_no,
        )
        for post, person in zip(_POSTS, board, strict=True)
    ]


def invent_branches(drafts: list[Draft], counties: list[County]) -> list[Branch]:
    """Provincial and national NGOs have a branch or two elsewhere in the province."""
    rng = Random("branches")  # noqa: S311  the same data each time
    branches = []
    wide = [draft.ngo for draft in drafts if draft.ngo.activity_level != ActivityLevel.COUNTY]
    for ngo in wide[::4]:
        near = [
            county
            for county in counties
            if county.province_id == ngo.province_id and county.pk != ngo.county_id
        ]
        for county in rng.sample(near, rng.randint(1, 2)):
            branches.append(
                Branch(
                    ngo=ngo,
                    county=county,
                    head_name=" ".join(
                        (rng.choice(words.FEMALE_NAMES), rng.choice(words.LAST_NAMES))
                    ),
                    address=f"{county.name}، خیابان {rng.choice(words.STREETS)}",
                    opened_on=ngo.founded_on,
                )
            )
    return branches
