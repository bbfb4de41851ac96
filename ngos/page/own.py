"""The parts of an NGO's page that are the register's own."""

import datetime
from collections.abc import Iterable, Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ngos.models import NGO, Branch, Document, Field, Term
from ngos.models.term import BOARD_POSTS
from ngos.page import noticing
from ngos.page.asking import number_of
from ngos.page.loading import Loaded
from ngos.page.on_desk import OnDesk
from ngos.page.part import HISTORY, Action, Part, history_page
from ngos.personal_data import masked_fields
from ngos.services.change_status import allowed_statuses
from screens.history import Track


def _address(ngo: NGO, name: str) -> str:
    return reverse(f"admin:ngos_ngo_{name}", args=[ngo.pk])


def _actions_of_facts(user: User, ngo: NGO) -> Iterable[Action]:
    if user.has_perm("ngos.change_ngo"):
        yield Action(_("Edit"), "edit", _address(ngo, "change"), 10)
    if user.has_perm("ngos.change_status") and allowed_statuses(actor=user, ngo=ngo):
        icon = "published_with_changes"
        yield Action(_("Change the status"), icon, _address(ngo, "status"), 30)
    if user.has_perm("ngos.delete_ngo"):
        yield Action(_("Delete"), "delete", _address(ngo, "delete"), 90)


def _actions_of_documents(user: User, ngo: NGO) -> Iterable[Action]:
    if user.has_perm("ngos.add_document"):
        yield Action(_("Add a document"), "upload_file", _address(ngo, "documents_add"), 40)


def _asks_of_facts(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    other_fields = Field.objects.filter(also_ngos=OuterRef("pk"))
    return {
        "facts_other_fields": ArraySubquery(other_fields.values("name")),
        **noticing.asks_of_duplicates(user),
    }


def _asks_of_terms(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    terms = Term.objects.filter(ngo=OuterRef("pk")).order_by()
    lasting = terms.filter(Q(end_on=None) | Q(end_on__gte=day))
    board = terms.filter(post__in=BOARD_POSTS)
    return {
        "terms_in_office": number_of(lasting),
        "terms_board_ends": ArraySubquery(board.values("end_on")),
    }


def _asks_of_branches(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    return {"branches_open": number_of(Branch.objects.filter(ngo=OuterRef("pk"), closed_on=None))}


def _asks_of_documents(user: User, day: datetime.date) -> Mapping[str, Combinable]:
    documents = Document.objects.filter(ngo=OuterRef("pk"))
    told = JSONObject(type=F("type"), number=F("number"), expires_on=F("expires_on"))
    expired = documents.filter(expires_on__lt=day)
    return {
        "documents": number_of(documents),
        "documents_expired": ArraySubquery(expired.values(told=told)),
    }


def _history(request: HttpRequest, loaded: Loaded) -> dict[str, object]:
    return {"page": history_page(loaded.user, loaded.ngo.pk, request.GET.get("page"))}


def _of_ngo(user: User, pk: int) -> Iterable[Track]:
    yield Track(NGO, Q(pgh_obj_id=pk), masked=masked_fields(user, NGO))


def _of_terms(user: User, pk: int) -> Iterable[Track]:
    yield Track(
        Term,
        Q(ngo_id=pk),
        hidden={"ngo"},
        title=lambda row: f"{row['post']}، {row['person']}",
    )


def _of_branches(user: User, pk: int) -> Iterable[Track]:
    yield Track(Branch, Q(ngo_id=pk), hidden={"ngo"}, title=lambda row: row["county"])


def _of_documents(user: User, pk: int) -> Iterable[Track]:
    yield Track(
        Document,
        Q(ngo_id=pk),
        hidden={"ngo", "file", "content_type", "size"},
        labels={"original_name": Document._meta.get_field("file").verbose_name},
        title=lambda row: f"{row['type']} {row['number']}".removesuffix("—").strip(),
    )


PARTS = [
    Part(
        "facts", _("Facts"), "ngos/tabs/facts.html", "ngos.view_ngo", 10,
        asks=_asks_of_facts, alerts=noticing.of_facts, actions=_actions_of_facts, tracks=_of_ngo,
        shows_personal_data=True,
        desk=OnDesk(
            "ngos/desk/facts.html", title=_("The NGO's record"),
            about=_("What the office knows of it: facts, officers, branches, documents"),
        ),
    ),
    Part(
        "terms", _("Officers"), "ngos/tabs/terms.html", "ngos.view_term", 20,
        asks=_asks_of_terms, count=lambda loaded: loaded.asked("terms_in_office"),
        alerts=noticing.of_board, tracks=_of_terms, shows_personal_data=True,
    ),
    Part(
        "branches", _("Branches"), "ngos/tabs/branches.html", "ngos.view_branch", 30,
        asks=_asks_of_branches, count=lambda loaded: loaded.asked("branches_open"),
        tracks=_of_branches,
    ),
    Part(
        "documents", _("Documents"), "ngos/tabs/documents.html", "ngos.view_document", 60,
        asks=_asks_of_documents, count=lambda loaded: loaded.asked("documents"),
        alerts=noticing.of_documents, actions=_actions_of_documents, tracks=_of_documents,
    ),
    Part(
        HISTORY, _("History"), "ngos/tabs/history.html", "ngos.view_ngo", 100,
        load=_history, shows_personal_data=True,
    ),
]  # fmt: skip
