"""The pack: everything an outsider needs to check a plan's ledger, in one zip. Same data, same bytes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from audit.canonical import canonical
from audit.chain import heads
from audit.moment import one_moment
from evidence.lines import Counted, books_of, lines_of
from evidence.records import people_in, rows_of, sealed_in
from evidence.sight import Sight
from evidence.verifier.verify import FORMAT, LEDGER, MANIFEST, MANIFEST_HASH, PEOPLE, RECORDS, VERSIONS

AS_IT_STANDS = ("README.txt", "verify.py")
"""files that go into every pack unchanged"""
VERIFIER = Path(__file__).parent / "verifier"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""the earliest instant a zip can hold: when a pack was made is no part of it"""


@dataclass
class _Writing:
    """A zip that is being written, with what its manifest will say."""

    archive: zipfile.ZipFile
    files: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, name: str, lines: Iterable[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name, LONG_AGO)
        info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
        with self.archive.open(info, "w", force_zip64=True) as file:
            for line in lines:
                digest.update(line)
                size += len(line)
                file.write(line)
        self.files[name] = {"bytes": str(size), "sha256": digest.hexdigest()}


def write_pack(sight: Sight, output: BinaryIO, progress: Callable[[int], None] = lambda _: None) -> str:
    """Write the pack of what `sight` shows; the hash of its manifest. `progress` hears in per cent how far it is.

    Memory stays flat: lines and rows are read and written in slices.
    """
    with one_moment(), zipfile.ZipFile(output, "w") as archive:
        writing = _Writing(archive)
        steps = [*AS_IT_STANDS, *books_of(sight), *RECORDS, VERSIONS, PEOPLE]
        books = heads(books_of(sight))
        manifest: dict[str, Any] = {"books": {}, "format": FORMAT, "level": sight.level, "plan": _of(sight)}
        for done, step in enumerate(steps):
            progress(100 * done // len(steps))
            if step in AS_IT_STANDS:
                writing.add(step, [(VERIFIER / step).read_bytes()])
            elif step in books:
                counted = Counted()
                writing.add(LEDGER.format(step), lines_of(sight, step, counted))
                numbers = {name: str(number) for name, number in asdict(counted).items()}
                manifest["books"][step] = {**books[step], "seq": str(books[step]["seq"]), **numbers}
            elif step in RECORDS:
                writing.add(step, rows_of(sight, step))
            elif step == VERSIONS:
                texts, manifest["withheld_texts"] = sealed_in(sight)
                writing.add(step, texts)
            elif step == PEOPLE:
                writing.add(step, people_in(sight))
        return _sign_off(writing, {**manifest, "files": writing.files})


def _of(sight: Sight) -> dict[str, str]:
    plan = sight.plans[0]
    return {
        "body": plan.body.short_name,
        "financial_year": plan.financial_year,
        "id": str(plan.pk),
        "title": plan.title,
    }


def _sign_off(writing: _Writing, manifest: dict[str, Any]) -> str:
    text = canonical(manifest)
    digest = hashlib.sha256(text).hexdigest()
    writing.add(MANIFEST, [text])
    writing.add(MANIFEST_HASH, [f"{digest}  {MANIFEST}\n".encode()])
    return digest
