"""Files that mean harm or are no report are refused cheaply, with a sentence.

Time is the processor's, which other work on the machine does not add to. How it grows with the file: `make bench`.
"""

import contextlib
import io
import random
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from documents.reader import Unreadable, read
from documents.reader.limits import LINES
from tests.documents.reading import as_docx

pytestmark = pytest.mark.once

DOCX = "word/document.xml"
OPEN = '<?xml version="1.0" encoding="UTF-8"?>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(parts: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(body: str, prolog: str = "") -> bytes:
    return packed({DOCX: f"{OPEN}{prolog}<w:document {WORD}><w:body>{body}</w:body></w:document>"})


def overlapping() -> bytes:
    """Two entries that claim the same bytes of the file."""
    data = packed({DOCX: "<x/>" * 10, "word/other.xml": "<x/>" * 10}, zipfile.ZIP_STORED)
    start = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", start + 4)
    return data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]


def lying() -> bytes:
    """An entry whose directory claims it is small while it unpacks to more."""
    data = bytearray(packed({DOCX: OPEN + "<x>" + "a" * 9_000_000 + "</x>"}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(packed({DOCX: "<x/>"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
# What packs badly, so that the ratio of the whole looks honest.
NOISE = "".join(random.Random(7).choices("abcdefghijklmnop", k=200_000))  # noqa: S311 - padding, no secret
DAMAGED = "The file is a damaged zip or .docx; save it again and resend it."

REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("nothing", lambda: b"", "The file is empty."),
    ("only blanks", lambda: b" \r\n\t\n", "The file is empty."),
    (
        "NUL bytes",
        lambda: b"Objective 1\0Target 5",
        "The file contains NUL bytes, so it is no text; send plain text, HTML or .docx.",
    ),
    (
        "UTF-16 without its mark",
        lambda: "Target 5 per cent".encode("utf-16-le"),
        "The file contains NUL bytes, so it is no text; send plain text, HTML or .docx.",
    ),
    (
        "a false UTF-8 mark",
        lambda: b"\xef\xbb\xbf\xff\xfe\xfd",
        "The file is marked as UTF-8 but is not written in it.",
    ),
    ("no known encoding", lambda: b"Target \x81\x8d\x8f per cent", "The file is neither in UTF-8 nor in Windows-1252."),
    ("a PDF", lambda: b"%PDF-1.7 ...", "The file is a PDF; send the report as plain text, HTML or .docx."),
    (
        "old or locked Word",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "The file is an old Word file or protected by a password; save it as .docx without a password.",
    ),
    ("rich text", lambda: b"{\\rtf1 hello}", "The file is rich text (RTF); save it as .docx."),
    ("a picture", lambda: b"\x89PNG\r\n\x1a\n", "The file is a picture; send the report as plain text, HTML or .docx."),
    ("gzip", lambda: b"\x1f\x8b\x08\x00", "The file is packed with gzip; unpack it first."),
    (
        "control characters",
        lambda: bytes(range(1, 9)) * 40,
        "The file is binary; send the report as plain text, HTML or .docx.",
    ),
    (
        "too much text",
        lambda: b"Target 5 per cent\n" * 40_000,
        "The file has 720,000 bytes; a plain-text report may have 400,000.",
    ),
    (
        "too much of anything",
        lambda: b"<p>a</p>" * 200_000,
        "The file has 1,600,000 bytes; a report may have 1,000,000.",
    ),
    ("a million columns", lambda: b"a," * 200_000, "Line 1 has 400,000 characters; a line may have 10,000."),
    (
        "too much text in a page",
        lambda: b"<html>" + b"<p>" + b"word " * 900 + b"</p>" + (b"<p>" + b"word " * 1_900 + b"</p>") * 50,
        "The file has 479,449 characters of text; a report may have 400,000.",
    ),
    ("too many lines", lambda: b"a\n" * 6_000, f"The file has 6,000 lines of text; a report may have {LINES:,}."),
    (
        "too many paragraphs",
        lambda: b"<html>" + b"<p>a</p>" * 9_000,
        f"The file has 5,001 lines of text; a report may have {LINES:,}.",
    ),
    (
        "a row without end",
        lambda: b"<table><tr>" + b"<td>a</td>" * 50,
        "The table row at line 1 has 41 columns; a row may have 40.",
    ),
    (
        "a cell a million wide",
        lambda: b"<table><tr><td colspan=999999>a</td>",
        "The table row at line 1 has 999,999 columns; a row may have 40.",
    ),
    ("rows without end", lambda: b"<table>" + b"<tr>" * 9_000, "A table has more than 3,000 rows."),
    ("a broken zip", lambda: b"PK\x03\x04 and nothing", DAMAGED),
    ("a cut-off docx", lambda: as_docx("Target 5")[:-100], DAMAGED),
    ("some other zip", lambda: packed({"a.txt": "a"}), "The file is a zip archive but no Word document (.docx)."),
    (
        "zips in a zip",
        lambda: packed({"a.zip": packed({"b.zip": b"0" * 99_999})}),
        "The file is a zip archive but no Word document (.docx).",
    ),
    (
        "many entries",
        lambda: packed({f"{at}": "" for at in range(2_000)}),
        "The file packs more than 500 parts; a report has fewer.",
    ),
    (
        "a bomb",
        lambda: packed({DOCX: b"0" * 20_000_000}),
        "The file would unpack to more than a hundred times its size; it is no real report.",
    ),
    ("overlapping entries", overlapping, "The file's packed parts overlap; it is no real .docx."),
    ("a lying size", lying, DAMAGED),
    ("an encrypted entry", encrypted, "The file is protected by a password; save it without one."),
    (
        "macros",
        lambda: packed({DOCX: "<x/>", "word/vbaProject.bin": b"x"}),
        "The file contains macros; save it as .docx without macros.",
    ),
    (
        "macros by type",
        lambda: packed({DOCX: "<x/>", "[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "The file contains macros; save it as .docx without macros.",
    ),
    (
        "an entity bomb",
        lambda: word("&b;", ENTITIES),
        "The document's XML declares a document type or entities; no Word document does.",
    ),
    (
        "an external entity",
        lambda: word("&a;", EXTERNAL),
        "The document's XML declares a document type or entities; no Word document does.",
    ),
    ("broken XML", lambda: word("<w:p>"), DAMAGED),
    (
        "a deep document",
        lambda: word("<w:x>" * 400 + "</w:x>" * 400),
        "The document's XML is nested deeper than any Word document.",
    ),
    (
        "half a million tags",
        lambda: word("<w:p/>" * 500_000 + f"<!--{NOISE}-->"),
        "The document's text has more than 250,000 tags.",
    ),
    (
        "a text without end",
        lambda: word("a" * 5_000_000 + f"<!--{NOISE}-->"),
        "The document's text has more than 4,000,000 bytes of XML.",
    ),
    (
        "a wide Word cell",
        lambda: word('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
        "The table row at line 1 has 999,999 columns; a row may have 40.",
    ),
]


@pytest.mark.parametrize(("make", "sentence"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_a_hostile_file_is_refused_with_a_sentence_soon_and_in_little_memory(
    make: Callable[[], bytes], sentence: str
) -> None:
    data = make()
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(Unreadable) as refused:
        read(data)
    took = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.sentence == sentence
    assert took < 2
    assert peak < 64_000_000


def test_a_refusal_names_the_file_it_was_given() -> None:
    with pytest.raises(Unreadable, match=r"^plan\.doc: The file is empty\.$"):
        read(b"", name="plan.doc")


@pytest.mark.parametrize(
    "unit",
    [
        "<a ",
        "<!--",
        "<p>a",
        "<b>",
        "<td>",
        "<li>a",
        "<script>",
        "<a href='>",
        "a <br>",
        "&lt;",
        "<table><tr>",
        "<div><p>",
    ],
)
def test_a_large_page_of_tags_takes_no_more_than_two_seconds_and_little_memory(unit: str) -> None:
    data = ("<html><body>" + unit * (400_000 // len(unit))).encode()
    tracemalloc.start()
    started = time.process_time()
    with contextlib.suppress(Unreadable):
        read(data)
    took = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 2
    assert peak < 64_000_000
