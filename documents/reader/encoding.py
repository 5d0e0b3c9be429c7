"""Bytes to text: which encoding a plain file is in, and which files are no text at all."""

import codecs

from documents.reader.errors import Unreadable

_KNOWN_AS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "The file is a PDF; send the report as plain text, HTML or .docx."),
    (
        b"\xd0\xcf\x11\xe0",
        "The file is an old Word file or protected by a password; save it as .docx without a password.",
    ),
    (b"{\\rtf", "The file is rich text (RTF); save it as .docx."),
    (b"\x89PNG", "The file is a picture; send the report as plain text, HTML or .docx."),
    (b"\xff\xd8\xff", "The file is a picture; send the report as plain text, HTML or .docx."),
    (b"GIF8", "The file is a picture; send the report as plain text, HTML or .docx."),
    (b"\x1f\x8b", "The file is packed with gzip; unpack it first."),
)


def decode(data: bytes) -> str:
    """The text of `data`: UTF-8 or UTF-16 with a mark, else UTF-8, else Windows-1252. Raises `Unreadable`."""
    for magic, sentence in _KNOWN_AS:
        if data.startswith(magic):
            raise Unreadable(sentence)
    text = _marked(data)
    if text is None:
        if b"\0" in data:
            raise Unreadable("The file contains NUL bytes, so it is no text; send plain text, HTML or .docx.")
        text = _unmarked(data)
    if "\0" in text:
        raise Unreadable("The file contains NUL bytes, so it is no text; send plain text, HTML or .docx.")
    _refuse_binary(text)
    return text


def _marked(data: bytes) -> str | None:
    marks = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
    for mark, encoding in marks:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise Unreadable(f"The file is marked as {encoding.upper()} but is not written in it.") from None
    return None


def _unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable("The file is neither in UTF-8 nor in Windows-1252.") from None


def _refuse_binary(text: str) -> None:
    # Word leaves a page break or an end-of-file mark in its text; a real binary is full of control characters.
    table = dict.fromkeys([*range(9), *range(14, 32), 127])
    control = len(text) - len(text.translate(table))
    if control > 16 and control * 100 > len(text):
        raise Unreadable("The file is binary; send the report as plain text, HTML or .docx.")
