"""The last words of `make test`."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests import run
from tests.conftest import cases_of_the_other
from tests.services import MISSING

pytestmark = pytest.mark.once

SKIPPED = run.Outcome("SQLite", passed=810, skipped=2, reasons=frozenset({MISSING["chromium"]}))


def test_all_is_said_in_one_last_line(capsys):
    assert run.conclude([run.Outcome("SQLite", passed=812), run.Outcome("PostgreSQL", passed=812)], []) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "SQLite: 812 passed. PostgreSQL: 812 passed."


def test_what_could_not_run_is_named_with_the_command_that_installs_it(capsys, monkeypatch):
    monkeypatch.setattr(run, "REQUIRED", set())
    assert run.conclude([SKIPPED], [MISSING["postgresql"]]) == 0
    said = capsys.readouterr().out
    assert "- PostgreSQL is not here: apt-get install postgresql" in said
    assert "- Chromium is not here: apt-get install chromium" in said
    assert said.splitlines()[-1] == "SQLite: 810 passed, 2 skipped. Not everything ran, see above."


@pytest.mark.parametrize(("outcome", "missing"), [(SKIPPED, []), (run.Outcome("SQLite", passed=1), ["no PostgreSQL"])])
def test_in_ci_that_is_a_failure(outcome, missing, monkeypatch):
    monkeypatch.setattr(run, "REQUIRED", {"services", "browser"})
    assert run.conclude([outcome], missing) == 1


@pytest.mark.parametrize("outcome", [run.Outcome("SQLite", passed=1, failed=1), run.Outcome("SQLite", broke=True)])
def test_a_failure_is_a_failure(outcome):
    assert run.conclude([outcome], []) == 1


# What two databases share


class Case:
    """One case of a test, as pytest has it."""

    parent = SimpleNamespace(nodeid="tests/test_papers.py")
    callspec = "[...]"

    def __init__(self, test: str, *marks: str) -> None:
        self.originalname, self.marks = test, marks

    def get_closest_marker(self, name: str) -> bool:
        return name in self.marks


def both_leave_out(cases: list[Any]) -> tuple[set[Any], set[Any]]:
    """What SQLite and what PostgreSQL leaves to the other."""
    return cases_of_the_other(cases, here=False), cases_of_the_other(cases, here=True)


@pytest.mark.parametrize("many", [4, 5, 11])
def test_each_case_of_a_long_test_is_left_to_one_database_and_to_one_only(many):
    cases = [Case("test_a_paper") for _ in range(many)]
    on_sqlite, on_postgresql = both_leave_out(cases)

    assert on_sqlite | on_postgresql == set(cases)
    assert on_sqlite & on_postgresql == set()
    assert abs(len(on_sqlite) - len(on_postgresql)) <= 1


def test_both_have_all_cases_of_a_short_test():
    assert both_leave_out([Case("test_a_paper") for _ in range(3)]) == (set(), set())


@pytest.mark.parametrize("mark", ["once", "sqlite_only", "postgres_only"])
def test_what_runs_on_one_database_anyway_is_not_shared_out(mark):
    assert both_leave_out([Case("test_a_paper", mark) for _ in range(6)]) == (set(), set())
