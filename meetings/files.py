"""Files that are handed in with a report: what is taken, known by its content and never by its name.

Nothing is unpacked and nothing is run: of a Word document only the list of what is in it is read.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

LIMIT = 8_000_000
"""Bytes of a file"""
MOST_PARTS = 5_000
"""Parts of a Word document"""

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG = "image/png"
JPEG = "image/jpeg"

KINDS = {PDF: "PDF", WORD: "Word", PNG: "PNG picture", JPEG: "JPEG picture"}
ENDINGS = {PDF: ".pdf", WORD: ".docx", PNG: ".png", JPEG: ".jpg"}
TAKEN = "A PDF, a Word document (.docx) or a picture (PNG, JPEG), up to 8 megabytes"


class NotTaken(ValueError):
    """A file that is not taken; its message is for people."""


def kind_of(data: bytes) -> str:
    """What a file is, as browsers are told. Raises NotTaken with a sentence."""
    if not data:
        raise NotTaken("The file is empty.")
    if len(data) > LIMIT:
        raise NotTaken(f"The file has {len(data):,} bytes; an attachment may have {LIMIT:,}.")
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"PK\x03\x04") and _is_word(data):
        return WORD
    raise NotTaken(f"This file is none of those that are taken, whatever its name says. {TAKEN}.")


def _is_word(data: bytes) -> bool:
    try:
        with ZipFile(BytesIO(data)) as packed:
            parts = packed.namelist()
    except (BadZipFile, LargeZipFile, ValueError, OSError, NotImplementedError):
        return False
    if len(parts) > MOST_PARTS or "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        return False
    if any("vbaproject" in part.lower() for part in parts):
        raise NotTaken("The document brings macros along, which run on the machines of those who read it: remove them.")
    return True


def tidy(name: str, kind: str) -> str:
    """The name of a file as a text: no folders, nothing invisible, and the ending of what it is."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if each.isprintable() and each not in '<>:"|?*;').strip(" .")
    ending = ENDINGS[kind]
    known = (ending, ".jpeg") if kind == JPEG else (ending,)
    stem = next((plain[: -len(each)] for each in known if plain.lower().endswith(each)), plain)
    return f"{stem[:180].rstrip(' .') or 'attachment'}{ending}"
