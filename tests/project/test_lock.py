"""Only what was reviewed is installed: every package is pinned with its hashes, and no file names a registry."""

import re
import subprocess

import pytest

from tests.project.programs import ROOT

pytestmark = pytest.mark.once

LOCKS = ["requirements/base.txt", "requirements/dev.txt"]


def packages(lock):
    """Each pinned line with its continuation lines."""
    text = (ROOT / lock).read_text()
    return [block for block in re.split(r"(?m)^(?=[a-z0-9])", text) if re.match(r"[a-z0-9]", block)]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes(lock):
    found = packages(lock)
    assert len(found) > 30
    for package in found:
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,._-]+\])?==[^\s;]+", package), package
        assert "--hash=sha256:" in package, package


@pytest.mark.parametrize("lock", [*LOCKS, "requirements/base.in", "requirements/dev.in", "package-lock.json"])
def test_no_lock_names_a_host(lock):
    text = (ROOT / lock).read_text()
    assert "//" not in re.sub(r"(?m)^\s*#.*$|\"(url|funding)\": .*$", "", text)
    assert "index-url" not in text
    assert "find-links" not in text


def test_what_runs_is_a_part_of_what_is_tested():
    runs = {package.split(" ")[0] for package in packages(LOCKS[0])}
    tested = {package.split(" ")[0] for package in packages(LOCKS[1])}
    assert runs - tested == set()


def test_both_locks_are_committed_and_other_kinds_are_not():
    ignored = subprocess.run(["git", "check-ignore", *LOCKS], cwd=ROOT, capture_output=True, text=True)
    assert ignored.stdout == ""
    assert not (ROOT / "uv.lock").exists()
    assert not (ROOT / "pylock.toml").exists()
