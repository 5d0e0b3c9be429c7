"""The demo is built once for all processes of a run, in a folder of its own; each test gets a copy."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.project.programs import ROOT, environment, manage

PATIENCE = 300
"""Seconds that a command may take on a machine that is busy with other tests"""
IN_THE_DEMO = {"ASSENT_DEMO": "1", "ASSENT_LOG_LEVEL": "ERROR"}


class Built(NamedTuple):
    folder: Path
    said: str


@pytest.fixture(scope="session")
def built() -> Built:
    """The demo as `make demo` leaves it; nobody writes in it."""
    folder = Path(os.environ["ASSENT_TESTS_FOLDER"]) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "said").exists():
            patient = partial(manage, given=IN_THE_DEMO, folder=folder, seconds=PATIENCE)
            assert patient("migrate", "--verbosity", "0").returncode == 0
            done = patient("demo")
            assert done.returncode == 0, done.stderr
            (folder / "said").write_text(done.stdout)
    return Built(folder, (folder / "said").read_text())


@pytest.fixture
def folder(built: Built, tmp_path: Path) -> Path:
    """A copy of the demo to play with."""
    shutil.copytree(built.folder, tmp_path / "var")
    return tmp_path / "var"


@pytest.fixture
def ask(folder: Path) -> Callable[[str], Any]:
    """Looks at the copy from within: `ask("walk")` is what `inside.walk` answers."""
    return lambda name: answer(name, folder)


def answer(name: str, folder: Path) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.demo.inside", name],
        cwd=ROOT,
        env=environment(IN_THE_DEMO, folder),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
