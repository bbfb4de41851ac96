"""Stops the embedded server after everybody who used it was killed: `python -m … <home>`.

Started beside the server. Whoever leaves in an orderly way as the last one stops the server without
it; then it only ends itself.
"""

import os
import sys
import time
from pathlib import Path

from config.database.embedded import EmbeddedServer

SECONDS = 1.0


def keep(server: EmbeddedServer) -> None:
    guarded = server.process_id()
    while guarded is not None and server.process_id() == guarded:
        time.sleep(SECONDS)
        server.stop_if_unused()


if __name__ == "__main__":
    if os.fork() == 0:  # nobody waits for the child, so it leaves no trace in a process list
        keep(EmbeddedServer(Path(sys.argv[1])))
