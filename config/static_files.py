"""The files of the pages, gathered for the web server: compressed, and named by what they hold.

A browser asks for each of them once, and never again until it changes. They stand in `var/static/`,
in a folder for each version of all of them together; `manage.py serve` makes it when it is not
there. Other commands, tests and `runserver` take each file from where it is written.
"""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.test import override_settings

# Of files that are made for the web server alone.
FINDERS = ["config.icons.IconFontFinder"]
STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def gather() -> Path:
    """The folder of the files as they are now."""
    with override_settings(STATICFILES_FINDERS=[*FINDERS, *settings.STATICFILES_FINDERS]):
        folder: Path = settings.VAR / "static" / _version()
        if not folder.exists():
            part = folder.with_name(f"{folder.name}.part")
            shutil.rmtree(part, ignore_errors=True)
            storages = {**settings.STORAGES, "staticfiles": {"BACKEND": STORAGE}}
            with override_settings(STATIC_ROOT=str(part), STORAGES=storages):
                call_command("collectstatic", interactive=False, verbosity=0)
            part.replace(folder)
    for other in folder.parent.iterdir():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return folder


def _version() -> str:
    """One word for all files: their names and what they hold."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            held = hashlib.sha256(Path(storage.path(name)).read_bytes()).hexdigest()
            found.update(f"{name} {held}\n".encode())
    return found.hexdigest()[:16]
