"""Applications as councils decide on them: each decision is a step of the workflow."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from accounts.workflow import Taker
from councils.decisions import POSTPONE, Decision
from councils.kinds import COUNCIL
from councils.matters import Matter, Waiting
from councils.models import AgendaItem, Council
from councils.services.members.reading import in_office_on
from licensing.decisions import APPROVE_CONDITIONALLY, REFER, WORDS
from licensing.models import Application, ApplicationOnAgenda
from licensing.requirements import requirements_of
from licensing.services.applications.moving import move
from licensing.services.licences.issuing import approve_in_session
from licensing.workflow import APPLICATION
from ngos.badges import status_badge
from ngos.models.ngo import ActivityLevel
from ngos.models.term import Post
from persian.dates import format_jalali, today
from persian.numbers import format_number


def decisions_on_state(state: str) -> tuple[Decision, ...]:
    """What a council may decide on an application in a state: the workflow's steps, or to wait."""
    steps = [step.name for step in APPLICATION.leaving(state) if step.by is Taker.SESSION]
    if not steps:
        return ()
    return (*(WORDS[name] for name in steps), POSTPONE)


def states_that_wait() -> tuple[str, ...]:
    """The states in which an application waits for a council."""
    return tuple(state for state in APPLICATION.states if decisions_on_state(state))


class ApplicationMatter(Matter[Application]):
    """An application names its council once it was sent to one; before, that of its level at the
    NGO's place decides."""

    key = "application"
    link = ApplicationOnAgenda
    row_name = "application"

    def rows(self) -> QuerySet[Application]:
        return Application.objects.select_related(
            "ngo__county", "ngo__province", "council", "branch_county"
        )

    def waiting_for(self, council: Council) -> QuerySet[Application]:
        found = self.rows().filter(state__in=states_that_wait())
        own = Q(council=council) | (Q(council=None) & _by_place(council))
        return found.filter(own).order_by("state_since", "id")

    def waiting(self, row: Application) -> Waiting:
        about = gettext_lazy("%(state)s, since %(day)s") % {
            "state": row.get_state_display(),
            "day": format_jalali(row.state_since),
        }
        return Waiting(row.pk, self.title(row), str(about))

    def waiting_title(self, count: int) -> str:
        text = ngettext("%(count)s application waits", "%(count)s applications wait", count)
        return text % {"count": format_number(count)}

    def title(self, row: Application) -> str:
        return f"{row.get_kind_display()}، {row.ngo}"

    def reference(self, row: Application) -> str:
        return row.tracking_code

    def about(self, row: Application) -> str:
        return f"{row.get_level_display()} · {row.get_state_display()}"

    def state(self, row: Application) -> str:
        return row.state

    def moved(self, row: Application) -> Mapping[str, Any]:
        last = row.steps.last()
        who = (last.taken_by_name if last else "") or gettext_lazy("The deadline")
        return {"state": row.get_state_display(), "who": who}

    def decisions(self, row: Application) -> tuple[Decision, ...]:
        return decisions_on_state(row.state)

    def bodies_to_refer_to(self, row: Application, council: Council) -> QuerySet[Council]:
        """The other councils that may decide on the NGO: of its county, its province, or all."""
        here = Q(province=None) | Q(province=row.ngo.province_id, county=None)
        if row.ngo.county_id is not None:
            here |= Q(county=row.ngo.county_id)
        return Council.objects.filter(here, kind=COUNCIL.key, is_active=True).exclude(pk=council.pk)

    def ngo_id(self, row: Application) -> int:
        return row.ngo_id

    def case(self, row: Application, user: User) -> tuple[str, dict[str, Any]]:
        """The NGO and its people, what the application brings, what was inquired, its steps."""
        is_closed = row.state in APPLICATION.closed
        posts = [Post.FOUNDER, Post.CEO, Post.BOARD_CHAIR]
        in_office = row.ngo.terms.filter(in_office_on(today()), post__in=posts)
        return "licensing/applications/case.html", {
            "application": row,
            "status_badge": status_badge(row.ngo.status),
            "people": list(in_office.select_related("person")),
            "requirements": [] if is_closed else requirements_of(row, today()),
            "inquiries": list(row.inquiries.all()),
            "steps": [
                {"label": APPLICATION.step(step.step).label, "step": step}
                for step in row.steps.order_by("-id")
            ],
        }

    def carry_out(self, *, actor: User, item: AgendaItem, row: Application, reason: str) -> None:
        """Take the step that was decided on, and issue or end the approvals that it means."""
        also = []
        if item.decision == APPROVE_CONDITIONALLY.key:
            row.conditions = item.conditions
            also.append("conditions")
        if item.decision == REFER.key:
            row.council = item.refer_to
            also.append("council")
        move(
            actor=actor, application=row, step=item.decision, seen=row.state, reason=reason,
            by=Taker.SESSION, also=also,
        )  # fmt: skip
        approve_in_session(actor=actor, item=item, application=row)


def _by_place(council: Council) -> Q:
    if council.level == ActivityLevel.NATIONAL:
        return Q(level=ActivityLevel.NATIONAL)
    if council.level == ActivityLevel.COUNTY:
        return Q(level=ActivityLevel.COUNTY, ngo__county=council.county_id)
    return Q(level=ActivityLevel.PROVINCIAL, ngo__province=council.province_id)
