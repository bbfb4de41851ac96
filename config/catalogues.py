"""Compiles the translations. Run by `make`; needs no gettext on the machine."""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def main() -> None:
    for catalogue in LOCALE.glob("*/LC_MESSAGES/*.po"):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


if __name__ == "__main__":
    main()
