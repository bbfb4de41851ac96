"""Certificates as councils decide on them: adopted, a certificate is given."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from councils.decisions import ADOPT, DECLINE, POSTPONE, Decision
from councils.matters import Matter, Waiting
from councils.models import AgendaItem, Council
from persian.numbers import format_number
from tests.certificates.models import Certificate, CertificateOnAgenda, State


class CertificateMatter(Matter[Certificate]):
    """What was asked for waits for the council of the NGO's county."""

    key = "certificate"
    link = CertificateOnAgenda
    row_name = "certificate"

    def rows(self) -> QuerySet[Certificate]:
        return Certificate.objects.select_related("ngo")

    def waiting_for(self, council: Council) -> QuerySet[Certificate]:
        asked = self.rows().filter(state=State.ASKED, ngo__county=council.county_id)
        return asked.order_by("asked_on", "pk")

    def waiting(self, row: Certificate) -> Waiting:
        return Waiting(row.pk, self.title(row), self.about(row))

    def waiting_title(self, count: int) -> str:
        return f"{format_number(count)} گواهی منتظر است"

    def title(self, row: Certificate) -> str:
        return f"{row.subject}، {row.ngo}"

    def reference(self, row: Certificate) -> str:
        return ""

    def about(self, row: Certificate) -> str:
        return str(row.get_state_display())

    def state(self, row: Certificate) -> str:
        return row.state

    def moved(self, row: Certificate) -> Mapping[str, Any]:
        return {"state": self.about(row), "who": ""}

    def decisions(self, row: Certificate) -> tuple[Decision, ...]:
        return (ADOPT, DECLINE, POSTPONE) if row.state == State.ASKED else ()

    def bodies_to_refer_to(self, row: Certificate, council: Council) -> QuerySet[Council]:
        return Council.objects.none()

    def case(self, row: Certificate, user: User) -> tuple[str, dict[str, Any]]:
        return "certificates/case.html", {"certificate": row}

    def ngo_id(self, row: Certificate) -> int:
        return row.ngo_id

    def carry_out(self, *, actor: User, item: AgendaItem, row: Certificate, reason: str) -> None:
        row.state = State.GIVEN if item.decision == ADOPT.key else State.DECLINED
        row.save()
