"""The last words of `make test`."""

import pytest

from tests import run
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
