#!/usr/bin/env python
"""The project's command line."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "runserver" in sys.argv[1:2]:
        os.environ["ANSWERS_REQUESTS"] = "1"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
