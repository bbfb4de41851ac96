"""The minutes of a session on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import log
from accounts.models import Act
from councils.decisions import Sense
from councils.minutes_sheet import Attendee, MinutesItem, MinutesSheet, print_minutes
from councils.models import AgendaItem, Session
from councils.services.sessions.obstacles import Standing
from councils.views.addresses import session_address
from files.harmless import shown_pdf
from files.printing import PrintingError
from papers.letterhead import OfficeHead
from papers.stationery import office_of
from screens.pages import allow


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of a session's minutes; before it is signed, of what is written so far."""
    query = Session.objects.select_related("council__province")
    session = get_object_or_404(query, pk=pk)
    allow(request, "councils.view_session")
    try:
        content = print_minutes(sheet_of(session))
    except PrintingError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(session_address(pk))
    log(Act.PRINTED, paper=_("Minutes"), id=session.pk)
    name = f"session-{session.year}-{session.number}.pdf"
    return shown_pdf(content, name=name)


def sheet_of(session: Session) -> MinutesSheet:
    """What the minutes of a session say. The text that was written stands as a last item."""
    standing, province = Standing.of(session), session.council.province
    items = [_item(item) for item in standing.items]
    if session.minutes:
        items.append(MinutesItem(subject=_("Minutes"), text=session.minutes))
    return MinutesSheet(
        office=office_of(province) if province else OfficeHead(title=session.council.name),
        council=session.council.name,
        session_number=session.number,
        held_on=session.held_on,
        place=session.place,
        attendance=[
            Attendee(
                name=member.full_name,
                role=member.office_title or member.get_seat_display(),
                is_present=member.pk in standing.present,
            )
            for member in standing.members
        ],
        quorum=standing.quorum,
        present=standing.voting_present,
        items=items,
    )


def _item(item: AgendaItem) -> MinutesItem:
    has_votes = bool(item.votes_for or item.votes_against or item.votes_abstained)
    refers = item.sense == Sense.REFERRAL and item.refer_to is not None
    return MinutesItem(
        subject=item.subject,
        decision=str(item.get_decision_display()) if item.decision else "",
        text="\n".join(filter(None, (item.reason, str(item.refer_to) if refers else ""))),
        votes_for=item.votes_for if has_votes else None,
        votes_against=item.votes_against if has_votes else None,
        abstained=item.votes_abstained if has_votes else None,
        conditions=item.conditions,
        owner=item.owner,
        due_on=item.due_on,
    )
