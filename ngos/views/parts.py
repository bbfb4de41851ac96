"""Pages under an NGO's page: entering, ending and deleting what hangs on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.refusals import Refusal
from files.disk import DiskFull
from ngos.forms.parts import BranchForm, DayForm, DocumentForm, PartForm, TermForm
from ngos.models import NGO, Branch, Document, Term
from ngos.services import branches, documents, terms
from ngos.views.pages import ngo_page_address, page
from persian.dates import today
from screens.concurrent_edits import locked

Text = str | Promise


@dataclass(frozen=True)
class Part:
    """A kind of thing that hangs on an NGO, with the words and the services of its pages."""

    name: str
    model: type[models.Model]
    tab: str
    form_class: type[PartForm]
    template: str
    save: Callable[[Any, PartForm], Any]
    delete: Callable[[Any, Any], None]
    add_title: Text
    change_title: Text
    delete_title: Text
    loss: Text  # what deleting means
    end: Callable[[Any, Any, Any], Any] | None = None
    end_title: Text = ""
    end_button: Text = ""

    def permission(self, verb: str) -> str:
        return f"ngos.{verb}_{self.model._meta.model_name}"


def _save_term(actor: Any, form: PartForm) -> Any:
    return terms.save_term(actor=actor, term=form.instance, new_person=form.new_person)  # type: ignore[attr-defined]


def _save_branch(actor: Any, form: PartForm) -> Any:
    return branches.save_branch(actor=actor, branch=form.instance)


def _save_document(actor: Any, form: PartForm) -> Any:
    return documents.save_document(
        actor=actor,
        document=form.instance,
        upload=form.cleaned_data.get("file"),
        max_size=settings.DOCUMENT_MAX_SIZE,
    )


PARTS = {
    part.name: part
    for part in (
        Part(
            name="terms",
            model=Term,
            tab="terms",
            form_class=TermForm,
            template="ngos/term_form.html",
            save=_save_term,
            delete=lambda actor, term: terms.delete_term(actor=actor, term=term),
            end=lambda actor, term, on: terms.end_term(actor=actor, term=term, on=on),
            add_title=gettext_lazy("Add an officer"),
            change_title=gettext_lazy("Edit the term"),
            end_title=gettext_lazy("End the term"),
            end_button=gettext_lazy("End the term"),
            delete_title=gettext_lazy("Delete the term"),
            loss=gettext_lazy(
                "Delete a term only if it was entered by mistake. To say that it is over, end it. "
                "The history keeps what is deleted."
            ),
        ),
        Part(
            name="branches",
            model=Branch,
            tab="branches",
            form_class=BranchForm,
            template="ngos/part_form.html",
            save=_save_branch,
            delete=lambda actor, branch: branches.delete_branch(actor=actor, branch=branch),
            end=lambda actor, branch, on: branches.close_branch(actor=actor, branch=branch, on=on),
            add_title=gettext_lazy("Add a branch"),
            change_title=gettext_lazy("Edit the branch"),
            end_title=gettext_lazy("Close the branch"),
            end_button=gettext_lazy("Close the branch"),
            delete_title=gettext_lazy("Delete the branch"),
            loss=gettext_lazy(
                "Delete a branch only if it was entered by mistake. To say that it is gone, close "
                "it. The history keeps what is deleted."
            ),
        ),
        Part(
            name="documents",
            model=Document,
            tab="documents",
            form_class=DocumentForm,
            template="ngos/part_form.html",
            save=_save_document,
            delete=lambda actor, document: documents.delete_document(
                actor=actor, document=document
            ),
            add_title=gettext_lazy("Add a document"),
            change_title=gettext_lazy("Edit the document"),
            delete_title=gettext_lazy("Delete the document"),
            loss=gettext_lazy(
                "The history keeps what was recorded, but the file is deleted for good and cannot "
                "be brought back."
            ),
        ),
    )
}


def _find(
    request: HttpRequest,
    part: Part,
    verb: str,
    pk: int,
    part_pk: int | None,
    *,
    locks: bool = False,
) -> Any:
    """The NGO and its part. Outsiders get 404, insiders without the right 403."""
    ngo = get_object_or_404(NGO.objects.select_related("county", "province"), pk=pk)
    user: Any = request.user
    if not (user.has_perm("ngos.view_ngo") and user.has_perm(part.permission(verb))):
        raise PermissionDenied(_("Your role does not allow this."))
    row = part.model()
    if part_pk is not None:
        rows = part.model._default_manager.filter(ngo=ngo)
        row = get_object_or_404(locked(rows) if locks else rows, pk=part_pk)
    return ngo, row


@transaction.atomic
def edit(request: HttpRequest, pk: int, name: str, part_pk: int | None = None) -> HttpResponse:
    """Enter something new, or correct what is there."""
    part = PARTS[name]
    is_sent = request.method == "POST"
    ngo, row = _find(request, part, "change" if part_pk else "add", pk, part_pk, locks=is_sent)
    data = (request.POST, request.FILES) if is_sent else ()
    form = part.form_class(*data, instance=row, ngo=ngo, user=request.user)
    if is_sent and form.is_valid() and _saved(request, part, form):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(ngo_page_address(pk, part.tab))
    title = part.change_title if part_pk else part.add_title
    context = {"form": form, "part": part, "title": title, "has_file": name == "documents"}
    return page(request, ngo, part.template, context)


def _saved(request: HttpRequest, part: Part, form: PartForm) -> bool:
    """Whether the form's row is stored; otherwise its errors say why not."""
    try:
        with transaction.atomic():
            part.save(request.user, form)
    except Refusal as refusal:
        form.add_refusal(refusal)
    except DiskFull as full:
        form.add_error(None, str(full))
    except IntegrityError as error:
        if not form.explain(error):
            raise
    else:
        return True
    return False


def end(request: HttpRequest, pk: int, name: str, part_pk: int) -> HttpResponse:
    """Say that a term or a branch is over, and since when."""
    part = PARTS[name]
    ngo, row = _find(request, part, "change", pk, part_pk)
    if part.end is None:
        raise Http404
    form = DayForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            part.end(request.user, row, form.cleaned_data["on"])
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(ngo_page_address(pk, part.tab))
    context = {
        "form": form,
        "part": part,
        "row": row,
        "title": part.end_title,
        "button": part.end_button,
    }
    return page(request, ngo, "ngos/part_form.html", context)


def delete(request: HttpRequest, pk: int, name: str, part_pk: int) -> HttpResponse:
    """Delete what was entered by mistake, after saying what that means."""
    part = PARTS[name]
    ngo, row = _find(request, part, "delete", pk, part_pk)
    if request.method == "POST":
        part.delete(request.user, row)
        messages.success(request, _("Deleted."))
        return HttpResponseRedirect(ngo_page_address(pk, part.tab))
    context = {"part": part, "row": row, "title": part.delete_title}
    return page(request, ngo, "ngos/part_delete.html", context)
