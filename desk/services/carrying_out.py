"""What an approved change does to the register: by the services that the office itself uses."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from desk.fields import ENDS_THE_FORMER, people_in
from desk.models import FieldChange
from desk.models.change_request import ChangeField
from imports.duplicates.merging import reason_of
from ngos.models import NGO, Document, Person, Term
from ngos.models.document import DocumentType
from ngos.services.documents import save_document
from ngos.services.save_ngo import save_ngo
from ngos.services.terms import save_term
from persian.dates import today
from persian.text import fold


def carry_out(*, actor: User, ngo: NGO, change: FieldChange) -> None:
    """Raises Refusal where a rule of the register is against it."""
    try:
        with transaction.atomic():
            if change.post:
                _fill(actor, ngo, change)
            elif change.field == ChangeField.CHARTER:
                _add_charter(actor, ngo, change)
            else:
                _store(actor, ngo, change)
    except IntegrityError as error:
        raise Refusal("against_a_rule", _told(error)) from error


def _told(error: IntegrityError) -> str:
    """The sentence of whichever rule was broken."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    models = (NGO, Term, Person)
    whose = [model for model in models if name in {each.name for each in model._meta.constraints}]
    return reason_of(error, whose[0] if whose else NGO)


def _store(actor: User, ngo: NGO, change: FieldChange) -> None:
    column = {ChangeField.FIELD: "field_id", ChangeField.SEAT: "county_id"}.get(
        ChangeField(change.field), change.field
    )
    is_key = column.endswith("_id")
    setattr(ngo, column, int(change.after) if is_key else change.after)
    save_ngo(actor=actor, ngo=ngo)


def _add_charter(actor: User, ngo: NGO, change: FieldChange) -> None:
    """The first paper of the request becomes the NGO's new charter; the former one stays."""
    paper = change.request.papers.first()
    document = Document(
        ngo=ngo, type=DocumentType.CHARTER, issued_on=today(),
        original_name=paper.original_name if paper else "", size=paper.size if paper else 0,
    )  # fmt: skip
    if paper is not None:
        with paper.file.open("rb") as content:
            document.file.save(paper.original_name, content, save=False)
    save_document(actor=actor, document=document, max_size=0)


def _fill(actor: User, ngo: NGO, change: FieldChange) -> None:
    """A post is taken by another person; the term of who held it ends on the day before."""
    assert change.start_on is not None  # a constraint of the database holds it
    if change.post in ENDS_THE_FORMER:
        _end_former(ngo, change.post, change.start_on)
    person = None
    if change.national_id:
        person = Person.objects.filter(
            province=ngo.province_id, national_id=change.national_id
        ).first()
    if person is not None and fold(str(person)) != fold(f"{change.first_name} {change.last_name}"):
        # Who knows a number alone neither learns whose it is, nor has another take the post.
        text = _(
            "The register knows this national ID under another name. Compare it with the papers."
        )
        raise Refusal("other_name", text)
    new = None
    if person is None:
        new = Person(
            province=ngo.province, county=ngo.county, first_name=change.first_name,
            last_name=change.last_name, national_id=change.national_id,
        )  # fmt: skip
    term = Term(ngo=ngo, post=change.post, start_on=change.start_on, gazette_no=change.gazette_no)
    if person is not None:
        term.person = person
    save_term(actor=actor, term=term, new_person=new)


def _end_former(ngo: NGO, post: str, starts_on: datetime.date) -> None:
    before = starts_on - datetime.timedelta(days=1)
    for term in people_in(ngo, post):
        if term.start_on > before:
            text = _("%(person)s holds this post since a later day. Correct the first day.")
            raise Refusal("later", text, params={"person": term.person})
        term.end_on = before
        term.save(update_fields=["end_on"])
