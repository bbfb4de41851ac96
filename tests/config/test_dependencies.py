"""Every package that is named stands in the dependency policy, with the licence that it has."""

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
POLICY = (ROOT / "docs" / "dependencies.md").read_text()
ROWS = dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", POLICY, re.M))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PYTHON = sorted(
    re.match(r"[\w-]+", named)[0]
    for named in [
        *PROJECT["project"]["dependencies"],
        *(name for group in PROJECT["dependency-groups"].values() for name in group),
    ]
)
FROM_NPM = json.loads((ROOT / "package-lock.json").read_text())["packages"]


def _licences(package: str) -> set[str]:
    said = metadata(package)
    classified = {
        each.rsplit(" :: ", 1)[1]
        for each in said.get_all("Classifier") or []
        if each.startswith("License :: ")
    }
    return {said.get("License-Expression"), said.get("License"), *classified} - {None}


def test_the_policy_names_what_the_project_names_and_nothing_else():
    assert sorted(ROWS) == sorted([*PYTHON, *FROM_NPM[""]["dependencies"]])


@pytest.mark.parametrize("package", PYTHON)
def test_a_package_has_the_licence_that_the_policy_says(package):
    try:
        licences = _licences(package)
    except PackageNotFoundError:
        assert package in PROJECT["dependency-groups"]["node"][0]  # for machines without npm
        return
    assert ROWS[package].strip() in licences


def test_what_comes_from_npm_has_the_licence_that_the_policy_says():
    for package in FROM_NPM[""]["dependencies"]:
        assert ROWS[package].strip() == FROM_NPM[f"node_modules/{package}"]["license"]


def test_the_checks_before_a_commit_are_steps_of_make_check():
    config = (ROOT / ".pre-commit-config.yaml").read_text()
    steps = re.search(r"^check: (.+)$", (ROOT / "Makefile").read_text(), re.M)[1].split()
    called = re.findall(r"entry: make --silent (\w+)$", config, re.M)
    assert called
    assert set(called) <= {*steps, "check"}
    assert "repo: local" in config
    assert config.count("repo:") == 1  # nothing is fetched
