"""One table for what leaves the pages as a file."""

import csv
import io
from decimal import Decimal

import pytest

from interface.sinks import (
    BYTE_ORDER_MARK,
    CUT,
    MOST_OF_A_CELL,
    STARTS_A_FORMULA,
    cell,
    csv_lines,
    header,
    mail_text,
    text_of,
    workbook_text,
    xml_text,
)

pytestmark = pytest.mark.once

TABLE = [
    ("", ""),
    (None, ""),
    (5, "5"),
    ("5 per cent", "5 per cent"),
    ("2001-02-08", "2001-02-08"),
    ("Tŷ Hywel", "Tŷ Hywel"),
    ("a = b", "a = b"),
    ("?? per cent", "?? per cent"),
    (" plain", " plain"),
    ("=1+1", "'=1+1"),
    ("+44 20", "'+44 20"),
    ("-5", "'-5"),
    (-5, "'-5"),
    (Decimal("-5.50"), "-5.50"),
    (Decimal("1E+3"), "1000"),
    ("@SUM(A1:A9)", "'@SUM(A1:A9)"),
    ('=HYPERLINK("http://example.org")', '\'=HYPERLINK("http://example.org")'),
    ("\t=1", "'\t=1"),
    ("\rtext", "'\rtext"),
    ("\ntext", "'\ntext"),
    ("\ttext", "'\ttext"),
    (" =1", "' =1"),
    (" \u00a0\u200b\ufeff=1", "' \u00a0\u200b\ufeff=1"),
    ("＝1", "'＝1"),
    ("＋1", "'＋1"),
    ("－1", "'－1"),
    ("＠x", "'＠x"),
    ("\u3000=1", "'\u3000=1"),
    ("\0=1", "'\0=1"),
    ("'tis", "''tis"),
    ("'=1", "''=1"),
]


@pytest.mark.parametrize(("value", "written"), TABLE)
def test_a_cell_is_never_a_formula_and_its_text_comes_back(value, written):
    assert cell(value) == written
    if not isinstance(value, Decimal):
        assert text_of(written) == ("" if value is None else str(value))


@pytest.mark.parametrize("sign", STARTS_A_FORMULA)
def test_every_sign_is_neutralised_behind_any_blank(sign):
    for blank in ("", " ", "\t", "\u00a0", "\ufeff", " \t "):
        assert cell(f"{blank}{sign}1").startswith("'")


def test_a_file_is_read_back_as_it_was():
    rows = [["one", "=1"], ["a, b", 'he said "no"'], ["two\nlines", "'"]]
    text = "".join(csv_lines(rows))
    assert text.startswith(BYTE_ORDER_MARK)
    read = csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""))
    assert [[text_of(each) for each in row] for row in read] == rows


HEADERS = [
    ("Street crime", "Street crime"),
    ("Street\r\nBcc: all@example.org", "Street Bcc: all@example.org"),
    ("a\0b\u2028c\u2029d\x85e\vf", "a b c d e f"),
    ("turned \u202eround", "turned round"),
    ("half a \ud800 pair", "half a pair"),
    ("  many   blanks ", "many blanks"),
    ("=?utf-8?q?a=0Ab?=", "= ?utf-8?q?a=0Ab?="),
    ("", ""),
    ("Tŷ Ŵyn", "Tŷ Ŵyn"),
]


@pytest.mark.parametrize(("text", "line"), HEADERS)
def test_a_header_is_one_line_and_shows_all_it_says(text, line):
    assert header(text) == line


def test_a_long_header_is_cut_and_says_so():
    assert header("a" * 300, 10) == "aaaaaaaaa…"


BODIES = [
    ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
    ("tab\tstays, bell\a goes", "tab\tstays, bell goes"),
    ("half a \ud800 pair\0", "half a  pair"),
]


@pytest.mark.parametrize(("text", "body"), BODIES)
def test_the_text_of_a_mail_keeps_its_lines_and_loses_what_nobody_sees(text, body):
    assert mail_text(text) == body


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a bell\a, a null\0, half a \ud800 pair\ufffe", "a bell, a null, half a  pair"),
        ("<b>one</b> & two\n\tthree 😀 ŵ", "<b>one</b> & two\n\tthree 😀 ŵ"),
        (None, "None"),
    ],
)
def test_a_text_for_xml_loses_what_no_document_can_hold_and_nothing_else(text, kept):
    assert xml_text(text) == kept


CELLS = [
    ("5 per cent", "5 per cent"),
    ("=1+1", "=1+1"),
    ("two\nlines\tand a tab", "two\nlines\tand a tab"),
    ("bell\a", "bell_x0007_"),
    ("\0", "_x0000_"),
    ("carriage\rreturn", "carriage_x000D_return"),
    ("half a \ud800 pair", "half a _xD800_ pair"),
    ("\uffff", "_xFFFF_"),
    ("_x000D_", "_x005F_x000D_"),
    ("_x00g0_ stays", "_x00g0_ stays"),
    ("\U0001f512", "\U0001f512"),
]


@pytest.mark.parametrize(("text", "kept"), CELLS)
def test_a_cell_of_a_workbook_keeps_what_xml_has_no_sign_for(text, kept):
    assert workbook_text(text) == kept


@pytest.mark.parametrize("sign", ["x", "\a", "\U0001f512"])
def test_what_is_too_long_for_a_cell_is_cut_between_signs_and_says_so(sign):
    kept = workbook_text(sign * 40_000)
    assert kept.endswith(CUT)
    assert len(kept) <= MOST_OF_A_CELL
    assert set(kept.removesuffix(CUT).split(workbook_text(sign))) == {""}
    assert workbook_text("x" * MOST_OF_A_CELL) == "x" * MOST_OF_A_CELL
