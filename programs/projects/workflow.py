"""The life of a program: from an idea through its approval to its close."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Workflow


class ProgramState(models.TextChoices):
    """Where a program stands."""

    IDEA = "idea", _("Idea")
    DRAFTED = "drafted", _("Drafted")
    SENT = "sent", _("Sent for approval")
    APPROVED = "approved", _("Approved")
    RUNNING = "running", _("Running")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")


_S = ProgramState
PROGRAM = Workflow(
    noun="program",
    app="projects",
    first=_S.IDEA,
    states=dict(ProgramState.choices),
    closed=frozenset({_S.CLOSED}),
    deadlines={},
    steps=(
        Step("draft", _("The draft is ready"), (_S.IDEA,), _S.DRAFTED, "change_program"),
        Step("send", _("Send for approval"), (_S.DRAFTED,), _S.SENT, "change_program"),
        Step(
            "return", _("Return for mending"), (_S.SENT,), _S.DRAFTED, "approve_program",
            needs_reason=True, awaited=False,
        ),
        # What an office decides on by itself is approved without being sent.
        Step("approve", _("Record the approval"), (_S.DRAFTED, _S.SENT), _S.APPROVED,
             "approve_program"),
        Step("start", _("Begin"), (_S.APPROVED,), _S.RUNNING, "change_program"),
        Step(
            "suspend", _("Suspend the program"), (_S.RUNNING,), _S.SUSPENDED, "change_program",
            needs_reason=True, awaited=False,
        ),
        Step("resume", _("Resume"), (_S.SUSPENDED,), _S.RUNNING, "change_program", awaited=False),
        Step(
            "close", _("Close"), tuple(state for state in _S if state != _S.CLOSED), _S.CLOSED,
            "change_program", needs_reason=True, awaited=False,
        ),
    ),
)  # fmt: skip
# In which a program does something: money is spent and events are held for it.
AT_WORK = (_S.APPROVED, _S.RUNNING, _S.SUSPENDED)
