"""Workflows: the states of a noun, the steps between them, and who may take each.

A workflow is one table. From it come the permissions, the trigger that refuses any other change of
state, the buttons of a screen, the worklists, the diagrams, and the tests.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.functional import Promise

from accounts.scope import Kind, role_name

if TYPE_CHECKING:
    from accounts.models import User


class Taker(StrEnum):
    """What a step comes by, where no person asks for it alone."""

    PERSON = "person"
    SESSION = "session"  # a body that decides in session; signing the session takes the step
    CLOCK = "clock"  # a deadline that passes, or the last of several answers


@dataclass(frozen=True)
class Step:
    """One way from some states to another. `label` is what its button says.

    `permission` is the codename that its taker needs. A step that is `awaited` is what a row in
    its sources waits for, and puts the row on its takers' worklists.
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

    def open_to(self, actor: "User", state: str) -> list[Step]:
        """The steps that a person may take, by their role, with a row in this state."""
        return [
            step
            for step in self.leaving(state)
            if step.by is Taker.PERSON and actor.has_perm(self.permission(step))
        ]


def pairs(steps: Iterable[Step]) -> list[tuple[str, str]]:
    """Every change of state that the steps make."""
    return sorted({(source, step.target) for step in steps for source in step.sources})


def guard(workflow: Workflow, *, table: str, field: str = "state") -> str:
    """SQL of a trigger function and its trigger: no change of state but the workflow's.

    A row begins in the first state. Applicants take their own steps alone.
    """
    function = f"{table}_guard_state"

    def listed(steps: Iterable[Step]) -> str:
        return ", ".join(f"('{source}', '{target}')" for source, target in pairs(steps))

    applicants = [step for step in workflow.steps if step.by_applicant]
    theirs = f"(OLD.{field}, NEW.{field}) IN ({listed(applicants)})" if applicants else "false"
    return f"""
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.{field} <> '{workflow.first}' THEN
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
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.first}"]
    for step in workflow.steps:
        lines += [f"    {source} --> {step.target}: {step.name}" for source in step.sources]
    lines += [f"    {state} --> [*]" for state in workflow.states if state in workflow.closed]
    return "\n".join(lines) + "\n"
