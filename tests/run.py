"""`python -m tests.run`: every test on SQLite, then on PostgreSQL; the last line says what passed and what did not."""

import dataclasses
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from tests import migrated, services

WORKERS = str(min(4, (os.cpu_count() or 1) + 1))
"""one more than there are cores: some tests wait for programs they have started"""
REQUIRED = set(filter(None, os.environ.get("ASSENT_REQUIRE", "").split(",")))


@dataclasses.dataclass
class Outcome:
    database: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: frozenset[str] = frozenset()
    broke: bool = False  # pytest itself ended badly

    def __str__(self) -> str:
        parts = [f"{self.passed} passed"]
        parts += [f"{self.failed} failed"] if self.failed else []
        parts += [f"{self.skipped} skipped"] if self.skipped else []
        return f"{self.database}: {', '.join(parts)}."


def main(arguments: list[str]) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    given = os.environ.get("DATABASE_URL", "")
    without = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with migrated.once(without) as environment:
        outcomes = [run("SQLite", environment, arguments)]
    missing = []
    with services.postgresql() as url:
        if url is None:
            missing.append(services.MISSING["postgresql"])
        else:
            with migrated.once(without | {"DATABASE_URL": given or url}) as environment:
                outcomes.append(run("PostgreSQL", environment, arguments))
    return conclude(outcomes, missing)


def run(database: str, environment: dict[str, str], arguments: list[str]) -> Outcome:
    print(f"\n{database}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal", f"--junitxml={report}"]
        code = subprocess.run([*command, *arguments], env=environment).returncode
        if not report.exists():
            return Outcome(database, broke=True)
        suite = ElementTree.parse(report).getroot()[0]
    failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
    skipped = int(suite.attrib["skipped"])
    return Outcome(
        database,
        passed=int(suite.attrib["tests"]) - failed - skipped,
        failed=failed,
        skipped=skipped,
        reasons=frozenset(element.attrib["message"] for element in suite.iter("skipped")),
        broke=code != 0,
    )


def conclude(outcomes: list[Outcome], missing: list[str]) -> int:
    """Say what could not run and how to change that; in CI that is a failure too."""
    not_run = [*missing, *sorted(frozenset().union(*(outcome.reasons for outcome in outcomes)))]
    last = " ".join(map(str, outcomes))
    if not_run:
        print("\nCould not run:", *not_run, sep="\n- ")
        last += " Not everything ran, see above."
    failed = any(outcome.failed or outcome.broke for outcome in outcomes)
    if REQUIRED and not_run:
        last += " Here that is a failure: ASSENT_REQUIRE=" + ",".join(sorted(REQUIRED))
        failed = True
    print(f"\n{last}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
