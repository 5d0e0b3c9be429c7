"""Checks an audit pack. Needs Python 3.9 or later and nothing else: python3 -I verify.py [--head HASH]

Run it in the unpacked folder. It reads the files beside it, changes nothing and asks no network. It says what it found
in words and ends with 0 if the pack is whole, with 1 if anything is wrong or a head that was asked for is not in it.
What it computes is described in README.txt, so that anybody can write it again and compare.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

MANIFEST, MANIFEST_HASH = "manifest.json", "manifest.sha256"
FORMAT = "assent-pack-1"
LEDGER = "ledger/{}.jsonl"
VERSIONS = "versions.jsonl"
PEOPLE = "people.jsonl"

RECORDS = {
    "plan.jsonl": """
        governance.plan governance.priority governance.aspect governance.objective governance.indicator
        governance.target governance.note governance.actionpoint governance.contribution
        governance.statutoryindicator governance.sustainedactivity governance.stage governance.seal
    """.split(),
    "decisions.jsonl": """
        governance.decision governance.outcome governance.targetoutcome governance.condition governance.delegation
        meetings.determination meetings.callin
    """.split(),
    "votes.jsonl": "meetings.motion meetings.vote".split(),
    "meetings.jsonl": """
        meetings.meeting meetings.jointbody meetings.agenda meetings.item meetings.paper meetings.recommendation
        meetings.appendix meetings.attachment meetings.actiontaken meetings.seat meetings.substitution
        meetings.presence meetings.apology meetings.interest
    """.split(),
    "minutes.jsonl": "meetings.minutes meetings.minute meetings.earlierchair meetings.writtencomment".split(),
    "said.jsonl": "governance.comment governance.consultation governance.review governance.exemptnote".split(),
    "rights.jsonl": """
        governance.body governance.power governance.appointment governance.deputation governance.standingrule
        governance.noticerule governance.closure governance.urgencyrule governance.erasure meetings.standingorders
    """.split(),
    "findings.jsonl": ["governance.finding"],
    "exports.jsonl": ["evidence.export"],
    "reminders.jsonl": "notifications.reminderrule notifications.snooze".split(),
}
"""file: the kinds of things whose rows it holds"""

SEALED = ("sealed", "sealed_open")
"""fields that hold the seal of a text"""

MOST = 200
"""faults that are printed; all of them are counted"""

UNKNOWN = object()
"""a value whose words are not in this pack"""

ERASED, REMOVED = "person.erased", "removed"
"""the action of an entry by which a person was erased, and its field that names the words that went with them"""

IN_PLACE = "[Removed: it named a person who has been erased]"
"""what a row holds in place of words that were erased"""


class Pack:
    """The folder, what it says of itself, and what was found wrong so far."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.faults = []
        self.manifest = {}
        self.told = {}  # (kind, number) -> {field: what the ledger says it holds}
        self.erased = set()  # (book, number, word) that went with a person
        self.links = {}  # link -> the entry it belongs to
        self.shown = self.withheld = 0

    def fault(self, where, what):
        self.faults.append(f"{where}: {what}")


# The manifest and the files


def check_manifest(pack):
    """Read the manifest; without one nothing else can be checked."""
    try:
        raw = (pack.folder / MANIFEST).read_bytes()
        pack.manifest = parsed(raw)
        sound = pack.manifest["format"] == FORMAT and pack.manifest["level"] in ("open", "auditor")
        for name, book in pack.manifest["books"].items():
            named = not name.strip("abcdefghijklmnopqrstuvwxyz0123456789-")
            sound = sound and named and is_hex(book["identity"], 32) and is_hash(book["link"]) and int(book["seq"]) >= 0
        sound = sound and all(is_hash(listed["sha256"]) for listed in pack.manifest["files"].values())
        sound = sound and isinstance(pack.manifest["withheld_texts"], list)
    except OSError:
        pack.fault(MANIFEST, "It is missing or cannot be read.")
        return False
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        pack.fault(MANIFEST, "It is not the manifest of a pack.")
        return False
    try:
        kept = (pack.folder / MANIFEST_HASH).read_text("ascii").split()
    except (OSError, ValueError):
        kept = []
    if kept != [hashlib.sha256(raw).hexdigest(), MANIFEST]:
        pack.fault(MANIFEST, f"It is not the manifest whose hash stands in {MANIFEST_HASH}.")
    return True


def check_files(pack):
    """Every file of the manifest is there and unchanged, every file that must be there is named, and no other is."""
    listed = pack.manifest["files"]
    there = {each.relative_to(pack.folder).as_posix() for each in pack.folder.rglob("*") if not each.is_dir()}
    needed = {"README.txt", "verify.py", VERSIONS, PEOPLE, *RECORDS, *map(ledger_file, pack.manifest["books"])}
    for name in sorted(needed - set(listed)):
        pack.fault(MANIFEST, f"It does not name {name}, which belongs in every such pack.")
    for name in sorted(set(listed) - there):
        pack.fault(name, "The file is missing.")
    for name in sorted(there - set(listed) - {MANIFEST, MANIFEST_HASH}):
        pack.fault(name, "The file is not of this pack: the manifest does not name it.")
    for name in sorted(there & set(listed)):
        if file_hash(pack.folder / name) != listed[name]["sha256"]:
            pack.fault(name, "The file is not the file that was packed: its hash is another.")


def file_hash(file):
    digest = hashlib.sha256()
    with file.open("rb") as read:
        while some := read.read(1 << 20):
            digest.update(some)
    return digest.hexdigest()


def ledger_file(book):
    return LEDGER.format(book)


# The chain


def find_erased(pack):
    """The words that entries in the pack account for: who was erased is in none of them, what went is in each."""
    for book in pack.manifest["books"]:
        for line in lines_of(pack, ledger_file(book)):
            try:
                if line["entry"]["action"] == ERASED:
                    for removed in line["entry"]["changes"][REMOVED][1].splitlines():
                        key, *names = removed.split(" ")
                        pack.erased.update((*key.rsplit(":", 1), name) for name in names)
            except (LookupError, TypeError, AttributeError):
                continue  # withheld, or no entry: that is said where it is checked


def check_book(pack, book, head):
    """Every entry is what was hashed and follows the one before it, from the first to the head."""
    name, expected, previous, last = ledger_file(book), 1, first_link(book, head["identity"]), ""
    counted = {"shown": 0, "withheld": 0}
    for line in lines_of(pack, name):
        where = f"{name}, entry {expected}"
        if not is_line(line):
            pack.fault(where, "Its line is not written as the ledger writes it.")
            previous, expected = None, expected + 1
            continue
        seq = int(line["seq"])
        where = f"{name}, entry {seq}"
        if seq < expected:
            pack.fault(where, "The entry is there twice, or out of its place.")
        elif seq > expected:
            pack.fault(f"{name}, entry {expected}", f"The entry is missing; the next one there is {seq}.")
        if line["book"] != book:
            pack.fault(where, f"The line is one of another book: {line['book']}.")
        check_entry(pack, where, line, book, counted)
        if previous is not None and link_hash(previous, line["leaf"]) != line["link"]:
            pack.fault(where, "It does not follow the entry before it.")
        previous = last = line["link"]
        pack.links[line["link"]] = where
        expected = max(expected, seq + 1)
    if expected - 1 != int(head["seq"]):
        pack.fault(f"{name}, entry {expected}", f"The head counts {head['seq']} entries, but {expected - 1} are there.")
    elif last != (head["link"] if expected > 1 else ""):
        pack.fault(f"{name}, entry {head['seq']}", "The head holds another link than the last entry.")
    for how, number in counted.items():
        if str(number) != head.get(how):
            pack.fault(name, f"The manifest counts {head.get(how)} entries {how}, but there are {number}.")
    pack.shown += counted["shown"]
    pack.withheld += counted["withheld"]


def check_entry(pack, where, line, book, counted):
    """An entry is the text that was hashed, in its own book and place, with the words that were hashed."""
    entry, words = line["entry"], line["words"]
    if entry is None:
        counted["withheld"] += 1
        if words or line["withheld"]:
            pack.fault(where, "The entry is withheld, but something of it is there.")
        return
    counted["shown"] += 1
    text = canonical(entry) if isinstance(entry, dict) else str(entry).encode(errors="replace")
    if leaf_hash(text) != line["leaf"]:
        pack.fault(where, "Its text is not the text that was hashed.")
        return
    try:
        promised = commitments(entry)
        subject = entry["subject"]["type"], entry["subject"]["id"]
        new = {field: pair[1] for field, pair in entry["changes"].items()}
        private = set(entry["private"])
        if not all(isinstance(name, str) for name in (*subject, *new, *private)):
            raise TypeError
    except (LookupError, TypeError, ValueError, AttributeError):
        pack.fault(where, "Its text is not an entry.")
        return
    told = pack.told.setdefault(subject, {})
    if (entry.get("book"), entry.get("seq")) != (book, line["seq"]):
        pack.fault(where, f"Its text says that it is entry {entry.get('seq')} of {entry.get('book')}.")
    erased = {name for name in promised if (book, line["seq"], name) in pack.erased}
    check_words(pack, where, promised, words, set(line["withheld"]), erased)
    for field, value in new.items():
        if field in private and value is not None:
            spoken = (words or {}).get(f"{field}.1")
            told[field] = spoken[0] if spoken else IN_PLACE if f"{field}.1" in erased else UNKNOWN
        else:
            told[field] = value


def check_words(pack, where, promised, words, withheld, erased):
    """Names and reasons stand beside an entry, each with a salt; its text holds their hashes. Those that went with a
    person who was erased are not there any more, and another entry says so."""
    if words is None:
        pack.fault(where, "Its names and reasons are missing or cannot be read.")
        return
    for name in sorted(set(promised) | set(words) | withheld):
        if name in withheld and (name not in promised or name in words):
            pack.fault(where, f"Its words for “{name}” are said to be withheld, and cannot be.")
        elif name in erased and name in words:
            pack.fault(where, f"Its words for “{name}” were erased, and are there again.")
        elif name in erased:
            continue
        elif name not in withheld and (name not in words or commitment(*words[name]) != promised.get(name)):
            pack.fault(where, f"Its words for “{name}” are not those that were hashed.")


def commitments(entry):
    """The hashes of words that an entry holds, by name."""
    found = {
        "actor": entry["actor"]["label"],
        "basis": entry["basis"],
        "because": entry["because"],
        "on_behalf_of": entry["on_behalf_of"]["label"],
        "subject": entry["subject"]["label"],
    }
    for field in entry["private"]:
        found[f"{field}.0"], found[f"{field}.1"] = entry["changes"][field]
    return {name: value for name, value in found.items() if value}


def is_line(line):
    """Whether a line has everything a line of the ledger has, so that nothing below need ask again."""
    if not isinstance(line, dict) or set(line) != {"book", "entry", "leaf", "link", "seq", "withheld", "words"}:
        return False
    words, withheld = line["words"], line["withheld"]
    if not (is_hash(line["leaf"]) and is_hash(line["link"]) and is_number(line["seq"])):
        return False
    if not isinstance(withheld, list) or not all(isinstance(name, str) for name in withheld):
        return False
    return words is None or (isinstance(words, dict) and all(map(is_word, words.values())))


def is_word(pair):
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and all(isinstance(each, str) for each in pair)
        and is_hex(pair[1], 32)
    )


# The rows and the texts


def check_records(pack):
    """Every row is what the entries of the ledger have made it, and none of those kinds is missing."""
    seals = {}
    for name, kinds in RECORDS.items():
        seen = set()
        for number, row in enumerate(lines_of(pack, name), 1):
            if not isinstance(row, dict) or set(row) != {"id", "type", "values"} or not isinstance(row["values"], dict):
                pack.fault(f"{name}, line {number}", "It is no row.")
                continue
            thing = (str(row["type"]), str(row["id"]))
            if thing[0] not in kinds or thing in seen:
                pack.fault(f"{name}, line {number}", f"The row {in_words(thing)} does not belong there.")
                continue
            seen.add(thing)
            check_row(pack, name, thing, row["values"])
            seals.update((str(row["values"].get(field)), thing) for field in SEALED if row["values"].get(field))
        for thing in sorted(each for each in pack.told if each[0] in kinds and each not in seen):
            pack.fault(name, f"The ledger tells of {in_words(thing)}, and there is no row of it.")
    return seals


def check_row(pack, name, thing, values):
    told = pack.told.get(thing)
    if told is None:
        pack.fault(name, f"There is a row {in_words(thing)}, but no entry says how it came about.")
        return
    for field, value in sorted(values.items()):
        proven = told.get(field)
        if proven is not UNKNOWN and (proven or None) != (value or None):
            what = f"The {field} of {in_words(thing)} is {quoted(value)}, and the ledger proves {quoted(proven)}."
            pack.fault(name, what)


def check_versions(pack, seals):
    """Every sealed text is the text that was sealed, and none is missing but those that are said to be withheld."""
    seen = set()
    for number, line in enumerate(lines_of(pack, VERSIONS), 1):
        if not isinstance(line, dict) or set(line) != {"seal", "text"} or not is_hash(line["seal"]):
            pack.fault(f"{VERSIONS}, line {number}", "It is no sealed text.")
            continue
        seal = line["seal"]
        if hashlib.sha256(canonical(line["text"])).hexdigest() != seal:
            what = f"The text under the seal {seal} is not the text that was sealed"
            pack.fault(f"{VERSIONS}, line {number}", f"{what}{of_what(seals, seal)}.")
        seen.add(seal)
        for under in named_in(line["text"]):
            seals.setdefault(under, None)
    for seal in sorted(set(seals) - seen - set(map(str, pack.manifest["withheld_texts"]))):
        pack.fault(VERSIONS, f"The text under the seal {seal} is missing{of_what(seals, seal)}.")


def named_in(text):
    """The seals of objectives that the sealed text of a plan names."""
    named = text.get("objectives", []) if isinstance(text, dict) else []
    return [each for each in named if is_hash(each)] if isinstance(named, list) else []


def of_what(seals, seal):
    return f" ({in_words(seals[seal])})" if seals.get(seal) else ""


def in_words(thing):
    return f"{thing[0].rpartition('.')[2]} {thing[1]}"


def quoted(value):
    return "nothing" if value in (None, "") else f"“{value}”"


# Reading and hashing


def parsed(raw):
    """JSON as the ledger writes it: UTF-8, keys in order and once, no blanks. Raises ValueError."""
    value = json.loads(raw.decode())
    if canonical(value) != raw:
        raise ValueError("not canonical")
    return value


def lines_of(pack, name):
    """The lines of a file one by one; None for one that cannot be read. A missing file has been named already."""
    try:
        with (pack.folder / name).open("rb") as file:
            for raw in file:
                try:
                    yield parsed(raw[:-1]) if raw.endswith(b"\n") else None
                except (ValueError, RecursionError):
                    yield None
    except OSError:
        return


def canonical(value):
    """RFC 8785 JSON, for what the ledger holds: text, lists, dictionaries with plain keys, true, false, null."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def leaf_hash(text):
    return hashlib.sha256(b"\x00" + text).hexdigest()


def link_hash(previous, leaf):
    return hashlib.sha256(b"\x01" + bytes.fromhex(previous) + bytes.fromhex(leaf)).hexdigest()


def first_link(book, identity):
    return hashlib.sha256(b"\x02" + f"{book} {identity}".encode()).hexdigest()


def commitment(value, salt):
    return hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest()


def is_hash(text):
    return is_hex(text, 64)


def is_hex(text, length):
    return isinstance(text, str) and len(text) == length and not text.strip("0123456789abcdef")


def is_number(text):
    return isinstance(text, str) and 0 < len(text) < 20 and not text.strip("0123456789") and text[0] != "0"


# The whole


def check(folder):
    """Everything there is to check, in one go; the pack with what was found wrong."""
    pack = Pack(folder)
    if check_manifest(pack):
        check_files(pack)
        find_erased(pack)
        for book, head in sorted(pack.manifest["books"].items()):
            check_book(pack, book, head)
        check_versions(pack, check_records(pack))
    return pack


def verdict(pack, heads):
    """What to print, and whether all is well."""
    lines = [f"{number}. {fault}" for number, fault in enumerate(pack.faults[:MOST], 1)]
    if len(pack.faults) > MOST:
        lines.append(f"... and {len(pack.faults) - MOST} more.")
    if pack.faults:
        lines.insert(0, f"The pack is NOT whole: {len(pack.faults)} fault{'s'[: len(pack.faults) != 1]}.")
    else:
        books = pack.manifest["books"]
        lines.insert(
            0, f"The pack is whole: {pack.shown + pack.withheld} entries follow one another in {len(books)} books."
        )
        lines.insert(
            1, f"Redaction level “{pack.manifest['level']}”: {pack.withheld} entries are there by their hash only."
        )
        lines += [
            f"Head of {book}: {head['link']} after {head['seq']} entries." for book, head in sorted(books.items())
        ]
        if not heads:
            lines.append("Whether it is the ledger you know, only a head kept elsewhere can tell: --head HASH.")
    missing = [head for head in heads if head not in pack.links]
    for head in heads:
        where = pack.links.get(head)
        lines.append(
            f"The head {head} lies in this ledger: {where}."
            if where
            else f"The head {head} does NOT lie in this ledger: it is another one, an older one, or one written anew."
        )
    return lines, not pack.faults and not missing


def main():
    parser = argparse.ArgumentParser(description="Checks the audit pack in the folder of this program.")
    about = "a link of the ledger, as printed in signed minutes"
    parser.add_argument("--head", action="append", default=[], metavar="HASH", help=about)
    heads = [head.strip().lower() for head in parser.parse_args().head]
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    lines, well = verdict(check(Path(__file__).resolve().parent), heads)
    print("\n".join(lines))
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
