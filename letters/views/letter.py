"""One letter: its page with the letters that belong to it, its form, its file, its print."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from accounts.access import log
from accounts.models import Act, User
from accounts.refusals import Refusal
from accounts.requests import signed_in
from files.disk import DiskFull
from files.harmless import shown_pdf
from files.printing import PrintingError
from letters import about
from letters import fields as letter_templates
from letters.badges import direction_badge
from letters.forms import LetterForm
from letters.models import Letter, LetterTemplate
from letters.models.letter import Direction
from letters.services.drafting import draft
from letters.services.printing import print_outgoing
from letters.services.saving import save_letter, thread
from licensing.models import Application
from ngos.models import NGO
from papers.handing_out import handed_out
from persian.dates import today
from screens.concurrent_edits import locked
from screens.page_links import links_of
from screens.pages import address_of, allow, model_page


def find(pk: int) -> Letter:
    """Raises Http404 for a letter outside the scope."""
    query = Letter.objects.select_related(
        "province", "county", "counterpart", "ngo", "application", "reply_to"
    )
    return get_object_or_404(query, pk=pk)


def _buttons(user: User, letter: Letter) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    add = reverse("admin:letters_letter_add")
    if letter.direction == Direction.OUTGOING and letter.body:
        found.append(
            {
                "title": _("Print"),
                "icon": "print",
                "address": address_of(letter, "print"),
                "opens_file": True,
            }
        )
    if user.has_perm("letters.add_letter"):
        other = Direction.INCOMING if letter.direction == Direction.OUTGOING else Direction.OUTGOING
        title = _("Record the reply") if other == Direction.INCOMING else _("Write the reply")
        query = urlencode({"direction": other.value, "reply_to": str(letter.pk)})
        found.append({"title": title, "icon": "reply", "address": f"{add}?{query}"})
    if user.has_perm("letters.change_letter"):
        found.append({"title": _("Edit"), "icon": "edit", "address": address_of(letter, "change")})
    return found


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one letter."""
    letter = find(pk)
    allow(request, "letters.view_letter")
    letters = thread(letter)
    is_replied = any(each.reply_to_id == letter.pk for each in letters)
    context = {
        "title": letter.subject,
        "letter": letter,
        "badge": direction_badge(letter.direction),
        "about_address": about.way_back(signed_in(request), letter),
        "letters": letters if len(letters) > 1 else [],
        "is_replied": is_replied,
        "is_overdue": not is_replied
        and letter.reply_due_on is not None
        and letter.reply_due_on < today(),
        "actions": [*_buttons(signed_in(request), letter), *links_of(signed_in(request), letter)],
        "today": today(),
    }
    return model_page(request, Letter, "letters/letter.html", context)


def _number_in(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _begun(request: HttpRequest) -> tuple[Letter, dict[str, Any]]:
    """A letter as the address begins it: its direction, and what it answers or speaks of."""
    user = signed_in(request)
    asked = request.GET.get("direction")
    letter = Letter(direction=asked if asked in Direction.values else Direction.OUTGOING)
    if user.province is not None:
        letter.province, letter.county = user.province, user.county
    answered = Letter.objects.filter(pk=_number_in(request, "reply_to")).first()
    application = Application.objects.filter(pk=_number_in(request, "application")).first()
    if answered is not None:
        letter.reply_to, letter.ngo_id = answered, answered.ngo_id
        letter.counterpart_id, letter.kind = answered.counterpart_id, answered.kind
        letter.application_id = answered.application_id
        letter.about, letter.about_id = answered.about, answered.about_id
        letter.about_title = answered.about_title
    elif application is not None:
        letter.application, letter.ngo_id = application, application.ngo_id
    elif asked_about := request.GET.get("about"):
        about.begin(user, letter, asked_about, _number_in(request, "of"))
    else:
        letter.ngo = NGO.objects.filter(pk=_number_in(request, "ngo")).first()
    if letter.province_id is None and (answered or letter.ngo or letter.counterpart):
        source: Any = answered or letter.ngo or letter.counterpart
        letter.province_id = source.province_id
    initial: dict[str, Any] = {
        name: getattr(letter, f"{name}_id")
        for name in ("province", "ngo", "application", "reply_to", "counterpart")
    }
    initial |= {"kind": letter.kind, "written_on": today()}
    if answered is not None:
        initial["subject"] = answered.subject
    template = LetterTemplate.objects.filter(
        pk=_number_in(request, "template"), is_active=True
    ).first()
    if template is not None:
        subject, body = draft(template, letter)
        initial |= {
            "kind": template.kind,
            "subject": letter_templates.shown(subject),
            "body": letter_templates.shown(body),
        }
    return letter, initial


def add(request: HttpRequest) -> HttpResponse:
    """Write a letter that goes out, or record one that came."""
    allow(request, "letters.add_letter")
    letter, initial = _begun(request)
    is_out = letter.direction == Direction.OUTGOING
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LetterForm(*data, instance=letter, initial=initial, user=signed_in(request))
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        messages.success(request, _("The letter was recorded with the number %(number)s.")
                         % {"number": form.instance.number})  # fmt: skip
        return HttpResponseRedirect(address_of(form.instance))
    back = reverse("admin:letters_letter_changelist")
    if letter.reply_to is not None:
        back = address_of(letter.reply_to)
    context = {
        "form": form,
        "title": _("A letter that goes out") if is_out else _("A letter that came"),
        "about": _about_form(letter, is_out),
        "back": {"address": back, "title": _("Letters")},
        "templates": LetterTemplate.objects.filter(is_active=True) if is_out else [],
        "query": _query_without_template(request),
    }
    return model_page(request, Letter, "letters/form.html", context)


def _about_form(letter: Letter, is_out: bool) -> str:
    told = [_("The number is given when the letter is saved.")] if is_out else []
    if letter.about_title:
        told.insert(0, _("It is about “%(title)s”.") % {"title": letter.about_title})
    return " ".join(told)


def _query_without_template(request: HttpRequest) -> list[tuple[str, Any]]:
    return [(name, request.GET[name]) for name in request.GET if name != "template"]


@transaction.atomic
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a letter; its number and direction stay."""
    if not request.user.has_perm("letters.view_letter"):
        raise PermissionDenied
    rows = Letter.objects.all()
    letter = get_object_or_404(locked(rows) if request.method == "POST" else rows, pk=pk)
    if not request.user.has_perm("letters.change_letter"):
        if request.method == "POST":
            raise PermissionDenied
        return HttpResponseRedirect(address_of(letter))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LetterForm(*data, instance=letter, user=signed_in(request))
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(address_of(letter))
    context = {
        "form": form,
        "title": _("Edit the letter"),
        "back": {"address": address_of(letter), "title": letter.subject},
    }
    return model_page(request, Letter, "letters/form.html", context)


def _saved(request: HttpRequest, form: LetterForm) -> bool:
    """Whether the form's letter is stored; otherwise its errors say why not."""
    try:
        with transaction.atomic():
            save_letter(
                actor=signed_in(request),
                letter=form.instance,
                upload=form.cleaned_data.get("file"),
            )
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


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scanned letter under its own name."""
    letter = find(pk)
    allow(request, "letters.view_letter")
    if not letter.file:
        raise Http404
    try:
        content = letter.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("The file of this letter is missing from the storage.")) from error
    return handed_out(
        content,
        name=letter.original_name or "letter",
        of=letter,
        saves="download" in request.GET,
    )


@require_GET
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as a PDF on the office's stationery."""
    letter = find(pk)
    allow(request, "letters.view_letter")
    try:
        content = print_outgoing(actor=signed_in(request), letter=letter)
    except (Refusal, PrintingError) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address_of(letter))
    log(Act.PRINTED, paper=Letter._meta.verbose_name, id=letter.pk)
    return shown_pdf(content, name=f"letter-{letter.pk}.pdf")
