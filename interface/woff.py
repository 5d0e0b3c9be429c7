"""A web font as the TrueType file that it was made from: the same tables, unpacked (WOFF 1.0, W3C 2012)."""

import struct
import zlib

HEADER, ENTRY = struct.Struct(">4s4sIHHI24x"), struct.Struct(">4sIIII")
OFFSETS, RECORD = struct.Struct(">4sHHHH"), struct.Struct(">4sIII")


class NoFont(ValueError):
    """What was handed in is no web font with TrueType outlines."""


def as_truetype(packed: bytes) -> bytes:
    """The TrueType font in a .woff file. Raises NoFont if it is none, or is damaged."""
    if packed[:4] != b"wOFF" or packed[4:8] != b"\0\1\0\0":
        raise NoFont("This is no .woff file with TrueType outlines.")
    try:
        _, flavour, _, number, _, _ = HEADER.unpack_from(packed)
        entries = [ENTRY.unpack_from(packed, HEADER.size + ENTRY.size * at) for at in range(number)]
        tables = [(tag, _table(packed[at : at + kept], size), check) for tag, at, kept, size, check in entries]
    except (struct.error, zlib.error) as error:
        raise NoFont("This .woff file is damaged.") from error
    return _font(flavour, tables)


def _table(kept: bytes, size: int) -> bytes:
    data = kept if len(kept) == size else zlib.decompress(kept)
    if len(data) != size:
        raise NoFont("This .woff file is damaged.")
    return data


def _font(flavour: bytes, tables: list[tuple[bytes, bytes, int]]) -> bytes:
    """The directory, which readers search by halves, and each table on a boundary of four bytes."""
    power = len(tables).bit_length() - 1
    head = OFFSETS.pack(flavour, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    at, records, bodies = len(head) + RECORD.size * len(tables), b"", b""
    for tag, data, check in tables:
        records += RECORD.pack(tag, check, at + len(bodies), len(data))
        bodies += data + b"\0" * (-len(data) % 4)
    return head + records + bodies
