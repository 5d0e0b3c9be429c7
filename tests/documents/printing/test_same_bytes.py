"""The same papers give the same file, wherever and whenever they are printed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest
from django.conf import settings

from documents.printing.pack import printed
from tests.documents.printing.made_up import a_pack

pytestmark = pytest.mark.once


def in_another_process(**environment: str) -> str:
    command = [sys.executable, "-m", "tests.documents.printing.made_up"]
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", **environment}
    done = subprocess.run(command, cwd=settings.ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_two_processes_with_other_hashes_in_other_zones_print_the_same_bytes():
    here = hashlib.sha256(printed(a_pack())).hexdigest()
    assert in_another_process(PYTHONHASHSEED="1", TZ="Asia/Tokyo") == here
    assert in_another_process(PYTHONHASHSEED="2", TZ="America/New_York", LANG="C") == here


def test_twice_in_one_process_is_the_same_and_another_word_is_another_file():
    assert printed(a_pack()) == printed(a_pack())
    other = a_pack()
    other.entries[0].item.title = "Another"
    assert printed(other) != printed(a_pack())
