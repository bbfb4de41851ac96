"""Workflows: the states of a noun, the steps between them, and who may take each.

A workflow is one table. From it come the permissions, the trigger that refuses any other change of
state, the buttons of a screen, the worklists, the diagrams, and the tests.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.scope import Kind, role_name

if TYPE_CHECKING:
    from accounts.models import User


NONE = Q(pk__in=())  # no row at all


class Taker(StrEnum):
    """What a step comes by, where no person asks for it alone."""

    PERSON = "person"
    SESSION = "session"  # a body that decides in session; signing the session takes the step
    CLOCK = "clock"  # a deadline that passes, or the last of several answers


Objection = Refusal | PermissionDenied


@dataclass(frozen=True)
class Condition:
    """What a step asks beside its permission and its states, said of a row and of a query at once.

    `objection` tells why a person may not take the step on a row, None where they may; `rows` are
    those on which they may. Both speak of rows in the person's scope, in a state from which the
    step leads; a test holds them together for every step, role, kind and state.
    """

    objection: Callable[["Step", "User", Any], Objection | None]
    rows: Callable[["User"], Q]


@dataclass(frozen=True)
class Step:
    """One way from some states to another. `label` is what its button says.

    `permission` is the codename that its taker needs, `only` are the conditions under which. A
    step that is `awaited` is what a row in its sources waits for, and puts the row on its takers'
    worklists.
    """

    name: str
    label: Promise
    sources: tuple[str, ...]
    target: str
    permission: str
    by: Taker = Taker.PERSON
    needs_reason: bool = False
    by_applicant: bool = False
    awaited: bool = True
    only: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Workflow:
    """The states and steps of one noun. `deadlines` names, for a state, the policy of its days."""

    noun: str  # the model's name, in small letters
    app: str
    first: str
    states: Mapping[str, Promise]
    steps: tuple[Step, ...]
    deadlines: Mapping[str, str]
    closed: frozenset[str]
    also_begins: tuple[str, ...] = ()  # of rows that an old list brings

    def __post_init__(self) -> None:
        names = [step.name for step in self.steps]
        assert len(names) == len(set(names)), "a step's name stands for one step"
        for step in self.steps:
            assert {*step.sources, step.target} <= {*self.states}, step.name

    @property
    def open_states(self) -> tuple[str, ...]:
        return tuple(state for state in self.states if state not in self.closed)

    def step(self, name: str) -> Step:
        """Raises LookupError for a name that no step has."""
        for step in self.steps:
            if step.name == name:
                return step
        raise LookupError(name)

    def leaving(self, state: str) -> Iterator[Step]:
        """The steps that a state allows, whoever asks."""
        return (step for step in self.steps if state in step.sources)

    def permission(self, step: Step) -> str:
        name = step.permission
        return name if "." in name else f"{self.app}.{name}"

    # -- who may take a step, on which rows ----------------------------------------------------

    def objection(self, step: Step, actor: "User", row: Any) -> Objection | None:
        """Why this person may not take the step on this row now; None where they may."""
        if not actor.has_perm(self.permission(step)):
            return PermissionDenied(_("Your role does not allow this."))
        if row.state not in step.sources:
            return not_from_here(step, row)
        objections = (condition.objection(step, actor, row) for condition in step.only)
        return next((each for each in objections if each is not None), None)

    def check(self, step: Step, actor: "User", row: Any) -> None:
        """Raises the objection to a person's taking the step on this row, where there is one."""
        found = self.objection(step, actor, row)
        if found is not None:
            raise found

    def may_take(self, step: Step, actor: "User", row: Any) -> bool:
        return self.objection(step, actor, row) is None

    def rows(self, step: Step, actor: "User") -> Q:
        """The rows of a person's scope on which they may take the step now."""
        if not actor.has_perm(self.permission(step)):
            return NONE
        found = Q(state__in=step.sources)
        for condition in step.only:
            found &= condition.rows(actor)
        return found

    def waiting_for(self, actor: "User") -> Q:
        """The rows of a person's scope that wait for them to take a step, alone or in session."""
        found = NONE
        for step in self.steps:
            if step.awaited:
                found |= self.rows(step, actor)
        return found

    def open_to(self, actor: "User", row: Any) -> list[Step]:
        """The steps that a person may take by themselves with this row now, as buttons show."""
        return [
            step
            for step in self.leaving(row.state)
            if step.by is Taker.PERSON and self.may_take(step, actor, row)
        ]


def not_from_here(step: Step, row: Any) -> Refusal:
    """The refusal of a step that leads elsewhere from another state, or from another kind."""
    return Refusal(
        "not_allowed",
        _("“%(step)s” is not a step from “%(state)s”. Look at the page again."),
        params={"step": step.label, "state": row.get_state_display()},
    )


def pairs(steps: Iterable[Step]) -> list[tuple[str, str]]:
    """Every change of state that the steps make."""
    return sorted({(source, step.target) for step in steps for source in step.sources})


def guard(workflow: Workflow, *, table: str, field: str = "state") -> str:
    """SQL of a trigger function and its trigger: no change of state but the workflow's.

    A row begins in the first state, or where old lists may begin. Applicants take their own steps
    alone.
    """
    begins = ", ".join(f"'{state}'" for state in (workflow.first, *workflow.also_begins))
    function = f"{table}_guard_state"

    def listed(steps: Iterable[Step]) -> str:
        return ", ".join(f"('{source}', '{target}')" for source, target in pairs(steps))

    applicants = [step for step in workflow.steps if step.by_applicant]
    theirs = f"(OLD.{field}, NEW.{field}) IN ({listed(applicants)})" if applicants else "false"
    return f"""
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.{field} NOT IN ({begins}) THEN
            RAISE check_violation USING CONSTRAINT = '{workflow.noun}_begins_first',
                MESSAGE = 'A row begins in its first state.';
        END IF;
    ELSIF NEW.{field} <> OLD.{field} THEN
        IF (OLD.{field}, NEW.{field}) NOT IN ({listed(workflow.steps)}) THEN
            RAISE check_violation USING CONSTRAINT = '{workflow.noun}_step_is_known',
                MESSAGE = 'No step leads from this state to that.';
        ELSIF current_user = '{role_name(Kind.NGO)}' AND NOT {theirs} THEN
            RAISE insufficient_privilege USING MESSAGE = 'This step is not the applicant''s.';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER guard_state BEFORE INSERT OR UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {function}();
"""


def install() -> None:
    """Write the triggers of all declared workflows anew, as the owner of the tables."""
    from accounts.row_security import tables

    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for model in tables():
            workflow = getattr(model, "workflow", None)
            if workflow is not None and model._meta.db_table in present:
                cursor.execute(guard(workflow, table=model._meta.db_table))


def mermaid(workflow: Workflow) -> str:
    """The workflow as a Mermaid state diagram, for `docs/`."""
    begins = (workflow.first, *workflow.also_begins)
    lines = ["stateDiagram-v2", *(f"    [*] --> {state}" for state in begins)]
    for step in workflow.steps:
        lines += [f"    {source} --> {step.target}: {step.name}" for source in step.sources]
    lines += [f"    {state} --> [*]" for state in workflow.states if state in workflow.closed]
    return "\n".join(lines) + "\n"
