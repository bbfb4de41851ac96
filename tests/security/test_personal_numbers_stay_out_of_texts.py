"""No column of text takes a number by which a person is known, unless its reason stands here.

Every column of every model, every field of every form and every column of every registry is tried,
so a new one is either guarded or named below.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import get_resolver

from accounts import scope
from imports.columns import Column, Unstored
from imports.registry import registries
from persian.errors import PersianValueError
from persian.forms import IdentifierField as IdentifierFormField
from persian.model_fields import IdentifierField
from tests.rooms import FOLDERS

NATIONAL_ID, MOBILE, SHEBA = "0009876545", "09123456789", "IR239990000000000000123456"
EVERY = {NATIONAL_ID, MOBILE, SHEBA}

CASE = "a paper of a case names persons by their numbers, and few roles open it"
PORTAL = "numbers of other offices often have ten digits: one in eleven would be lost"
PROGRAM = "written by the program: no person types it"
MASKED_NAME = "the name of a file, in which such numbers are masked when it is kept"
SENT = "what was sent, for those who import; who sees personal data masked sees it masked here too"
AGREED = "an agreement names who signs it, and the account that money goes to"
CALL = "a proposal is its NGO's own paper: it is answered and judged by who reads all of it"
SAMPLE = "of a payment that is looked at: what it was for, and whom it went to, is what is asked"
OWN_CODE = (
    "her number in the system of another agency often has ten digits; it opens with her record"
)
SEALED = "it is sealed before it is stored"
INTAKE = "what is typed of her until she is taken in: those read it who take women in"
SIGNS_IN = "a name for signing in, shown to those who keep accounts"

# What a column takes of a national ID, a mobile number and a Sheba, and why.
TAKEN: dict[str, tuple[set[str], str]] = {
    "letters.letter.body": (EVERY, "a letter to an authority names the person that it asks about"),
    "councils.session.minutes": (EVERY, "minutes name those who were heard"),
    "supervision.supervisioncase.finding": (EVERY, CASE),
    "supervision.supervisioncase.hearing_notes": (EVERY, CASE),
    "supervision.measure.reason": (EVERY, CASE),
    "supervision.measure.grave_reason": (EVERY, CASE),
    "supervision.measureproposal.reason": (EVERY, CASE),
    "supervision.measureproposal.grave_reason": (EVERY, CASE),
    "supervision.measureproposal.outcome": (EVERY, CASE),
    "supervision.measure.complaint": (EVERY, CASE),
    "supervision.measure.answer": (EVERY, CASE),
    "ngos.ngo.external_ref": ({NATIONAL_ID}, PORTAL),
    "licensing.application.external_ref": ({NATIONAL_ID}, PORTAL),
    "letters.letter.number": ({NATIONAL_ID}, PORTAL),
    "licensing.inquiry.letter_no": ({NATIONAL_ID}, PORTAL),
    "licensing.inquiry.answer_no": ({NATIONAL_ID}, PORTAL),
    "projects.program.approval_no": ({NATIONAL_ID}, PORTAL),
    "projects.agreement.number": ({NATIONAL_ID}, PORTAL),
    "projects.agreement.terms": (EVERY, AGREED),
    "microfunds.microfund.account_no": ({NATIONAL_ID}, AGREED),
    "microfunds.microfund.blocked_account_no": ({NATIONAL_ID}, AGREED),
    "microfunds.loan.cheque_no": ({NATIONAL_ID}, "cheques have long numbers"),
    "money.campaignitem.question": (EVERY, SAMPLE),
    "money.campaignitem.reply": (EVERY, SAMPLE),
    "money.finding.remarks": (EVERY, SAMPLE),
    "money.finding.no_action_reason": (EVERY, SAMPLE),
    "calls.proposal.report": (EVERY, CALL),
    "calls.proposal.remarks": (EVERY, CALL),
    "calls.revision.summary": (EVERY, CALL),
    "calls.revision.answers": (EVERY, CALL),
    "calls.assignment.conflict": (EVERY, CALL),
    "calls.review.remarks": (EVERY, CALL),
    "records.beneficiary.relief_code": ({NATIONAL_ID}, OWN_CODE),
    "records.beneficiary.welfare_code": ({NATIONAL_ID}, OWN_CODE),
    "intake.draft.data": (EVERY, INTAKE),
    "money.entry.original_name": (EVERY, MASKED_NAME),
    "events.participant.code": ({NATIONAL_ID, MOBILE}, PROGRAM),
    "calls.proposal.tracking_code": ({NATIONAL_ID, MOBILE}, PROGRAM),
    "safeguards.question.kind": ({NATIONAL_ID, MOBILE}, PROGRAM),
    "accounts.user.username": (EVERY, SIGNS_IN),
    "accounts.password.hash": (EVERY, "the hash of a password"),
    "accounts.accessentry.details": (EVERY, "such numbers are masked when a line is written"),
    "desk.changepaper.original_name": (EVERY, MASKED_NAME),
    "desk.invitation.token_hash": (EVERY, PROGRAM),
    "ngos.document.original_name": (EVERY, MASKED_NAME),
    "letters.letter.original_name": (EVERY, MASKED_NAME),
    "imports.run.file_name": (EVERY, MASKED_NAME),
    **dict.fromkeys(
        (
            "imports.run.header", "imports.run.sheet", "imports.run.given", "imports.run.meanings",
            "imports.run.doubts", "imports.run.words", "imports.row.cells",
            "imports.row.values", "imports.row.before", "imports.row.problems",
            "imports.reading.header", "imports.reading.layout",
            "imports.run.found", "imports.run.remembered", "imports.reading.found",
            "imports.reading.given",
        ),
        (EVERY, SENT),
    ),
    **dict.fromkeys(
        (
            "councils.agendaitem.matter", "councils.agendaitem.sense",
            "councils.agendaitem.reference",
            "licensing.application.tracking_code",
            "api.award.key", "api.award.body", "api.dump.name", "api.dump.sha256",
            "api.dump.stored",
            "licensing.applicationstep.step", "papers.counter.series",
            "ngos.document.content_type", "letters.letter.content_type", "letters.letter.about",
            "licensing.licence.verification_code", "imports.duplicatepair.kind",
            "imports.duplicatepair.reasons", "imports.duplicatepair.decider_name",
            "imports.run.kind", "imports.run.author_name", "imports.run.sha256",
            "imports.run.encoding", "imports.run.header_key",
            "imports.meaning.kind", "imports.meaning.field", "imports.meaning.word",
            "imports.meaning.meaning", "imports.run.columns", "imports.run.applied_by_name",
            "imports.run.undone_by_name",
            "imports.run.failure", "imports.progress.step", "imports.reading.kind",
            "imports.reading.header_key", "imports.reading.columns",
            "screens.savedfilter.list_name",
            "screens.savedfilter.query", "screens.export.list_name", "screens.export.query",
            "screens.export.file_format", "screens.export.failure", "screens.export.file",
            "screens.export.made_in", "screens.export.needs", "accounts.policysetting.name",
            "accounts.policysetting.value", "accounts.accessentry.name",
            "accounts.accessentry.about_name", "accounts.accessentry.device",
            "accounts.accessentry.unusual", "accounts.password.given_by_name",
            "accounts.session.key_hash", "accounts.session.data", "accounts.session.device",
            "screens.postedform.key", "actions.actionpoint.source",
            "events.certificate.verification_code", "money.allocation.listed_as",
            "money.campaign.seed", "money.entry.content_type", "calls.callform.questions",
            "calls.review.scores", "safeguards.question.name", "safeguards.question.asking_office",
            "safeguards.transfer.asked_by_name", "safeguards.transfer.answered_by_name",
            "safeguards.look.page", "safeguards.look.name", "safeguards.opening.name",
            "safeguards.opening.reviewer_name", "safeguards.note.author_name",
            "assessments.version.questions", "assessments.assessment.parts",
            "assessments.assessment.severities", "assessments.assessment.author_name",
            "care.referral.sent_by_name", "care.complaint.answered_by_name",
            "care.complaint.decided_by_name", "care.graduation.decided_by_name",
            "intake.draft.begun_by_name", "intake.draft.last_by_name",
        ),
        (EVERY, PROGRAM),
    ),
}  # fmt: skip
TAKEN_BY_REGISTRIES: dict[str, tuple[set[str], str]] = {
    "ngos.external_ref": ({NATIONAL_ID}, PORTAL),
    "beneficiaries.income": ({NATIONAL_ID, MOBILE}, "an amount of money, of any number of digits"),
    "funding.allocated": ({NATIONAL_ID, MOBILE}, "an amount of money, of any number of digits"),
    "funding.spent": ({NATIONAL_ID, MOBILE}, "an amount of money, of any number of digits"),
    "services.value": ({NATIONAL_ID, MOBILE}, "an amount of money, of any number of digits"),
    "letters.letter_no": TAKEN["letters.letter.number"],
    "ngos.member_count": ({NATIONAL_ID}, "a count, in which zeros at the beginning are nothing"),
}
# Fields of forms that fill a column of the same reason, or nothing at all.
TAKEN_BY_FORMS: dict[str, tuple[set[str], str]] = {
    "OpenCaseForm.finding": (EVERY, CASE),
    "HearingForm.notes": (EVERY, CASE),
    "supervision.forms.MeasureForm.reason": (EVERY, CASE),
    "MeasureForm.grave_reason": (EVERY, CASE),
    "ProposeMeasureForm.reason": (EVERY, CASE),
    "ProposeMeasureForm.grave_reason": (EVERY, CASE),
    "ComplaintForm.text": (EVERY, CASE),
    "supervision.forms.AnswerForm.reason": (EVERY, CASE),
    "LetterForm.body": TAKEN["letters.letter.body"],
    "LetterForm.number": ({NATIONAL_ID}, PORTAL),
    "NGOForm.external_ref": ({NATIONAL_ID}, PORTAL),
    "ApplicationForm.external_ref": ({NATIONAL_ID}, PORTAL),
    "InquiryForm.letter_no": ({NATIONAL_ID}, PORTAL),
    "licensing.forms.applications.AnswerForm.number": ({NATIONAL_ID}, PORTAL),
    "CorrectionForm.letter_no": ({NATIONAL_ID}, PORTAL),
    "CorrectionForm.number": ({NATIONAL_ID}, PORTAL),
    "WomanForm.relief_code": ({NATIONAL_ID}, OWN_CODE),
    "WomanForm.welfare_code": ({NATIONAL_ID}, OWN_CODE),
    "NoteForm.text": (EVERY, SEALED),
    "NoteTextForm.text": (EVERY, SEALED),
    "ApproveForm.number": ({NATIONAL_ID}, PORTAL),
    "AgreementForm.number": ({NATIONAL_ID}, PORTAL),
    "AgreementForm.terms": (EVERY, AGREED),
    "FundForm.account_no": ({NATIONAL_ID}, AGREED),
    "FundForm.blocked_account_no": ({NATIONAL_ID}, AGREED),
    "api.views.ListForm.names": (EVERY, "a list that is looked up, of which nothing is kept"),
    "PayForm.cheque_no": TAKEN["microfunds.loan.cheque_no"],
    "ReplyForm.reply": (EVERY, SAMPLE),
    "JudgeForm.remarks": (EVERY, SAMPLE),
    "JudgeForm.no_action_reason": (EVERY, SAMPLE),
    "ProposalForm.summary": (EVERY, CALL),
    "NewProposalForm.summary": (EVERY, CALL),
    "InterestForm.conflict": (EVERY, CALL),
    "programs.calls.forms.ReportForm.text": (EVERY, CALL),
    "NewOfficerForm.username": (EVERY, SIGNS_IN),
    "NewOfficerForm.password1": (EVERY, "a password is kept as its hash"),
    "NewOfficerForm.password2": (EVERY, "a password is kept as its hash"),
    "UserForm.username": (EVERY, SIGNS_IN),
    "PasswordForm.password": (EVERY, "the password of a workbook is kept nowhere"),
    "PasswordForm.again": (EVERY, "the password of a workbook is kept nowhere"),
    "LayoutForm.header_row": (EVERY, "a number of a row, read as one and not kept"),
}
# Its forms keep nothing that is typed but passwords, as hashes.
SIGNING_IN = "accounts.forms"
FOR_PROGRAMS = {"version", "read_as", "seen", "next"}  # hidden fields, compared and not kept


def text_columns() -> Iterator[tuple[str, models.Field]]:
    """The columns of our models that hold text of no fixed kind."""
    for model in apps.get_models():
        app = model._meta.app_label
        if model.__module__.partition(".")[0] in FOLDERS and not model.__name__.endswith("Event"):
            for field in model._meta.concrete_fields:
                own = field.base_field if isinstance(field, ArrayField) else field
                is_text = isinstance(own, models.CharField | models.TextField | models.JSONField)
                has_rule = isinstance(own, IdentifierField) or field.choices or field.generated
                if is_text and not has_rule:
                    yield f"{app}.{model._meta.model_name}.{field.name}", own


def form_fields() -> Iterator[tuple[type[forms.BaseForm], str, forms.Field]]:
    """The text fields of our forms. Loading the addresses has loaded them all."""
    assert get_resolver().url_patterns
    waiting, seen = [forms.BaseForm], set()
    while waiting:
        for form in waiting.pop().__subclasses__():
            if form not in seen:
                seen.add(form)
                waiting.append(form)
                is_ours = form.__module__.partition(".")[0] in FOLDERS
                if is_ours and form.__module__ != SIGNING_IN:
                    for name, field in getattr(form, "base_fields", {}).items():
                        has_rule = isinstance(field, IdentifierFormField)
                        if isinstance(field, forms.CharField) and not has_rule:
                            yield form, name, field


def taken(clean: Callable[[str], Any]) -> set[str]:
    """Which numbers come through."""
    through = set()
    for number in EVERY:
        with suppress(ValidationError, PersianValueError):
            if clean(number) is not None:
                through.add(number)
    return through


def unexpected(found: dict[str, set[str]], known: dict[str, tuple[set[str], str]]) -> list[str]:
    return [
        f"{name} takes {sorted(numbers)}"
        for name, numbers in found.items()
        if numbers - known.get(name, (set(), ""))[0]
    ]


def test_every_column_of_a_model_refuses_them_or_has_its_reason():
    found = {name: taken(lambda n, f=field: f.clean(n, None)) for name, field in text_columns()}
    assert len(found) > 100
    assert unexpected(found, TAKEN) == []
    assert [name for name in TAKEN if not found.get(name)] == [], "reasons for what takes none"


def test_every_field_of_a_form_refuses_them_or_has_its_reason():
    wrong, met = [], set()
    for form, name, field in form_fields():
        keys = (f"{form.__name__}.{name}", f"{form.__module__}.{form.__name__}.{name}")
        key = next((key for key in keys if key in TAKEN_BY_FORMS), keys[1])
        met.add(key)
        if name not in FOR_PROGRAMS:
            wrong += unexpected({key: taken(field.clean)}, TAKEN_BY_FORMS)
    assert len(met) > 80
    assert wrong == []
    assert TAKEN_BY_FORMS.keys() <= met, "a reason for a field that is no more"


@pytest.mark.django_db
def test_every_column_of_a_registry_leaves_them_out_or_has_its_reason():
    found = {}
    with scope.system():
        for kind, registry in registries().items():
            for name, column in registry.columns().items():
                if isinstance(column, Column | Unstored) and not column.personal:
                    cleaner = column.make(None)
                    key = f"{kind}.{name}"
                    found[key] = taken(cleaner)
                    if isinstance(column, Column) and hasattr(
                        field := registry.model._meta.get_field(column.field), "takes"
                    ):
                        assert found[key] <= taken(lambda n, f=field: f.clean(n, None)), key
    assert len(found) > 30
    assert unexpected(found, TAKEN_BY_REGISTRIES) == []
