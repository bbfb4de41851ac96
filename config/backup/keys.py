"""Keys and settings of an installation, in its backup and out of it again.

The keys stand in a backup by themselves, since they may come from the environment and not from
`.env`. Without them nobody can read what was encrypted or signed with them.
"""

import re
from pathlib import Path

from django.conf import settings

from config.backup import BackupError

KEYS = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "NOTES_KEY", "NOTES_KEY_FALLBACKS")
# What says where this machine keeps things, and no other.
OF_THE_MACHINE = re.compile(r"DATABASE_|MEDIA_ROOT$|STATIC_ROOT$")
_LINE = re.compile(r"^(?:export\s+)?(\w+)\s*=.*$", re.M)


def current() -> dict[str, str]:
    """The keys in force, by the name of their setting, as `.env` would have them."""
    found = {name: getattr(settings, name) for name in KEYS}
    return {
        name: value if isinstance(value, str) else ",".join(value)
        for name, value in found.items()
        if value
    }


def require_no_others(saved: dict[str, str], env: Path) -> None:
    """Raises BackupError when `.env` names a key that is not that of the backup."""
    named = _lines(env)
    for name, value in saved.items():
        if name in named and current().get(name) != value:
            raise BackupError(
                f"{name} in {env} is not that of the backup, and with another one second factors "
                f"and sessions cannot be read. Take the line out of {env} and restore again: the "
                "backup's is put there. Nothing was changed."
            )


def differ(saved: dict[str, str]) -> list[str]:
    """Names of the keys that are in force here and are not those of a backup."""
    return [name for name, value in saved.items() if current().get(name) != value]


def take_over(saved: dict[str, str], saved_env: str, env: Path) -> list[str]:
    """Add to `.env` the keys and settings of a backup that it does not name; return their names.

    Which database and which folders are used stays as this machine has it.
    """
    named = _lines(env)
    lines = {
        name: line
        for name, line in _parse(saved_env).items()
        if name not in named and not OF_THE_MACHINE.match(name)
    }
    for name in differ(saved):
        lines[name] = f"{name}='{saved[name]}'"
    if lines:
        env.touch(mode=0o600)
        before = env.read_text()
        end = "" if not before or before.endswith("\n") else "\n"
        with env.open("a") as file:
            file.write(end + "".join(f"{line}\n" for line in lines.values()))
    return sorted(lines)


def _lines(env: Path) -> dict[str, str]:
    return _parse(env.read_text()) if env.exists() else {}


def _parse(text: str) -> dict[str, str]:
    return {match[1]: match[0] for match in _LINE.finditer(text)}
