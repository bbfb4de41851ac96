"""A form is stored once, however often it is sent.

Every form that a page shows to a person who is signed in carries a key (`screens.templatetags.
form_keys`). Who sends it takes the key, in the transaction of the work itself, so that of two who
send it at once the database lets one begin and the other wait. Once the work is stored, whoever
comes with the same key is shown what the first was shown: the same page, the same message. Where it
was refused or failed, the key is free again.

What a script sends while somebody writes (`X-Requested-With`) carries its own version of the record
and is not meant here: the same form is sent many times, each time with something new.
"""

import base64
import datetime
import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.cookie import MessageDecoder, MessageEncoder
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from files.storage import files_that_stay_if_stored
from screens.models import PostedForm

FIELD = "form_key"
DAYS_KEPT = 3  # longer than anybody is signed in with a page open
_KEY = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII).fullmatch
_DONE = (messages.SUCCESS, messages.INFO)

View = Callable[..., HttpResponse]


def new_key() -> str:
    """A key for one showing of one form: 128 bits that nobody guesses."""
    return secrets.token_urlsafe(16)


def forget_old(on: datetime.date) -> int:
    """Forget forms that were sent more than DAYS_KEPT days before `on`; how many there were."""
    before = on - datetime.timedelta(days=DAYS_KEPT)
    return PostedForm.objects.filter(posted_at__date__lt=before).delete()[0]


def is_the_result(response: HttpResponse) -> HttpResponse:
    """The response, marked as telling of what was stored although it leads to no other page.

    It is kept, locked with the key of the form, for who sends the same form again.
    """
    response.is_the_result = True  # type: ignore[attr-defined]
    add_never_cache_headers(response)
    return response


class PostedOnceMiddleware:
    """Around every view that a form is sent to. The last one: the view and nothing else is its
    work, so that errors are made into pages when the work has been taken back."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        posting: Posting | None = getattr(request, "posting", None)
        return response if posting is None else posting.end(response)

    def process_view(
        self, request: HttpRequest, view: View, args: object, kwargs: object
    ) -> HttpResponse | None:
        if getattr(view, "csrf_exempt", False):
            return None  # it says itself how its form is read, and is wrapped in `posted_once`
        return _begin(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        _undo(request)


def posted_once(view: View) -> View:
    """For a view that is exempt from the middleware's check of forms and makes it itself."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        answer = _begin(request)
        if answer is not None:
            return answer
        try:
            return view(request, *args, **kwargs)
        except BaseException:
            _undo(request)
            raise

    return wrapped


def _begin(request: HttpRequest) -> HttpResponse | None:
    """Take the form's key, or give the answer of whoever took it before."""
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    if request.path_info.startswith(settings.SIGN_IN_PATH):
        return None  # in a scope that reaches accounts alone; nothing is made there
    if request.headers.get("X-Requested-With") == "fetch":
        return None
    key = request.POST.get(FIELD, "")
    if not _KEY(key):
        return None
    posting = Posting(request, key)
    answer = posting.begin()
    if answer is None:
        request.posting = posting  # type: ignore[attr-defined]
    return answer


def _undo(request: HttpRequest) -> None:
    posting: Posting | None = getattr(request, "posting", None)
    if posting is not None:
        request.posting = None  # type: ignore[attr-defined]
        posting.undo()


class Posting:
    """The work of one form that was sent, from taking its key to keeping its answer."""

    def __init__(self, request: HttpRequest, key: str) -> None:
        self.request = request
        self.key = key
        # The same form may be sent to several places, by several buttons.
        self.name = _digest(f"{key} {request.get_full_path()}")
        self._work = ExitStack()

    def begin(self) -> HttpResponse | None:
        """None where the work begins; otherwise the answer that it has come to already."""
        self._work.enter_context(_whole_work())
        try:
            if self._took():
                return None
            found = PostedForm.objects.filter(user=self.request.user.pk, key=self.name).first()
        except BaseException:
            self.undo()
            raise
        self._work.close()
        return None if found is None else self._again(found)

    def _took(self) -> bool:
        """Whether the key is ours; waits for whoever holds it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO screens_postedform (user_id, key, answer, posted_at) "
                "VALUES (%s, %s, '', now()) ON CONFLICT DO NOTHING",
                [self.request.user.pk, self.name],
            )
            return bool(cursor.rowcount)

    def end(self, response: HttpResponse) -> HttpResponse:
        """Keep what came of it, or let the key go where nothing was stored; the response."""
        try:
            with self._work:
                row = PostedForm.objects.filter(user=self.request.user.pk, key=self.name)
                if self._is_stored(response):
                    row.update(answer=self._locked(response))
                else:
                    row.delete()
                with connection.cursor() as cursor:  # what would be found broken at the end
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except IntegrityError:
            text = _(
                "Something that this form speaks of was deleted or changed meanwhile, so nothing "
                "was saved. Look at it and try again."
            )
            messages.error(self.request, text)
            return HttpResponseRedirect(_page_of(self.request))
        return response

    def undo(self) -> None:
        """Take back all that was done, and let the key go."""
        self._work.__exit__(_TakenBack, _TakenBack(), None)

    def _is_stored(self, response: HttpResponse) -> bool:
        if getattr(response, "is_the_result", False):
            return True
        told = [each.level for each in self._told()]
        is_refused = bool(told) and not any(level in _DONE for level in told)
        return response.status_code in (301, 302, 303) and not is_refused

    def _told(self) -> list[Any]:
        """The messages of this request."""
        storage: Any = messages.get_messages(self.request)
        return list(storage._queued_messages)

    # -- the answer ------------------------------------------------------------------------------

    def _locked(self, response: HttpResponse) -> bytes:
        answer = {
            "sent": self._sent(),
            "told": json.dumps(self._told(), cls=MessageEncoder),
            "location": response.get("Location", ""),
            "page": "" if response.has_header("Location") else response.content.decode(),
        }
        return self._lock().encrypt(json.dumps(answer).encode())

    def _again(self, found: PostedForm) -> HttpResponse:
        """The answer of the first, also to who has changed the form since."""
        answer = json.loads(self._lock().decrypt(bytes(found.answer)))
        for each in json.loads(answer["told"], cls=MessageDecoder):
            messages.add_message(self.request, each.level, each.message, each.extra_tags)
        if answer["sent"] != self._sent():
            text = _(
                "This form had been sent and stored before. What you changed in it since was not "
                "stored: open the record and change it there."
            )
            messages.warning(self.request, text)
        if answer["location"]:
            return HttpResponseRedirect(answer["location"])
        response = HttpResponse(answer["page"])
        add_never_cache_headers(response)
        return response

    def _lock(self) -> Fernet:
        """Of the form's key, which stands nowhere but in the page that was shown."""
        digest = hashlib.sha256(f"answer {self.key}".encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))

    def _sent(self) -> str:
        """What the form held, in one word."""
        fields = {
            name: values
            for name, values in self.request.POST.lists()
            if name not in (FIELD, "csrfmiddlewaretoken")
        }
        files = [
            (name, [(each.name, each.size) for each in found])
            for name, found in self.request.FILES.lists()
        ]
        return _digest(repr((sorted(fields.items()), sorted(files))))


class _TakenBack(Exception):
    """Ends the transaction of a work that failed."""


@contextmanager
def _whole_work() -> Iterator[None]:
    """A transaction that takes the files with it when it is taken back."""
    with files_that_stay_if_stored(), transaction.atomic():
        yield


def _page_of(request: HttpRequest) -> str:
    """The page on which a form stood; the address it is sent to may take nothing but forms."""
    page = request.headers.get("Referer", "")
    hosts, is_secure = {request.get_host()}, request.is_secure()
    if url_has_allowed_host_and_scheme(page, allowed_hosts=hosts, require_https=is_secure):
        return page
    return request.get_full_path()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
