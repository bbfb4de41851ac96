"""The door through which a web server calls the project."""

import os
import signal

from django.core.wsgi import get_wsgi_application

from jobs.processes import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["ANSWERS_REQUESTS"] = "1"  # the database gives it the login of the web server
if os.environ.get("END_WITH_PARENT"):  # a worker of `manage.py serve`
    end_with_parent(signal.SIGKILL)
application = get_wsgi_application()
