"""A row of every model, in the office of Rasht and in another province, for trying addresses."""

from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from accounts import row_security, scope
from accounts.models import User
from accounts.roles import Role
from accounts.row_security import Exempt, Reference
from beneficiaries.assessments.models import Version
from beneficiaries.safeguards.models import Question
from councils.models import AgendaItem, CouncilMember, Session
from desk.models import ChangePaper, FieldChange, Invitation, Officer
from imports import services
from imports.models import DuplicatePair
from letters.models import Counterpart, Letter, LetterTemplate
from licensing.models import Inquiry, Licence
from ngos.duplicates import look_for_duplicates
from ngos.models import NGO, Branch, Document, Field, Term
from papers.models import Signature, Stationery
from screens.models import Export, SavedFilter
from supervision.models import AnnualReport, Measure, MeasureProposal, SupervisionCase
from tests.addresses import Address
from tests.beneficiaries import rows as of_women
from tests.cast import county, make_ngo, make_person, make_user, province
from tests.councils.factory import MATTER, make_council
from tests.desk import rows as of_desk
from tests.images import png
from tests.licensing.applications.cases import make_application
from tests.licensing.licences.paths import make_licence
from tests.programs import rows as of_programs
from tests.programs.events import rows as of_events

NAMES = {
    "after": 0,
    "report_name": "licence_growth",
    "file_format": "csv",
    "form": "json",
    "key": "facts",
}  # of reports, of files
# Parameters of addresses that name a row.
OF_A_ROW = {"pk", "object_id", "ngo_pk"}
Rows = dict[type[models.Model], models.Model]


class Register:
    """Rows to put into the parameters of addresses: `own` to Rasht's office, or `foreign` to it."""

    def __init__(self, cast: SimpleNamespace) -> None:
        self.cast = cast
        with scope.system():
            self._own = self._rows(cast.rasht_ngo, "گیلان", "گیلان/رشت")
            self._foreign = self._rows(cast.isfahan_ngo, "اصفهان", "اصفهان/کاشان")

    def own(self, address: Address) -> dict[str, Any]:
        return self._parameters(address, self._own)

    def foreign(self, address: Address) -> dict[str, Any]:
        return self._parameters(address, self._foreign)

    def _parameters(self, address: Address, rows: Rows) -> dict[str, Any]:
        """`part_pk` names what hangs on a row (a term, a branch), `pk` and `object_id` the row."""
        found: dict[str, Any] = {}
        for name in address.parameters:
            if name in NAMES:
                found[name] = NAMES[name]
            elif name == "kind":
                found[name] = "ngos"
            elif name == "code":
                found[name] = rows[Licence].verification_code  # type: ignore[attr-defined]
            elif name == "part_pk":
                found[name] = rows[self._part(address)].pk
            elif name in ("ngo_pk", "number"):  # by which the public register knows an NGO
                found[name] = rows[NGO].pk
            elif name == "change":
                found[name] = rows[FieldChange].pk
            elif name == "paper":
                found[name] = rows[ChangePaper].pk
            elif name == "report":
                found[name] = rows[AnnualReport].pk
            elif name == "officer":
                found[name] = rows[Officer].pk
            elif name == "invitation":
                found[name] = rows[Invitation].pk
            elif name == "field":
                found[name] = "name"
            elif name == "version":
                found[name] = rows[Version].pk
            elif name == "question":
                found[name] = rows[Question].pk
            elif name == "policy":
                found[name] = "licence_alert_days"
            elif name == "app_label":
                found[name] = "ngos"
            else:
                found[name] = rows[self._model(address)].pk
        return found

    def keys(self) -> dict[type[models.Model], list[Any]]:
        """The keys of its rows."""
        return {
            model: [rows[model].pk for rows in (self._own, self._foreign)] for model in self._own
        }

    def is_scoped(self, address: Address) -> bool:
        return not isinstance(row_security.declared(self._model(address)), Reference | Exempt)

    def reaches(self, user: User | None, address: Address) -> bool:
        """Whether this person's scope holds the row of Rasht that the address names."""
        if not OF_A_ROW & set(address.parameters):
            return True
        model = NGO if "ngo_pk" in address.parameters else self._model(address)
        with scope.enter(scope.of(user)):
            return model._default_manager.filter(pk=self._own[model].pk).exists()

    @staticmethod
    def _model(address: Address) -> type[models.Model]:
        """The model that an address of the staff site speaks of: `admin:<app>_<model>_<action>`."""
        if address.name.startswith("desk_"):  # of an NGO's officers
            return NGO
        if "_savedfilter_" in address.name:
            return SavedFilter
        app, _, rest = address.name.removeprefix("admin:").partition("_")
        return apps.get_model(app, rest.partition("_")[0])

    @staticmethod
    def _part(address: Address) -> type[models.Model]:
        """What hangs on a row, by the address's word for it."""
        words = {
            "term": Term, "branche": Branch, "document": Document,
            "council_member": CouncilMember, "session_item": AgendaItem,
            "inquiry": Inquiry, **of_programs.PARTS, **of_events.PARTS, **of_women.PARTS,
        }  # fmt: skip
        return next(model for word, model in words.items() if f"_{word}" in address.name)

    def _rows(self, ngo: Any, home: str, place: str) -> Rows:
        person = make_person(at=place)
        user = make_user(Role.COUNTY_EXPERT, at=place)
        rows: list[models.Model] = [
            ngo,
            person,
            user,
            province(home),
            county(place.partition("/")[2]),
            Field.objects.earliest("pk"),
            Term.objects.create(ngo=ngo, person=person, post="founder", start_on="2020-01-01"),
            Branch.objects.create(ngo=ngo, county=ngo.county),
            Document.objects.create(
                ngo=ngo, type="charter", file=ContentFile(b"%PDF-1.4", "x.pdf"), size=8
            ),
            Stationery.objects.create(
                province=province(home),
                office_title=f"استانداری {home}",
                emblem=ContentFile(png(), "x.png"),
            ),
            Signature.objects.create(
                province=province(home),
                holder_name="حمید آزمونی",
                post="مدیرکل",
                image=ContentFile(png(), "x.png"),
            ),
            make_licence(ngo),
            *self._application(ngo),
            self._run(home),
            SavedFilter.objects.create(user=user, list_name="ngos.ngo", name="x", query="q=1"),
            Export.objects.create(user=user, list_name="ngos.ngo", file_format="xlsx"),
            self._pair(ngo, place),
            *self._of_council(place, ngo),
            *self._supervised(ngo),
            *of_programs.of_programs(ngo),
            *of_programs.of_money(ngo),
            *of_events.of_event(ngo),
            *of_women.of_women(ngo),
            *of_desk.of_desk(ngo),
        ]
        return {type(row): row for row in rows}

    @staticmethod
    def _of_council(place: str, ngo: Any) -> list[models.Model]:
        """A council with its chair, a planned session, and an application on its agenda."""
        council = make_council(place, members=1)
        chair = council.members.get()
        session = Session.objects.create(
            council=council, year=1403, number=1, held_on="2024-08-01", chair=chair
        )
        item = AgendaItem.objects.create(
            session=session, position=1, subject="گزارش", matter=MATTER.key
        )
        MATTER.put_on(item, ngo.applications.get())
        return [council, chair, session, item]

    @staticmethod
    def _application(ngo: Any) -> list[models.Model]:
        """An application under inquiry, with one that has not been answered."""
        application = make_application(ngo, state="inquiries")
        return [application, application.inquiries.earliest("pk")]

    @staticmethod
    def _supervised(ngo: Any) -> list[models.Model]:
        """A case with a measure, an overdue report, and a letter with its file."""
        case = SupervisionCase.objects.create(
            ngo=ngo, source="media", finding="گزارش روزنامه", opened_on="2024-01-01"
        )
        Measure.objects.create(
            case=case, kind="oral_notice", reason="بند ۲", decided_on="2024-02-01",
            from_on="2024-02-01",
        )  # fmt: skip
        SupervisionCase.objects.filter(pk=case.pk).update(state="decided")
        MeasureProposal.objects.create(
            case=case, kind="suspension", months=1, reason="بند ۵", proposed_on="2024-03-01",
            council=make_council(f"{ngo.province}/{ngo.county}", members=0),
            proposed_by_name="کارشناس",
        )  # fmt: skip
        report = AnnualReport.objects.create(ngo=ngo, fiscal_year=1402, due_on="2024-05-20")
        counterpart = Counterpart.objects.create(province=ngo.province, name="فرمانداری")
        template = LetterTemplate.objects.create(
            province=ngo.province, title="دعوت", kind="notice", subject="دعوت", body="{ngo}"
        )
        letter = Letter.objects.create(
            province=ngo.province, county=ngo.county, direction="outgoing", kind="notice",
            number="1402/1", year=1402, written_on="2024-01-01", ngo=ngo, subject="تذکر",
            body="با سلام", file=ContentFile(b"%PDF-1.4", "x.pdf"), size=8,
            original_name="نامه.pdf", reply_due_on="2024-02-01",
        )  # fmt: skip
        return [case, report, counterpart, template, letter]

    @staticmethod
    def _pair(ngo: Any, place: str) -> models.Model:
        """An NGO of nearly the same name, and the pair that waits for a decision."""
        look_for_duplicates(make_ngo(f"{ngo.name} نو", at=place))
        return DuplicatePair.objects.naming("ngos", ngo.pk).get()

    @staticmethod
    def _run(home: str) -> models.Model:
        """An import of one row, checked and waiting."""
        file = ContentFile("نام سازمان,حوزه فعالیت\nانجمن تازه,خیریه\n".encode(), "فهرست.csv")
        run = services.upload(
            actor=None, kind="ngos", province=province(home), file=file, file_name="فهرست.csv"
        )
        return services.check_run(actor=None, run=run)
