"""One file that holds an installation, and an installation made of that file.

A backup is a tar of the database's dump, every uploaded file, the settings (`.env`), the keys
without which encrypted and signed values cannot be read, and last a manifest that names all of it.
Whoever holds it holds the register: it is written readable by its owner alone.
"""


class BackupError(Exception):
    """A backup or a restore that could not be done; the text says why, and what to do."""
