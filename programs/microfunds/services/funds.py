"""Funds, their members and self-help groups: storing them, and what is warned of."""

import datetime
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policies import values_for
from accounts.refusals import Refusal, require
from persian.numbers import format_number
from programs.microfunds.charter import Charter, charter_of
from programs.microfunds.models import Account, FundMember, MicroFund, SelfHelpGroup
from programs.microfunds.models.fund import FundState
from programs.microfunds.policies import GROUP_LEAST, GROUP_MOST
from programs.microfunds.services.posting import locked
from screens.history import Track
from screens.steps import check_day

ADD, CHANGE = "microfunds.add_microfund", "microfunds.change_microfund"
ADD_MEMBER, CHANGE_MEMBER = "microfunds.add_fundmember", "microfunds.change_fundmember"
ADD_GROUP, CHANGE_GROUP = "microfunds.add_selfhelpgroup", "microfunds.change_selfhelpgroup"
PERSONAL = ("national_id", "mobile")


def tracks_of_fund(pk: int) -> list[Track]:
    """What a fund's time line is made of; the book is a history by itself."""
    members = Track(
        FundMember, Q(fund_id=pk), hidden={"fund"}, masked=PERSONAL,
        title=lambda row: row["full_name"],
    )  # fmt: skip
    return [Track(MicroFund, Q(pgh_obj_id=pk)), members]


def tracks_of_member(pk: int) -> list[Track]:
    return [Track(FundMember, Q(pgh_obj_id=pk), masked=PERSONAL)]


def tracks_of_group(pk: int) -> list[Track]:
    return [Track(SelfHelpGroup, Q(pgh_obj_id=pk))]


def closed(fund: MicroFund) -> Refusal | None:
    """Why a fund takes nothing any more."""
    if fund.state == FundState.CLOSED:
        return Refusal("closed", _("The book of this fund is closed."))
    return None


@transaction.atomic
def save_fund(*, actor: User, fund: MicroFund) -> MicroFund:
    """Store a new fund, or what was changed of one.

    Raises PermissionDenied without the permission, Refusal where it is to be closed and something
    still stands in its book.
    """
    adding = fund._state.adding
    require(actor, ADD if adding else CHANGE)
    if not adding:
        locked(fund.pk)
    is_open = not adding and Account.objects.filter(fund=fund.pk).exclude(balance=0).exists()
    if fund.state == FundState.CLOSED and is_open:
        raise Refusal(
            "open", _("Something still stands in the book: savings, loans or cash."), field="state"
        )
    fund.save()
    return fund


@transaction.atomic
def save_member(*, actor: User, member: FundMember) -> FundMember:
    """Record a member, or what was changed of one.

    Raises PermissionDenied without the permission, Refusal for a closed or full fund and for a day
    to come or before the fund was founded.
    """
    adding = member._state.adding
    require(actor, ADD_MEMBER if adding else CHANGE_MEMBER)
    fund = locked(member.fund_id)
    refusal = closed(fund)
    if refusal is not None:
        raise refusal
    check_day(
        member.joined_on, field="joined_on", after=fund.founded_on,
        what=_("the day on which the fund was founded"),
    )  # fmt: skip
    if adding:
        most = charter_of(fund).members_most
        if fund.members.filter(left_on=None).count() >= most:
            raise Refusal(
                "full", _("A fund has %(most)s members at most."), {"most": format_number(most)}
            )
    member.save()
    return member


@transaction.atomic
def leave(*, actor: User, member: FundMember, on: datetime.date) -> FundMember:
    """Record that a member has left.

    Raises PermissionDenied without the permission, Refusal where they have left already, while
    something stands in their accounts, and for a day to come or before they joined.
    """
    require(actor, CHANGE_MEMBER)
    locked(member.fund_id)
    member.refresh_from_db()
    refusal = may_leave(member)
    if refusal is not None:
        raise refusal
    check_day(on, field="on", after=member.joined_on, what=_("the day on which they joined"))
    member.left_on = on
    member.save(update_fields=["left_on"])
    return member


def may_leave(member: FundMember) -> Refusal | None:
    """Why a member does not leave now; None where they may."""
    if member.left_on is not None:
        return Refusal("left", _("The member has left the fund."))
    if Account.objects.filter(member=member).exclude(balance=0).exists():
        text = _("Give the savings back and settle the loans first: something still stands open.")
        return Refusal("open", text)
    if member.loans.filter(state__in=("requested", "approved")).exists():
        return Refusal("asks", _("The member asks for a loan. Withdraw the request first."))
    return None


@transaction.atomic
def save_group(*, actor: User, group: SelfHelpGroup) -> SelfHelpGroup:
    """Store a self-help group. Raises PermissionDenied without the permission, Refusal for a day to
    come."""
    require(actor, ADD_GROUP if group._state.adding else CHANGE_GROUP)
    check_day(group.founded_on, field="founded_on")
    if group.granted_on is not None:
        check_day(group.granted_on, field="granted_on")
    group.save()
    return group


# -- what is warned of -----------------------------------------------------------------------------


def warnings_of_fund(fund: MicroFund, charter: Charter, members: int) -> Iterator[str]:
    if fund.state == FundState.CLOSED:
        return
    if members < charter.members_least:
        yield _("The fund has %(count)s members; its charter asks for %(least)s at least.") % {
            "count": format_number(members), "least": format_number(charter.members_least),
        }  # fmt: skip
    if members > charter.members_most:
        yield _("The fund has %(count)s members; its charter allows %(most)s at most.") % {
            "count": format_number(members), "most": format_number(charter.members_most),
        }  # fmt: skip


def warnings_of_group(group: SelfHelpGroup) -> Iterator[str]:
    """One query."""
    decided = values_for(group.province_id)
    least, most = decided[GROUP_LEAST.name], decided[GROUP_MOST.name]
    if group.is_active and not least <= group.member_count <= most:
        yield _("The group has %(count)s members; groups have between %(least)s and %(most)s.") % {
            "count": format_number(group.member_count),
            "least": format_number(least), "most": format_number(most),
        }  # fmt: skip
