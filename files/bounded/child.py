"""Runs one program that opens what people send; started by `files.bounded`, never imported.

Started as `python -I -S child.py PROGRAM FOLDERS_OF_LIBRARIES MEMORY_BYTES SECONDS`. Messages are
preceded by their length. Where the program fails, the last one is ("ended", why).
"""

import contextlib
import marshal
import runpy
import struct
import sys


def receive_bytes():
    size = struct.unpack("<Q", sys.stdin.buffer.read(8))[0]
    return sys.stdin.buffer.read(size)


def receive():
    return marshal.loads(receive_bytes())  # noqa: S302 - from the parent


def send(*message):
    data = marshal.dumps(message)
    sys.stdout.buffer.write(struct.pack("<Q", len(data)) + data)
    sys.stdout.buffer.flush()


def limit(memory, seconds):
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # where the system has no such thing, the time limit remains

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds * 2, seconds * 2))  # of all its threads
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main():
    program, folders, memory, seconds = sys.argv[1:]
    limit(int(memory), int(seconds))
    sys.path[:0] = folders.split(":")
    try:
        runpy.run_path(program)["serve"](receive_bytes, receive, send)
    except MemoryError:
        send("ended", "too_large")
    except BaseException as error:  # a panic of a library is a BaseException
        send("ended", "too_large" if "capacity overflow" in str(error) else "broken")


if __name__ == "__main__":
    main()
