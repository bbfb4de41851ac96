"""The page on which a step is taken: one form, and what comes of sending it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.confirming import require_confirmation
from accounts.refusals import Refusal
from accounts.workflow import Objection
from screens.pages import model_page
from screens.seen import Overtaken

Text = str | Promise


@dataclass(frozen=True)
class Back:
    """Where the page is left for."""

    address: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class StepPage:
    """What is done with a row on a page of its own, in one form (a `Refusable`).

    `take` is called with the form's values; `done` says that it was, `leads_to` where one goes then
    (both are given what `take` returned), which is `back` where nothing is said. `objection` is why
    the step is not this person's now, where it is not. What `is_final` asks once more who takes it;
    what `is_grave` has a button that warns.
    """

    row: models.Model | type[models.Model]
    form: Any
    title: Text
    take: Callable[[dict[str, Any]], Any]
    done: Text | Callable[[Any], str]
    back: Back
    objection: Objection | None = None
    leads_to: Callable[[Any], str] | None = None
    button: Text = ""
    about: Any = ""
    meaning: Text = ""
    is_grave: bool = False
    is_final: bool = False
    template: str = "screens/step.html"
    more: Mapping[str, Any] = field(default_factory=dict)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Show the form, or take the step.

        A refusal stands at its field. One that is of the row (somebody was faster, the state allows
        no such step) sends back to where the row is shown as it stands now.
        """
        if request.method == "POST" and self.form.is_valid():
            return self._taken(request) or self._shown(request)
        if self.objection is not None:
            return self._sent_back(request, self.objection)
        return self._shown(request)

    def _taken(self, request: HttpRequest) -> HttpResponse | None:
        """Where the step leads; None, with the reason among the form's errors, if it is refused."""
        try:
            if self.is_final:
                require_confirmation(request)
            with transaction.atomic():
                made = self.take(self.form.values())
        except ValidationError as error:
            self.form.add_error(None, error)
        except IntegrityError as error:
            # Of a row out of sight, or stored a moment ago; forms of models know the sentence.
            if not getattr(self.form, "explain", _knows_none)(error):
                raise
        except Refusal as refusal:
            if isinstance(refusal, Overtaken) or (refusal.code, refusal.field) == NOT_FROM_HERE:
                return self._sent_back(request, refusal)
            self.form.add_refusal(refusal)
        else:
            done = self.done(made) if callable(self.done) else self.done
            if done:
                messages.success(request, str(done))
            return HttpResponseRedirect(self.leads_to(made) if self.leads_to else self.back.address)
        return None

    def _sent_back(self, request: HttpRequest, why: Objection) -> HttpResponse:
        messages.error(request, str(why if isinstance(why, Refusal) else not_now()))
        return HttpResponseRedirect(self.back.address)

    def _shown(self, request: HttpRequest) -> HttpResponse:
        context = {
            "form": self.form,
            "title": self.title,
            "button": self.button or self.title,
            "about": self.about,
            "meaning": self.meaning,
            "is_grave": self.is_grave,
            "is_final": self.is_final,
            "back": self.back,
            **self.more,
        }
        model: Any = self.row if isinstance(self.row, type) else type(self.row)
        return model_page(request, model, self.template, context)


def not_now() -> Refusal:
    """The refusal where no more is to be said than that a row does not stand so."""
    return Refusal("not_allowed", _("This step is not open now. Look at how the record stands."))


def _knows_none(error: IntegrityError) -> bool:
    return False


NOT_FROM_HERE = ("not_allowed", None)
