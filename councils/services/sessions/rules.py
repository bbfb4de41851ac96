"""What a session's decisions are counted by: quorum and majority."""


def quorum_of(voting: int, *, percent: int) -> int:
    """How many of so many voting members in office must be present; at least one."""
    return max(1, -(-voting * percent // 100))


def has_majority(votes_for: int, votes_against: int, *, percent: int) -> bool:
    """Whether the votes for are the needed share of those cast; an abstention is not cast."""
    return votes_for > 0 and votes_for * 100 >= percent * (votes_for + votes_against)
