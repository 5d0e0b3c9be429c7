"""Packs for tests: taken from the world, unpacked, checked as an outsider would, and forged as a forger would."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from audit.canonical import canonical, leaf_hash, link_hash
from evidence.pack import write_pack
from evidence.sight import Sight, for_the_whole, in_the_open
from tests.world import JAN_15

REGISTER, BOOK = "ledger/register.jsonl", "ledger/plan-{}.jsonl"


def sight_of(world: Any, level: str = "auditor") -> Sight:
    return in_the_open(world.plan, JAN_15) if level == "open" else for_the_whole(world.plan, JAN_15)


def packed(world: Any, level: str = "auditor") -> bytes:
    """The zip itself."""
    file = io.BytesIO()
    write_pack(sight_of(world, level), file)
    return file.getvalue()


def unpacked(data: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return folder


def verified(folder: Path, *heads: str) -> tuple[int, str]:
    """What `verify.py` says in that folder, run by a Python that sees nothing of ours, with its exit code."""
    asked = [word for head in heads for word in ("--head", head)]
    run = subprocess.run(
        [sys.executable, "-I", "verify.py", *asked], cwd=folder, capture_output=True, text=True, timeout=60, env={}
    )
    assert run.stderr == "", run.stderr
    return run.returncode, run.stdout


# What a forger does


def lines(folder: Path, name: str) -> list[Any]:
    return [json.loads(line) for line in (folder / name).read_bytes().split(b"\n")[:-1]]


def write(folder: Path, name: str, entries: list[Any]) -> None:
    (folder / name).write_bytes(b"".join(canonical(entry) + b"\n" for entry in entries))


def forge(folder: Path, name: str, change: Callable[[list[Any]], Any]) -> None:
    """Let `change` have its way with the lines of a file."""
    entries = lines(folder, name)
    changed = change(entries)
    write(folder, name, entries if changed is None else changed)


def manifest_of(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "manifest.json").read_bytes())


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    text = canonical(manifest)
    (folder / "manifest.json").write_bytes(text)
    (folder / "manifest.sha256").write_text(f"{hashlib.sha256(text).hexdigest()}  manifest.json\n")


def sign_off(folder: Path, *, heads: bool = False) -> None:
    """Write the manifest anew, so that every hash in it fits; with `heads`, the heads of the books as well."""
    manifest = manifest_of(folder)
    manifest["files"] = {
        path.relative_to(folder).as_posix(): {
            "bytes": str(path.stat().st_size),
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("manifest.json", "manifest.sha256")
    }
    for book, head in manifest["books"].items():
        with suppress(ValueError, LookupError):  # no head can be made to fit what cannot be read
            entries = lines(folder, f"ledger/{book}.jsonl") if heads else []
            if not entries:
                continue
            shown = sum(each["entry"] is not None for each in entries)
            head |= {"seq": str(len(entries)), "link": entries[-1]["link"]}
            head |= {"shown": str(shown), "withheld": str(len(entries) - shown)}
    write_manifest(folder, manifest)


def chain_anew(entries: list[Any], start: int) -> list[Any]:
    """Fresh hashes from entry `start` on: the chain agrees with itself."""
    previous = entries[start - 2]["link"]
    for entry in entries[start - 1 :]:
        if entry["entry"] is not None:
            entry["leaf"] = leaf_hash(canonical(entry["entry"]))
        previous = entry["link"] = link_hash(previous, entry["leaf"])
    return entries
