"""What a session's decisions are counted by: quorum, majority, and what a state lets decide."""

from accounts.workflow import Taker
from ngos.models.session import Decision
from ngos.workflow import APPLICATION

# Decisions that say yes: the majority has to be for them.
APPROVING = frozenset(
    {
        Decision.APPROVE_INITIALLY,
        Decision.APPROVE,
        Decision.APPROVE_CONDITIONALLY,
        Decision.ADOPT,
    }
)
# Those that say no: the majority may not be for what is declined.
DECLINING = frozenset({Decision.REJECT, Decision.DECLINE})
ON_SUBJECTS = (Decision.ADOPT, Decision.DECLINE, Decision.POSTPONE)


def quorum_of(voting: int, *, percent: int) -> int:
    """How many of so many voting members in office must be present; at least one."""
    return max(1, -(-voting * percent // 100))


def has_majority(votes_for: int, votes_against: int, *, percent: int) -> bool:
    """Whether the votes for are the needed share of those cast; an abstention is not cast."""
    return votes_for > 0 and votes_for * 100 >= percent * (votes_for + votes_against)


def decisions_on_state(state: str) -> tuple[Decision, ...]:
    """What a council may decide on an application in a state: the workflow's steps, or to wait."""
    steps = [step.name for step in APPLICATION.leaving(state) if step.by is Taker.SESSION]
    if not steps:
        return ()
    return (*(Decision(name) for name in steps), Decision.POSTPONE)


def states_that_wait() -> tuple[str, ...]:
    """The states in which an application waits for a council."""
    return tuple(state for state in APPLICATION.states if decisions_on_state(state))
