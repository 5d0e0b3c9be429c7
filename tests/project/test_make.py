"""The commands people type."""

import re
import shutil
import subprocess

import pytest

from tests.project.programs import ROOT

pytestmark = pytest.mark.once

PROMISED = "help setup demo demo-reset run test check bench lock states screenshot".split()


def make(*words):
    return subprocess.run(
        ["make", "--no-print-directory", *words], cwd=ROOT, capture_output=True, text=True, check=True
    )


def test_help_lists_every_command():
    listed = re.findall(r"^make ([a-z-]+) ", make("help").stdout, re.MULTILINE)
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert listed == PROMISED
    assert set(phony[1].split()) - set(listed) == {"static", "every-test"}  # steps, not commands


@pytest.mark.parametrize(
    "tool", ["ruff check", "ruff format --check", "mypy", "lint-imports", "makemigrations --check", "djlint"]
)
def test_check_runs_every_tool(tool):
    assert tool in make("--dry-run", "--always-make", "check").stdout


def test_the_demo_is_deaf_to_a_developers_databases():
    demo = make("--dry-run", "--always-make", "demo").stdout
    steps = [line for line in demo.splitlines() if "manage.py" in line or "config.serve" in line]
    assert len(steps) >= 2
    assert all("-u DATABASE_URL -u REDIS_URL ASSENT_DEMO=1" in step for step in steps)


def test_reset_deletes_nothing_but_the_demo():
    assert make("--dry-run", "demo-reset").stdout == "rm -rf var/demo.sqlite3* var/demo-*\n"


def test_ci_runs_make_test_and_skips_nothing():
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o111
    assert "ASSENT_REQUIRE=services,browser make --jobs=2 test" in script.read_text()
    assert "set -euo pipefail" in script.read_text()


def test_without_a_python_it_stops_with_one_sentence(tmp_path):
    """A PATH with the tools the script uses and no Python at all."""
    for tool in ("sh", "dirname", "rm", "cat", "touch"):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/environment", tmp_path / "scripts")
    answer = subprocess.run(
        [tmp_path / "scripts/environment", "base"], env={"PATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert answer.returncode == 1
    assert answer.stderr == (
        "Assent needs Python 3.11 or newer, and none was found: install one, or name it with PYTHON=/path/to/python.\n"
    )
