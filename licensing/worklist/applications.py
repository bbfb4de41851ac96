"""Applications that wait for a person's step, or for an agenda."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.workflow import Step, Taker
from councils.models.session import SessionState
from councils.services.members.reading import of_own_council
from licensing.deadlines import Deadlines
from licensing.models import Application, ApplicationOnAgenda
from licensing.services.applications.matter import states_that_wait
from licensing.workflow import APPLICATION
from persian.dates import day_of_moment
from screens.worklist.duty import Duty, Item, Moment, address, numbered


def _applications(condition: Q) -> QuerySet[Application]:
    rows = Application.objects.filter(condition).select_related("ngo", "ngo__county")
    return rows.order_by("state_since", "pk")


def _overdue(moment: Moment) -> Q:
    return moment.once(Deadlines).overdue()


def _item_of_application(
    application: Application, moment: Moment, step: Step | None = None
) -> Item:
    name = ""
    if step is not None:
        name = "sign" if step.name == "sign_licence" else step.name
    return Item(
        title=application.ngo.name,
        about=numbered(application.get_kind_display(), application.tracking_code),
        since=day_of_moment(application.state_since),
        due_on=moment.once(Deadlines).due_on(application),
        address=address("licensing_application_detail", application.pk),
        step=step.label if step else "",
        step_address=address(f"licensing_application_{name}", application.pk) if name else "",
    )


def _duty_of(step: Step) -> Duty:
    """What waits for a step that persons take."""
    return Duty(
        key=step.name,
        title=step.label,
        icon="assignment",
        permission=APPLICATION.permission(step),
        rows=lambda actor, moment: _applications(APPLICATION.rows(step, actor)),
        since="state_since",
        overdue=_overdue,
        item=lambda row, moment: _item_of_application(row, moment, step),
        listed="licensing_application_changelist?"
        + "&".join(f"state={each}" for each in step.sources),
    )


def _without_agenda(actor: User, moment: Moment) -> QuerySet[Application]:
    """Applications that wait for the actor's council and stand on no agenda of a session to
    come."""
    planned = ApplicationOnAgenda.objects.filter(
        application=OuterRef("pk"), session__state=SessionState.PLANNED
    )
    waiting = Q(state__in=states_that_wait()) & of_own_council(actor)
    return _applications(waiting).exclude(Exists(planned))


DUTIES = [
    *(
        _duty_of(step)
        for step in APPLICATION.steps
        if step.by is Taker.PERSON and step.awaited and step.name != "return"
    ),
    Duty("to_agenda", _("Put on an agenda"), "playlist_add", "councils.add_session",
         _without_agenda, "state_since", _overdue,
         _item_of_application),
]  # fmt: skip
