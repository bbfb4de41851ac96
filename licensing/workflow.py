"""The way of an application through its states, and who may take each step.

Source: the table of transitions in the by-law of 1395 as offices apply it; what a kind of
application leaves out stands in `kinds.py`, and who beside the permission in `conditions.py`.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.workflow import Step, Taker, Workflow
from councils.own_council import OF_OWN_COUNCIL
from licensing import conditions
from licensing.states import CLOSED, State


def _in_council(name: str, label: Promise, sources: tuple[str, ...], target: str) -> Step:
    return Step(
        name, label, sources, target, "councils.sign_session", by=Taker.SESSION,
        only=(OF_OWN_COUNCIL,),
    )  # fmt: skip


APPLICATION = Workflow(
    noun="application",
    app="licensing",
    first=State.DRAFT,
    states=dict(State.choices),
    closed=CLOSED,
    # The policy that says how many days a row may stand in a state.
    deadlines={
        State.SUBMITTED: "preliminary_review_days",
        State.RETURNED: "completion_days",
        State.PRELIMINARY_REVIEW: "final_review_days",
        State.FINAL_REVIEW: "final_review_days",
        State.CONDITIONAL: "completion_days",
        State.APPROVED: "assembly_days",
        State.ASSEMBLY_HELD: "registration_days",
        State.REGISTRY_INTRODUCED: "registration_days",
        State.REJECTED: "appeal_days",
        State.APPEALED: "final_review_days",
    },
    steps=(
        Step(
            "submit", _("Submit the application"), (State.DRAFT, State.RETURNED), State.SUBMITTED,
            "submit_application", by_applicant=True,
        ),
        Step(
            "return", _("Return for completion"), (State.SUBMITTED,), State.RETURNED,
            "review_application", needs_reason=True,
        ),
        Step(
            "accept", _("Send to the council"), (State.SUBMITTED,), State.PRELIMINARY_REVIEW,
            "review_application",
        ),
        _in_council(
            "approve_initially", _("Initial approval"), (State.PRELIMINARY_REVIEW,),
            State.INITIAL_APPROVED,
        ),
        Step(
            "send_inquiries", _("Send the inquiries"), (State.INITIAL_APPROVED,), State.INQUIRIES,
            "review_application",
        ),
        Step(
            "close_inquiries", _("Close the inquiries"), (State.INQUIRIES,), State.FINAL_REVIEW,
            "review_application", by=Taker.CLOCK,
        ),
        _in_council("approve", _("Approval"), (State.FINAL_REVIEW,), State.APPROVED),
        _in_council(
            "approve_conditionally", _("Approval on conditions"), (State.FINAL_REVIEW,),
            State.CONDITIONAL,
        ),
        _in_council(
            "reject", _("Rejection"), (State.PRELIMINARY_REVIEW, State.FINAL_REVIEW),
            State.REJECTED,
        ),
        _in_council(
            "refer", _("Referral to another council"), (State.FINAL_REVIEW,), State.REFERRED),
        Step(
            "fulfil_conditions", _("The conditions are fulfilled"), (State.CONDITIONAL,),
            State.APPROVED, "review_application", needs_reason=True,
        ),
        Step(
            "take_up", _("Take up in this council"), (State.REFERRED, State.APPEALED),
            State.PRELIMINARY_REVIEW, "take_up_application",
            only=(conditions.TO_NEXT_COUNCIL,),
        ),
        Step(
            "hold_assembly", _("Record the founding assembly"), (State.APPROVED,),
            State.ASSEMBLY_HELD, "hold_assembly", by_applicant=True, only=(conditions.REGISTERED,),
        ),
        Step(
            "introduce", _("Introduce to the registry"), (State.ASSEMBLY_HELD,),
            State.REGISTRY_INTRODUCED, "introduce_to_registry",
            only=(conditions.REGISTERED, OF_OWN_COUNCIL),
        ),
        Step(
            "register", _("Record the registration"), (State.REGISTRY_INTRODUCED,),
            State.REGISTERED, "review_application", only=(conditions.REGISTERED,),
        ),
        Step(
            "sign_licence", _("Sign the licence"), (State.REGISTERED, State.APPROVED),
            State.LICENSED, "sign_licence",
            only=(conditions.LICENSED, conditions.AFTER_ITS_REGISTRATION, OF_OWN_COUNCIL),
        ),
        Step(
            "complete", _("Carry out"), (State.APPROVED,), State.COMPLETED, "review_application",
            only=(conditions.CARRIED_OUT, conditions.BY_WHO_CHANGES_THE_STATUS),
        ),
        Step(
            "appeal", _("Appeal"), (State.REJECTED,), State.APPEALED, "appeal_application",
            needs_reason=True, by_applicant=True, awaited=False,
        ),
        Step(
            "withdraw", _("Withdraw"),
            tuple(
                state for state in State
                if state not in CLOSED and state != State.REJECTED
            ),
            State.WITHDRAWN, "withdraw_application", needs_reason=True, by_applicant=True,
            awaited=False,
        ),
    ),
)  # fmt: skip
