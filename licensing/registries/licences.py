"""The licences of NGOs as offices keep them in files, one below the other or a column a year."""

import datetime
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.policies import value_of
from imports.binding import BoundColumn
from imports.cleaning import (
    Severity,
    choice,
    jalali_date,
    number_text,
)
from imports.compounds import number_and_date as parted
from imports.durations import ENDLESS, NO_TERM, duration_in_months
from imports.models import Row, Run, Verdict
from imports.registry import (
    Column,
    Compound,
    Parent,
    Registry,
    Repeated,
    Supply,
    Unstored,
    register,
)
from imports.rows import CheckedRow
from imports.staging import report
from licensing.kinds import TO_WORK, LicenceKind
from licensing.models import Licence
from licensing.models.licence import LicenceState, new_verification_code
from licensing.policies.licences import LICENCE_MONTHS
from licensing.registries.cell_words import (
    KIND_FILLERS,
    KIND_WORDS,
    KIND_WORDS_OF_CELLS,
    STATE_FILLERS,
    STATE_WORDS,
    STATES_OF_DAYS,
)
from licensing.registries.superseding import ONE_IN_FORCE, stood_in_the_way_of, supersede
from ngos.models.ngo import Type
from ngos.personal_data import PERMISSION
from ngos.registries.looking_up import field_not_known, type_from_name
from ngos.registries.ngos import NGORegistry
from ngos.registries.title_words import LEXICON, OF_NGO
from persian.dates import add_jalali_months, jalali_iso, to_gregorian, today
from persian.text import fold

_KIND_BY_WORD = {fold(word): kind for kind, words in KIND_WORDS.items() for word in words}
_WORDS_OF_TITLES = "|".join(sorted(_KIND_BY_WORD, key=len, reverse=True))
LONGEST_TERM = 600  # months
NOT_VALID = (LicenceState.SUSPENDED, LicenceState.REVOKED, LicenceState.SUPERSEDED)


def _supply() -> Supply:
    """What a new NGO needs and a list of licences does not tell."""
    field = field_not_known()

    def supply(values: Mapping[str, Any]) -> dict[str, object]:
        return {
            "field_id": field,
            "is_charity": type_from_name(str(values["name_key"])) == Type.CHARITY,
        }

    return supply


def _label_of_kind(value: str) -> str:
    return str(LicenceKind(value).label) if value else ""


@register
class LicenceRegistry(Registry):
    """One row is one licence of an NGO. NGOs that the register lacks are brought in."""

    kind = "licences"
    title = _("Licences")
    noun = _("licence")
    model = Licence
    personal_permission = PERMISSION
    lexicon = LEXICON
    number = "number"
    number_with = ("kind",)
    derived = (
        "issued_on", "expires_on", "state", "state_since", "verification_code",
    )  # fmt: skip
    # What was issued or extended here is no longer what old lists say.
    kept = MappingProxyType(
        dict.fromkeys(
            ("issued_on", "expires_on", "session_no", "session_on"),
            "(e.application_id IS NOT NULL OR e.extended_by <> '')",
        )
    )
    parent = Parent("ngo", NGORegistry, title=_("New NGOs"), supply=_supply)

    ngo_name = parent.column(
        "name",
        label=_("Name of the NGO"),
        required=True,
        about=("نام", "ثبت", "دارنده", "پروانه", *OF_NGO),
    )
    ngo_legal_id = parent.column(
        "legal_id", label=_("Legal ID of the NGO"), about=("شماره", "کد", "دارنده", *OF_NGO)
    )
    ngo_county = parent.column("county")
    licence_kind = Column(
        _("Kind"),
        "kind",
        choice(LicenceKind, KIND_WORDS_OF_CELLS, fillers=lambda province_id: KIND_FILLERS),
        required=True,
        synonyms=("نوع", "عنوان مجوز", "مجوز"),
        about=("پروانه", "اعتبارنامه", "موافقت", "صدور", *OF_NGO),
        show=_label_of_kind,
        for_all=True,
        example="پروانه فعالیت",
    )
    licence_no = Column(
        _("Number"),
        "number",
        number_text(60),
        required=True,
        synonyms=("شماره", "شماره نامه", "کد پروانه"),
        about=("اعتبارنامه", "پروانه", "موافقت", "فعالیت", "صدور", *OF_NGO),
        example="1401/125",
    )
    issued_on = Column(
        _("Issued on"),
        "issued_on",
        jalali_date(not_after=today),
        required=True,
        synonyms=("تاریخ", "صدور", "سال صدور پروانه", "تاریخ شروع"),
        about=("اعتبارنامه", "پروانه", "موافقت", "صدور", "فعالیت", "اعتبار", *OF_NGO),
        show=jalali_iso,
        example="1401/02/13",
    )
    expires_on = Column(
        _("Expires on"),
        "expires_on",
        jalali_date(endless=ENDLESS),
        synonyms=("تاریخ اعتبار", "انقضا", "اعتبار تا", "تمدید تا", "تاریخ پایان"),
        about=("تاریخ", "اعتبار", "اعتبارنامه", "پروانه", "فعالیت", *OF_NGO),
        show=jalali_iso,
        example="1403/02/13",
    )  # fmt: skip
    session_no = Column(
        _("Session number"),
        "session_no",
        number_text(60),
        synonyms=("شماره جلسه", "جلسه", "شماره صورتجلسه"),
        about=("شورا", "استان", "شهرستان"),
        on_error=Severity.WARNS,
        example="12",
    )
    session_on = Column(
        _("Session date"),
        "session_on",
        jalali_date(not_after=today),
        synonyms=("تاریخ جلسه", "تاریخ صورتجلسه"),
        about=("شورا", "استان", "شهرستان", "برگزاری", "تشکیل", "مصوبه"),
        show=jalali_iso,
        on_error=Severity.WARNS,
        example="1401/02/05",
    )
    months = Unstored(
        _("Term in months"),
        duration_in_months(1, LONGEST_TERM),
        into=("expires_on",),
        synonyms=("مدت", "مدت اعتبار", "مدت پروانه", "اعتبار به ماه"),
        about=("پروانه", "اعتبار", "ماه", "سال", *OF_NGO),
    )
    standing = Unstored(
        _("State of the licence"),
        choice(
            LicenceState,
            STATE_WORDS,
            fillers=lambda province_id: STATE_FILLERS,
            silent=STATES_OF_DAYS,
            but=(LicenceState.SUPERSEDED,),
        ),
        into=("state", "state_since"),
        synonyms=("وضعیت",),
        about=("پروانه", "اعتبار", "فعالیت", *OF_NGO),
        on_error=Severity.REFUSES,  # else it would be valid
    )
    number_and_date = Compound(
        _("Licence number and date"),
        (licence_no, issued_on),
        parted,
        synonyms=("شماره و تاریخ",),
        about=("پروانه", "موافقت", "فعالیت", "صدور", *OF_NGO),
    )
    of_a_year = Repeated(
        _("Licence of a year"),
        (licence_no, issued_on),
        titles=rf"(?:شماره)?(?P<kind>{_WORDS_OF_TITLES})(?:در|های)?(?:سال)?(?P<year>1[34]\d\d)",
        split=parted,
        tells=("kind",),
        of_last=("expires_on", "months"),
        by="year",
    )

    def complete(self, row: CheckedRow, columns: Mapping[str, BoundColumn]) -> None:
        """The kind and the year of a title, the end of a term, and the code of a new licence."""
        values = row.values
        if "kind" in row.said:
            values.setdefault("kind", _KIND_BY_WORD[row.said["kind"]].value)
        row.assumed["verification_code"] = new_verification_code()
        if values.get("standing") in NOT_VALID:
            row.assumed["state"] = values["standing"]
            row.assumed["state_since"] = self._today
        issued_on = values.get("issued_on")
        is_refused = any(found["field"] == "issued_on" for found in row.problems)
        if issued_on is None and "year" in row.said and not is_refused:
            issued_on = to_gregorian(int(row.said["year"]), 1, 1)
            row.assumed["issued_on"] = issued_on
            if issued_on > self._today:
                row.report(columns["issued_on"], "future_date", _to_come(), Severity.REFUSES)
            elif "number" in values:
                row.report(columns["issued_on"], "day_not_known", _only_a_year(), Severity.WARNS)
        if issued_on is not None and "expires_on" not in values:
            self._limit(row, issued_on)

    def _limit(self, row: CheckedRow, issued_on: datetime.date) -> None:
        """The end of a licence whose file names none: by its months, else by the term that the
        office has decided on. Approvals have no end of their own, nor has what is called «دائم»."""
        months = row.values.get("months")
        if months is not None:
            told = row.values if "issued_on" in row.values else row.assumed
            told["expires_on"] = add_jalali_months(issued_on, months)
        elif row.values.get("kind") in TO_WORK and not any(
            found["code"] == NO_TERM for found in row.problems
        ):
            row.assumed["expires_on"] = add_jalali_months(issued_on, self._term)

    @cached_property
    def _today(self) -> datetime.date:
        return today()

    @cached_property
    def _term(self) -> int:
        return value_of(LICENCE_MONTHS, self.province_id)

    def settle(self, run: Run, columns: Mapping[str, BoundColumn]) -> None:
        """An NGO works under one activity licence at a time: of those that overlap the older is
        superseded where it is new itself, and stands in the way where it is registered."""
        refused = stood_in_the_way_of(run)
        if refused:
            message = str(ONE_IN_FORCE.violation_error_message)
            report(refused, columns.get("licence_no"), ONE_IN_FORCE.name, message)
        if "standing" in columns:
            new = Row.objects.filter(
                run=run, verdict=Verdict.CREATED, values__state__in=NOT_VALID
            ).values_list("pk", flat=True)
            report(new, columns["standing"], "day_not_known", _since_today(), Severity.WARNS)
        supersede(run)


def _since_today() -> str:
    return gettext(
        "The file does not tell since when the licence is no longer valid; today is registered. "
        "Write the day on its page."
    )


def _to_come() -> str:
    return gettext("This year is still to come. Correct the title of the column.")


def _only_a_year() -> str:
    return gettext(
        "The file tells the year alone; the first day of it is registered for a new licence. "
        "Write the day of issue beside the number."
    )
