"""The files of the pages, looked for once by each process of the tests.

A web server looks for them when it starts. A browser of a test is a web server of its own, made
thousands of times, and most ask for no file at all.
"""

from django.conf import settings
from whitenoise.base import StaticFile
from whitenoise.middleware import WhiteNoiseMiddleware

_found: dict[str, dict[str, StaticFile]] = {}  # by where they are looked for


class FoundOnce(WhiteNoiseMiddleware):
    def add_files_from_finders(self) -> None:
        where = repr(
            (settings.STATICFILES_FINDERS, settings.STATICFILES_DIRS, settings.STATIC_ROOT)
        )
        if where not in _found:
            super().add_files_from_finders()
            _found[where] = self.files
        self.files = _found[where]
