"""Running the project's own commands as an installation would: another process, the given environment, nothing else."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PATIENCE = 240
"""Seconds that a command may take while the tests of both databases keep the machine busy"""

# A production installation that is in order; tests spoil one value at a time.
PRODUCTION = {
    "ASSENT_SECRET_KEY": "kq7Zr2Xw9Lm4Tn8Vb1Cs6Hd3Jf5Gp0YeUiOaRtQzWxEcDvBnMk",
    "ASSENT_ADDRESS": "https://assent.example.org",
    "EMAIL_URL": "smtp+tls://clerk:mail-canary@mail.example.org:587",
}


def environment(given: dict[str, str], folder: Path) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("ASSENT_", "DJANGO_"))}
    for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL"):
        bare.pop(name, None)
    programs = Path(sys.executable).parent
    return bare | {"ASSENT_VAR": str(folder), "PATH": f"{programs}:{bare['PATH']}"} | given


def manage(
    *words: str, given: dict[str, str], folder: Path, seconds: float = PATIENCE
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(given, folder),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
