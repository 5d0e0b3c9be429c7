"""The file a backup is: a zip with the database and a manifest that says what is in it and proves that it is whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from config.backup.database import CannotBeDone

MANIFEST, DATABASE = "manifest.json", "database"
A_PIECE = 1 << 20
NOT_OURS = "{file} is not a backup that `manage.py backup` wrote, or not the whole of it."


@dataclass(frozen=True)
class Manifest:
    """What is in a backup."""

    made_at: str
    """the instant, in ISO 8601 and UTC"""
    vendor: str
    """sqlite or postgresql"""
    migrations: list[str]
    """what had been migrated: governance.0012_…"""
    heads: dict[str, Any]
    """the heads of the ledger's books, as `checkpoint` writes them"""
    digest: str
    """SHA-256 of the database in the file, in hex"""


def pack(dumped: Path, manifest: Manifest, to: Path) -> None:
    """Write the file, for its owner's eyes only: whole, or not at all. Raises CannotBeDone if it is there already."""
    if to.exists():
        raise CannotBeDone(f"{to} is there already, and nothing is written over.")
    if not to.parent.is_dir():
        raise CannotBeDone(f"There is no folder {to.parent}.")
    unfinished = to.with_name(f"{to.name}.unfinished")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as chest:
                chest.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
                chest.write(dumped, DATABASE)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, to)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def unpacked(file: Path) -> Iterator[tuple[Manifest, Path]]:
    """What is in a backup, and its database as a file that is forgotten afterwards. Raises CannotBeDone if it is no
    backup, or has been damaged."""
    with tempfile.TemporaryDirectory() as folder:
        dumped = Path(folder) / DATABASE
        try:
            with zipfile.ZipFile(file) as chest:
                manifest = Manifest(**json.loads(chest.read(MANIFEST)))
                with chest.open(DATABASE) as inside, dumped.open("wb") as outside:
                    shutil.copyfileobj(inside, outside, A_PIECE)
        except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
            raise CannotBeDone(NOT_OURS.format(file=file)) from error
        if digest_of(dumped) != manifest.digest:
            raise CannotBeDone(NOT_OURS.format(file=file))
        yield manifest, dumped


def digest_of(file: Path) -> str:
    """SHA-256 of a file, in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
