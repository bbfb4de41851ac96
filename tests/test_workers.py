"""As many workers as there are cores to run them."""

import os

from tests.workers import cores


def test_a_container_s_share_counts_and_not_the_cores_of_its_machine(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(64)))
    quota = tmp_path / "cpu.max"
    assert cores(quota) == 64
    found = {}
    for said in ("max 100000", "200000 100000", "250000 100000", "50000 100000"):
        quota.write_text(f"{said}\n")
        found[said] = cores(quota)
    assert found == {
        "max 100000": 64, "200000 100000": 2, "250000 100000": 2, "50000 100000": 1,
    }  # fmt: skip
