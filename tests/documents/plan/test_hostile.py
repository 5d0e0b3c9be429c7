"""Whatever people write into a plan stays text: in PDF, Word, CSV, JSON and XLSX (promises D6, D7, D8).

Five hundred texts go through every writer: each in some field, or with HOSTILE=all in all fields of an objective.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import docx
import pytest
import reportlab
from django.conf import settings
from docx.oxml.ns import qn

from documents.plan.columns import TABLES
from documents.printing import fonts
from documents.printing.text import printable
from interface.sinks import CUT
from tests.documents.hostile import PAYLOADS
from tests.documents.plan.made_up import Words, a_plan
from tests.documents.plan.reading import rows_of_csv, rows_of_json, sheets_of
from tests.documents.plan.writers import WRITERS
from tests.documents.printing.reading import Print

pytestmark = [pytest.mark.once, pytest.mark.django_db]

ALL = os.environ.get("HOSTILE") == "all"
FIELDS_OF_AN_OBJECTIVE = 9
OBJECTIVES = (len(PAYLOADS) * 3 // 2 if ALL else len(PAYLOADS) // FIELDS_OF_AN_OBJECTIVE) + 12


def hostile_words() -> Words:
    """Each text in its turn, wherever a plan has words; with HOSTILE=all, each in all words of an objective."""
    turn = cycle(PAYLOADS)
    count = cycle(range(FIELDS_OF_AN_OBJECTIVE))
    held = [""]

    def words(_: str) -> str:
        if not ALL or next(count) == 0:
            held[0] = next(turn)
        return held[0]

    return words


@pytest.fixture(scope="module")
def hostile():
    return a_plan(OBJECTIVES, 4, hostile_words())


@pytest.fixture(scope="module")
def written(hostile):
    """Every document of it, and what was opened, run or asked for on the way."""
    quiet = a_plan()
    for write in WRITERS.values():
        write(quiet)  # fonts and templates are read once
    with tripwire() as touched:
        files = {name: write(hostile) for name, write in WRITERS.items()}
    return files, touched


WATCHED = ("open", "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "urllib.", "ctypes.", "pty.")
_armed: list[list[str]] = []


def _hear(event: str, about: tuple[object, ...]) -> None:
    if _armed and event.startswith(WATCHED):
        what = os.path.normpath(about[0]) if about and isinstance(about[0], str) else about[:1]
        _armed[-1].append(f"{event} {what}")


@contextmanager
def tripwire() -> Iterator[list[str]]:
    """Every file that is opened and every socket and program, as the interpreter tells of them."""
    if not getattr(tripwire, "laid", False):
        sys.addaudithook(_hear)  # cannot be taken off again
        tripwire.laid = True
    touched: list[str] = []
    _armed.append(touched)
    try:
        yield touched
    finally:
        _armed.pop()


OURS = (
    f"open {Path(docx.__file__).parent / 'templates'}",
    f"open {Path(reportlab.__file__).parent}",
    f"open {tempfile.gettempdir()}/openpyxl.",
)
"""what the writers open themselves: the empty document of python-docx, and the files in which openpyxl keeps rows"""


def on_paper(text: str) -> str:
    """A text as a print shows it, without blanks."""
    shown = "".join(run.text for line in printable(text).split("\n") for run in fonts.runs(line))
    return re.sub(r"\s+", "", shown)


def texts_of(read) -> list[str]:
    """Every text that every document tells in full."""
    found = [read.plan.title]
    for objective in read.objectives:
        found += [objective.title]
        for each in objective.indicators.all():
            found += [each.text, *each.items, each.target.text, each.target.holder]
        found += [each.text for each in (*objective.action_points.all(), *objective.notes.all())]
    return found


def test_there_are_five_hundred_and_every_one_of_them_stands_in_the_plan(hostile):
    assert len(PAYLOADS) >= 500
    assert set(PAYLOADS) <= {*texts_of(hostile), *_around(hostile)}


def _around(read) -> list[str]:
    found = [body.name for body in read.bodies] + [body.short_name for body in read.bodies]
    for priority, branches in read.tree:
        found += [priority.title]
        for branch in branches:
            found += [branch.aspect.title, *(note.text for note in branch.aspect.notes.all())]
    found += [each.text for each in read.statutory]
    found += [text for each in read.activities for text in (each.title, each.text)]
    targets = [target for each in read.objectives for target in each.targets.all()]
    targets += [target for each in read.activities for target in each.targets.all()]
    found += [text for each in targets for text in (each.text, each.denominator, each.explanation, each.holder)]
    return found + [each.reference for each in read.decisions]


def test_nothing_is_opened_run_or_asked_for(written):
    _, touched = written
    where = f"open {tempfile.gettempdir()}"
    assert [each for each in touched if not each.startswith(OURS) and each != where] == []


def test_the_tripwire_would_have_heard():
    with tripwire() as touched, pytest.raises(OSError):  # noqa: PT011 - whatever the network of the test says
        Path("/nowhere/at/all").read_text()
    assert touched == ["open /nowhere/at/all"]


def test_the_pdf_shows_the_words_and_does_nothing_with_them(hostile, written):
    found = Print(written[0]["plan.pdf"])
    text = re.sub(r"\s+", "", found.text)
    missing = [each for each in texts_of(hostile) if on_paper(each)[:200] not in text]
    whole = re.sub(r"\s+", "", "".join(_without_furniture(found)))
    assert [each for each in missing if on_paper(each)[:200] not in whole] == []
    inert(found)


def _without_furniture(found: Print) -> Iterator[str]:
    """What stands on its pages between head and foot, where a text goes on on the next page."""
    for page in found.pages:
        yield page.partition("Draft, not published. Seal of the text")[0]


def inert(found: Print) -> None:
    assert all(address.startswith(settings.ADDRESS) for address in found.links)
    assert not any(page.images for page in found.file.pages)
    everything = found.everything()
    for sign in (b"root:x:", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/SubmitForm", b"/OpenAction"):
        assert sign not in everything.replace(b"<</S/JavaScript>>", b""), sign


def test_the_summary_shows_the_beginnings_of_the_words_and_does_nothing_with_them(written):
    found = Print(written[0]["summary.pdf"])
    assert len(found.pages) <= 10
    inert(found)


def test_word_shows_the_words_in_runs_of_text_and_runs_no_field_but_its_own(hostile, written):
    document = docx.Document(io.BytesIO(written[0]["plan.docx"]))
    body = document.element.body
    shown = re.sub(r"\s+", "", "".join(node.text or "" for node in body.iter(qn("w:t"))))
    assert [each for each in texts_of(hostile) if re.sub(r"\s+", "", printable(each)) not in shown] == []
    assert [each.text for each in body.iter(qn("w:instrText"))] == ['TOC \\o "1-4" \\h \\z \\u']
    assert not list(body.iter(qn("w:fldSimple")))
    targets = {each.target_ref for each in document.part.rels.values() if each.is_external}
    assert targets == {hostile.address}
    with zipfile.ZipFile(io.BytesIO(written[0]["plan.docx"])) as parts:
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "embed" in name.lower()]


COLUMNS = {"target_text": "text", "denominator": "denominator", "explanation": "explanation", "left_to": "holder"}


def test_a_csv_brought_in_again_gives_the_original_texts_and_holds_no_formula(hostile, written):
    rows = rows_of_csv(written[0]["targets.csv"])
    targets = [target for each in hostile.objectives for target in hostile.targets_of(each)]
    targets += [target for each in hostile.activities for target in each.targets.all()]
    assert len(rows) == len(targets)
    for row, target in zip(rows, targets, strict=True):
        assert {name: row[name] for name in COLUMNS} == {name: getattr(target, its) for name, its in COLUMNS.items()}


def test_json_gives_the_original_texts(hostile, written):
    rows = rows_of_json(written[0]["targets.json"])
    titles = [each.title for each in hostile.objectives for _ in each.targets.all()]
    assert [row["objective_title"] or "" for row in rows][: len(titles)] == titles


@pytest.mark.parametrize("kind", TABLES)
def test_no_cell_of_a_workbook_is_a_formula_an_error_or_a_link(hostile, written, kind):
    sheets = sheets_of(written[0][f"{kind}.xlsx"])
    cells = [cell for rows in sheets.values() for row in rows for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    with zipfile.ZipFile(io.BytesIO(written[0][f"{kind}.xlsx"])) as parts:
        inside = b"".join(parts.read(name) for name in parts.namelist())
        assert not [name for name in parts.namelist() if "external" in name.lower() or "vba" in name.lower()]
    assert b"<f>" not in inside
    assert b"<f " not in inside


def test_a_workbook_gives_the_original_texts(hostile, written):
    heads, *rows = next(iter(sheets_of(written[0]["targets.xlsx"]).values()))
    at = [head.value for head in heads].index("objective_title")
    titles = [each.title for each in hostile.objectives for _ in each.targets.all()]
    for row, title in zip(rows, titles, strict=False):
        assert unescaped(row[at].value or "") == title or str(row[at].value).endswith(CUT)


def unescaped(text: str) -> str:
    """As office programs read it (ISO/IEC 29500-1, 22.9.2.19)."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("kind", TABLES)
def test_libreoffice_finds_no_formula(written, tmp_path, soffice, kind):
    for format in ("csv", "xlsx"):
        (tmp_path / f"{kind}-{format}.{format}").write_bytes(written[0][f"{kind}.{format}"])
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fods"]
    files = [str(path) for path in sorted(tmp_path.glob(f"{kind}-*"))]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240)
    for format in ("csv", "xlsx"):
        flat = (tmp_path / f"{kind}-{format}.fods").read_text()
        assert "table:formula" not in flat
        assert "DRAFT" in flat
        assert "xlink:href" not in flat.partition("<office:body>")[2]
