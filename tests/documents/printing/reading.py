"""A print as its reader has it: text page by page, bookmarks with their pages, links, and what it says of itself."""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PdfReader


class Print:
    """One PDF file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.file = PdfReader(BytesIO(content))

    @cached_property
    def pages(self) -> list[str]:
        """What each page says, on one line."""
        return [" ".join(page.extract_text().split()) for page in self.file.pages]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @property
    def about(self) -> dict[str, str]:
        """Title, author, subject and dates."""
        return {key.strip("/"): str(value) for key, value in (self.file.metadata or {}).items()}

    @property
    def bookmarks(self) -> list[tuple[int, str, int]]:
        """Level, title and page, in their order."""
        return list(self._below(self.file.outline, 0))

    def _below(self, entries: Any, level: int) -> Any:
        for entry in entries:
            if isinstance(entry, list):
                yield from self._below(entry, level + 1)
            else:
                yield level, entry.title, self.file.get_destination_page_number(entry) + 1

    @property
    def links(self) -> set[str]:
        """Addresses to which it leads."""
        found = [note.get_object() for page in self.file.pages for note in page.get("/Annots") or []]
        return {note["/A"]["/URI"] for note in found if "/A" in note and "/URI" in note["/A"]}

    @property
    def fonts(self) -> set[tuple[str, bool]]:
        """Name of each font, and whether it is in the file."""
        fonts = [font.get_object() for page in self.file.pages for font in page["/Resources"]["/Font"].values()]
        return {(font["/BaseFont"], "/FontFile2" in font.get("/FontDescriptor", {})) for font in fonts}

    def everything(self) -> bytes:
        """Every object of it unpacked, and all that is said about it: what is not in here is not in the file."""
        parts = [self.content, self.text.encode(), repr(self.about).encode(), repr(self.bookmarks).encode()]
        for reference in self.file.xref[0]:
            thing = self.file.get_object(reference)
            parts.append(thing.get_data() if hasattr(thing, "get_data") else repr(thing).encode())
        return b"\n".join(parts)
