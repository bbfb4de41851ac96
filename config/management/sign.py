"""The signature of a scope's claims, for `manage.py dbshell`: `python -m … CLAIMS PROCESS`."""

import os
import sys

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    from accounts import signing

    sys.stdout.write(signing.signature(sys.argv[1], int(sys.argv[2])))
