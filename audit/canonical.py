"""The bytes of an entry and the hashes over them.

Leaf and link are told apart by a first byte, as in RFC 6962 section 2.1, so neither can be passed off as the other.
"""

import hashlib
import json
import unicodedata
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID


def canonical(entry: object) -> bytes:
    """RFC 8785 JSON of `entry`, which holds dicts with ASCII keys, lists, strings, booleans and None only.

    For that schema the standard library's encoder gives the bytes of a full canonicaliser; a test holds them equal.
    """
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def leaf_hash(text: bytes) -> str:
    """SHA-256(0x00 + text), in hex."""
    return hashlib.sha256(b"\x00" + text).hexdigest()


def link_hash(previous: str, leaf: str) -> str:
    """SHA-256(0x01 + previous link + leaf), in hex; both arguments are hex."""
    return hashlib.sha256(b"\x01" + bytes.fromhex(previous) + bytes.fromhex(leaf)).hexdigest()


def first_link(book: str, identity: str) -> str:
    """The link before entry 1: pins the chain to this book of this ledger, in hex."""
    return hashlib.sha256(b"\x02" + f"{book} {identity}".encode()).hexdigest()


def commitment(value: str, salt: str) -> str:
    """SHA-256(salt + value), in hex; `salt` is 16 bytes in hex."""
    return hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest()


def commitments(entry: dict[str, Any]) -> dict[str, str]:
    """The hashes of words that an entry holds, by name. Raises LookupError or TypeError for what is none."""
    found = {
        "actor": entry["actor"]["label"],
        "basis": entry["basis"],
        "because": entry["because"],
        "on_behalf_of": entry["on_behalf_of"]["label"],
        "subject": entry["subject"]["label"],
    }
    private = entry.get("private", [])
    for name in private:
        for side, value in enumerate(entry["changes"][name]):
            found[f"{name}.{side}"] = value
    return {name: value for name, value in found.items() if value}


def plain(value: Any) -> Any:
    """`value` as the ledger keeps it: numbers, days, hours, ids as strings, text in NFC, None and booleans as they are.

    Raises TypeError for anything else: a value the ledger cannot keep must not be governed.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int | Decimal | UUID):
        return str(value)
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"The ledger cannot keep a {type(value).__name__}.")


def instant(value: datetime) -> str:
    """An aware datetime as a UTC string with microseconds: 2001-01-22T10:00:00.000000Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
