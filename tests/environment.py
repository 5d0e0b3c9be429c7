"""The environment tests run in. Imported by conftest.py before Django reads its settings.

Nothing a developer has exported for their own installation reaches a test, and nothing a test writes reaches their
files: each process has a folder of its own. DATABASE_URL alone is kept: it chooses the server tests run on.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = {"ASSENT_REQUIRE", "ASSENT_TESTS_FOLDER", "ASSENT_TESTS_MIGRATED", "ASSENT_TESTS_SHARED"}

for name in [name for name in os.environ if name.startswith("ASSENT_") and name not in KEPT]:
    del os.environ[name]
for name in ("REDIS_URL", "EMAIL_URL"):
    os.environ.pop(name, None)

if "ASSENT_TESTS_FOLDER" not in os.environ:  # xdist's workers inherit it
    os.environ["ASSENT_TESTS_FOLDER"] = tempfile.mkdtemp(prefix="assent-tests-")
    atexit.register(shutil.rmtree, os.environ["ASSENT_TESTS_FOLDER"], ignore_errors=True)

FOLDER = Path(os.environ["ASSENT_TESTS_FOLDER"]) / str(os.getpid())
REQUIRED = set(filter(None, os.environ.get("ASSENT_REQUIRE", "").split(",")))

os.environ["ASSENT_DEBUG"] = "1"
os.environ["ASSENT_LOG_LEVEL"] = "ERROR"
os.environ["ASSENT_VAR"] = str(FOLDER)

ALL = os.environ.get("ADDRESSES") == "all"
"""whether everybody asks for everything, and not only some in turn"""
SHARED = "ASSENT_TESTS_SHARED" in os.environ and not ALL
"""whether the same tests run on the other database at this moment, so that cases may be shared out between the two"""
