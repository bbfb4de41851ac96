"""Many people at once: browsers that ask for a page again as soon as they have it."""

import http.client
import statistics
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Served:
    """What some seconds brought: pages in a second, the time (seconds) of the slowest one in
    twenty, and bytes of one page as they came over the line."""

    rate: float
    p95: float
    bytes: float
    pages: int


def ask(
    host: str, port: int, path: str, *, headers: Mapping[str, str], clients: int, seconds: float
) -> Served:
    """`clients` browsers at once, for so many seconds. Raises AssertionError for any answer but a
    page."""
    times: list[float] = []
    sizes: list[int] = []
    failures: list[object] = []
    last = time.perf_counter() + seconds

    def browse() -> None:
        line = http.client.HTTPConnection(host, port, timeout=60)
        try:
            while time.perf_counter() < last:
                begun = time.perf_counter()
                line.request("GET", path, headers=dict(headers))
                answer = line.getresponse()
                size = len(answer.read())
                if answer.status != 200:
                    failures.append(f"{path} answers {answer.status}")
                    return
                times.append(time.perf_counter() - begun)
                sizes.append(size)
        except OSError as error:
            failures.append(error)
        finally:
            line.close()

    begun = time.perf_counter()
    browsing = [threading.Thread(target=browse) for _ in range(clients)]
    for each in browsing:
        each.start()
    for each in browsing:
        each.join()
    taken = time.perf_counter() - begun
    if failures or not times:
        raise AssertionError(failures or f"{path}: no page in {seconds} s")
    slowest = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return Served(len(times) / taken, slowest, statistics.mean(sizes), len(times))
