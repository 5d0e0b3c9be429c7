"""`python -m tests.run`: every test on SQLite and on PostgreSQL, both at once; the last line says what passed and what
did not."""

import dataclasses
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from xml.etree import ElementTree

from tests import migrated, services

WORKERS = str(min(4, os.cpu_count() or 1))
"""for each database as many as there are cores: while one waits for a program, or comes to its end, the other works"""
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
    with ExitStack() as until_the_end:
        enter = until_the_end.enter_context
        url = enter(services.postgresql())
        if url is not None:
            without |= {"ASSENT_TESTS_SHARED": "1"}
        runs = [enter(begun("SQLite", enter(migrated.once(without)), arguments))]
        if url is not None:
            environment = enter(migrated.once(unhurried(without | {"DATABASE_URL": given or url})))
            runs.append(enter(begun("PostgreSQL", environment, arguments, aside=True)))
        return conclude([each.outcome() for each in runs], [] if url else [services.MISSING["postgresql"]])


def unhurried(environment: dict[str, str]) -> dict[str, str]:
    """PostgreSQL does not wait for the disk: whatever a test writes is forgotten anyway. Nor does it compile queries,
    which pays for long ones only, and it takes a join of many tables that nobody has analysed for one."""
    return environment | {"PGOPTIONS": "-c synchronous_commit=off -c jit=off"}


@dataclasses.dataclass
class Run:
    """Every test on one database, while they run."""

    database: str
    tests: subprocess.Popen[bytes]
    folder: Path

    def outcome(self) -> Outcome:
        """Wait for its end, show what it said aside, and read what came of it."""
        code = self.tests.wait()
        if said := (self.folder / "said").read_text(errors="replace"):
            print(f"\n{self.database}\n{said}", flush=True)
        report = self.folder / "report.xml"
        if not report.exists():
            return Outcome(self.database, broke=True)
        suite = ElementTree.parse(report).getroot()[0]
        failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
        skipped = int(suite.attrib["skipped"])
        return Outcome(
            self.database,
            passed=int(suite.attrib["tests"]) - failed - skipped,
            failed=failed,
            skipped=skipped,
            reasons=frozenset(element.attrib["message"] for element in suite.iter("skipped")),
            broke=code != 0,
        )


@contextmanager
def begun(database: str, environment: dict[str, str], arguments: list[str], *, aside: bool = False) -> Iterator[Run]:
    """The tests on one database, begun; whoever leaves before their end ends them. What they say is shown as they say
    it, or `aside` at their end, so that two do not talk at once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal"]
        command += [f"--junitxml={folder / 'report.xml'}", *arguments]
        with (folder / "said").open("wb") as said:
            told = {"stdout": said, "stderr": subprocess.STDOUT} if aside else {}
            print(f"\n{database}{': shown at its end' if aside else ''}", flush=True)
            tests = subprocess.Popen(command, env=environment, **told)  # type: ignore[call-overload]
        try:
            yield Run(database, tests, folder)
        finally:
            if tests.poll() is None:
                tests.terminate()
                tests.wait()


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
