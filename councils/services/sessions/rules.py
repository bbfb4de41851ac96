"""What a session's decisions are counted by: quorum and majority."""

from councils.models.session import Decision

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
