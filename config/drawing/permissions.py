"""Who may do what: the role table of `accounts/roles.py`, room by room."""

from collections.abc import Iterator

from accounts.roles import LEVELS, PERMISSIONS, Role, permissions_of

_HEAD = """# Permissions, drawn from the code

`make docs` writes this page and `make check` compares it with the code; do not change it by hand.
The one table is `PERMISSIONS` in `accounts/roles.py`. A permission says *what* may be done; *with
which rows* is said by the scope of the place that a role is given for
([data-model.md](data-model.md)).
"""
_LETTERS = {
    Role.NATIONAL_EXPERT: "N",
    Role.DIRECTOR_GENERAL: "D",
    Role.PROVINCIAL_EXPERT: "P",
    Role.COUNTY_EXPERT: "C",
    Role.COUNCIL_SECRETARY: "S",
    Role.COUNCIL_CHAIR: "H",
    Role.CASE_WORKER: "W",
    Role.NGO_OFFICER: "O",
    Role.AUDITOR: "A",
}


def page() -> str:
    """The roles, and for each room the permissions and who has them, as Markdown."""
    return "\n".join([_HEAD, *_roles(), *_rooms()]) + "\n"


def _roles() -> Iterator[str]:
    yield "|   | role | given for | permissions |"
    yield "|---|---|---|---|"
    for role in Role:
        levels = ", ".join(str(kind) for kind in LEVELS[role])
        yield f"| {_LETTERS[role]} | `{role}` | {levels} | {len(permissions_of(role))} |"


def _rooms() -> Iterator[str]:
    heading = " | ".join(_LETTERS[role] for role in Role)
    room = ""
    for name, roles in PERMISSIONS.items():
        of, _, permission = name.partition(".")
        if of != room:
            room = of
            yield f"\n## `{room}`\n\n| permission | {heading} |"
            yield "|---" * (len(Role) + 1) + "|"
        cells = " | ".join("●" if role in roles else " " for role in Role)
        yield f"| `{permission}` | {cells} |"
