#!/usr/bin/env python
"""The project's command line."""

import sys

if __name__ == "__main__":
    try:
        import django  # noqa: F401  only whether it is there
    except ImportError:
        sys.exit("Run `make run` once, then `.venv/bin/python manage.py …`: Django is not here.")
    from config.command_line import main

    main(sys.argv)
