"""The same plan gives the same files, wherever and whenever they are written."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest
import time_machine
from django.conf import settings

from tests.documents.plan.made_up import a_plan
from tests.documents.plan.writers import WRITERS

pytestmark = pytest.mark.once


def in_another_process(**environment: str) -> dict[str, str]:
    command = [sys.executable, "-m", "tests.documents.plan.made_up"]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **environment}
    done = subprocess.run(command, cwd=settings.ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(line.split() for line in done.stdout.splitlines())


def hashes() -> dict[str, str]:
    return {name: hashlib.sha256(write(a_plan())).hexdigest() for name, write in WRITERS.items()}


def test_two_processes_with_other_hashes_in_other_zones_at_other_times_write_the_same_bytes():
    here = hashes()
    assert in_another_process(PYTHONHASHSEED="1", TZ="Asia/Tokyo") == here
    assert in_another_process(PYTHONHASHSEED="2", TZ="America/New_York", LANG="C") == here
    with time_machine.travel("2031-12-25 06:30", tick=False):
        assert hashes() == here


def test_another_word_is_another_file():
    other = a_plan(words=lambda words: "Another" if words == "Recorded crimes" else words)
    for name, write in WRITERS.items():
        assert (write(other) == write(a_plan())) == (name == "decisions.csv"), name
