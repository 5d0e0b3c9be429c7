"""The check of a pack's ledger once more, written from README.txt alone: the chain is a fold, JSON by our own hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import reduce
from hashlib import new
from pathlib import Path
from typing import Any

ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
Places = dict[str, set[int]]


class NotOurs(ValueError):
    """What no ledger writes."""


def digest(*parts: bytes) -> bytes:
    return new("sha256", b"".join(parts)).digest()


def written(value: Any) -> str:
    """RFC 8785, by hand: no numbers, since the ledger writes none."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            inside = (ESCAPES.get(each) or (f"\\u{ord(each):04x}" if each < " " else each) for each in value)
            return f'"{"".join(inside)}"'
        case list():
            return f"[{','.join(map(written, value))}]"
        case dict():
            keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
            return "{" + ",".join(f"{written(key)}:{written(value[key])}" for key in keys) + "}"
    raise NotOurs(type(value))


def broken_books(folder: Path) -> set[str]:
    """The books of a pack in which the chain, a text or a word is not what was hashed."""
    books = json.loads((folder / "manifest.json").read_text("utf-8"))["books"]
    files = {name: folder / "ledger" / f"{name}.jsonl" for name in books}
    gone = {each for file in files.values() for each in erased_by(file)}
    return {name for name, head in books.items() if not holds(files[name], name, head, gone)}


def erased_by(file: Path) -> Iterator[tuple[str, str]]:
    """(key of an entry, word) for all that the erasures in a file name, whatever else is wrong with it."""
    for raw in file.read_bytes().split(b"\n"):
        with suppress(ValueError, LookupError, TypeError, AttributeError):
            entry = json.loads(raw.decode("utf-8"))["entry"]
            removed = entry["changes"]["removed"][1] if entry["action"] == "person.erased" else ""
            for words in map(str.split, removed.splitlines()):
                yield from ((words[0], name) for name in words[1:])


def holds(file: Path, book: str, head: dict[str, str], gone: set[tuple[str, str]]) -> bool:
    try:
        entries = [read(raw) for raw in file.read_bytes().split(b"\n")[:-1]]
        for each in entries:
            each["gone"] = {name for key, name in gone if key == f"{book}:{each['seq']}"}
        begin = digest(b"\x02", f"{book} {head['identity']}".encode())
        end = reduce(following, enumerate(entries, 1), (book, begin))[1]
        shown = sum(1 for each in entries if each["entry"] is not None)
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    counts = (str(len(entries)), str(shown), str(len(entries) - shown))
    last = end.hex() if entries else head["link"]
    return (last, *counts) == (head["link"], head["seq"], head["shown"], head["withheld"]) and ends_well(file)


def ends_well(file: Path) -> bool:
    return not (data := file.read_bytes()) or data.endswith(b"\n")


def read(raw: bytes) -> dict[str, Any]:
    line = json.loads(raw.decode("utf-8"))
    if written(line).encode() != raw or sorted(line) != "book entry leaf link seq withheld words".split():
        raise NotOurs(raw)
    return line


def following(state: tuple[str, bytes], numbered: tuple[int, dict[str, Any]]) -> tuple[str, bytes]:
    """The link after one more entry; raises NotOurs where it is not the one that belongs there."""
    (book, link), (number, line) = state, numbered
    entry, leaf = line["entry"], bytes.fromhex(line["leaf"])
    if (line["book"], line["seq"]) != (book, str(number)):
        raise NotOurs(number)
    if entry is None:
        if line["words"] != {} or line["withheld"] != []:
            raise NotOurs(number)
    elif digest(b"\x00", written(entry).encode()) != leaf or (entry["book"], entry["seq"]) != (book, str(number)):
        raise NotOurs(number)
    else:
        beside(entry, line["words"], line["withheld"], line["gone"])
    link = digest(b"\x01", link, leaf)
    if (link.hex(), leaf.hex()) != (line["link"], line["leaf"]):
        raise NotOurs(number)
    return book, link


def beside(entry: dict[str, Any], words: dict[str, list[str]], withheld: list[str], gone: set[str]) -> None:
    """Each hash in the entry is kept by a word beside it, or the word is withheld, or went with a person."""
    hashes = dict(hashes_in(entry))
    kept = {}
    for name, (value, salt) in words.items():
        if len(bytes.fromhex(salt)) != 16 or salt != salt.lower():
            raise NotOurs(name)
        kept[name] = digest(bytes.fromhex(salt), value.encode()).hex()
    not_there = gone.union(withheld)
    if set(kept) & not_there or kept != {name: hashes[name] for name in hashes if name not in not_there}:
        raise NotOurs(entry["seq"])
    if not set(withheld) <= set(hashes):
        raise NotOurs(withheld)


def hashes_in(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("because", "basis"):
        if entry[name]:
            yield name, entry[name]
    for name in ("actor", "subject", "on_behalf_of"):
        if entry[name]["label"]:
            yield name, entry[name]["label"]
    for name in entry["private"]:
        for side in (0, 1):
            if entry["changes"][name][side]:
                yield f"{name}.{side}", entry["changes"][name][side]
