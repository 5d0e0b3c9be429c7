"""What people write reaches the page as text, whatever it would be elsewhere."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import SimpleDocTemplate

from documents.printing import fonts
from documents.printing.styles import BODY, CELL
from documents.printing.tables import register, table
from documents.printing.text import Linked, Strong, as_shown, line, paragraph, paragraphs, printable, shortened
from tests.documents.printing.reading import Print

pytestmark = pytest.mark.once

TABLE = [
    ("5 per cent", "5 per cent"),
    ("", ""),
    (5, "5"),
    ("Tŷ Hywel, Llŷn", "Tŷ Hywel, Llŷn"),
    ("y\u0302", "ŷ"),
    ('<img src="/etc/passwd"/>', '<img src="/etc/passwd"/>'),
    ("<b>unclosed", "<b>unclosed"),
    ("</para><para>", "</para><para>"),
    ('<a href="file:///etc/passwd">x</a>', '<a href="file:///etc/passwd">x</a>'),
    ("<onDraw name=evil/>", "<onDraw name=evil/>"),
    ("<!-- &lt; &amp; &#60; <![CDATA[", "<!-- &lt; &amp; &#60; <![CDATA["),
    ("{{ meeting }} {% url %} %s {0} \\n (x) \\)", "{{ meeting }} {% url %} %s {0} \\n (x) \\)"),
    ("a\0b\x07c\x1bd\x7fe\x9bf", "abcdef"),
    ("one\r\ntwo\rthree\u2028four\vfive", "one\ntwo\nthree\nfour\nfive"),
    ("a\tb\u2003c", "a b c"),
    ("5\u00a0per\u202fcent", "5\u00a0per\u00a0cent"),
    ("\u202egpj.exe\u202c", "gpj.exe"),
    ("\u2066a\u2069 \u200fb\u061c", "a b"),
    ("zero\u200bwidth\u200djoin\ufeff soft\u00adhyphen", "zerowidthjoin softhyphen"),
    ("\ud800 half", " half"),
    ("\ue000\U000f0000 private", " private"),
    ("\ufdd0\uffff none", " none"),
    ("Z" + "\u0337" * 50, "Z" + "\u0337" * 4),
]


@pytest.mark.parametrize(("written", "shown"), TABLE)
def test_what_has_a_shape_is_printed_as_it_is_and_what_has_none_is_left_out(written, shown):
    assert printable(written) == shown


def test_a_line_is_one_line():
    assert line(" one\n\n two\u2029three ") == "one two three"


def on_paper(*flowables):
    file = BytesIO()
    SimpleDocTemplate(file, invariant=1, initialFontName=fonts.name()).build(list(flowables))
    return Print(file.getvalue())


HOSTILE = [written for written, _ in TABLE if "<" in str(written) or "%" in str(written)]


@pytest.mark.parametrize("written", HOSTILE)
def test_markup_is_printed_and_never_followed(written):
    """Wherever it stands: as text, in bold, as the words of a link, in a list, in a cell."""
    found = on_paper(
        paragraph(BODY, written),
        paragraph(BODY, Strong(written), Linked(written, "https://assent.example.org/")),
        *paragraphs(BODY, written, bullet=written),
        table([[paragraphs(CELL, written)]], (1,)),
    )
    words = " ".join(str(written).split())
    assert found.text.replace(" ", "").count(words.replace(" ", "")) == 6
    assert found.links == {"https://assent.example.org/"}
    assert not any(page.images for page in found.file.pages)
    assert b"root:" not in found.everything()


def test_a_word_of_a_hundred_thousand_letters_is_cut_into_lines():
    found = on_paper(*paragraphs(BODY, "x" * 100_000))
    assert found.text.replace(" ", "").count("x") == 100_000


def test_a_cell_longer_than_a_page_goes_on_on_the_next_with_the_heads():
    found = on_paper(
        *register([[paragraphs(CELL, "word " * 4_000), [paragraph(CELL, "5")]]], {"Long": 0.8, "Short": 0.2})
    )
    assert len(found.pages) > 3
    assert all("Long Short" in page for page in found.pages)
    assert found.text.count("word") == 4_000


def test_a_letter_that_no_font_has_is_printed_as_its_number():
    assert "[U+6F22]" in on_paper(paragraph(BODY, "漢")).text


def test_where_the_fonts_have_not_been_built_it_is_said_what_builds_them(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="`make static`, builds them"):
        fonts._registered("NotoSans", tmp_path / "none.ttf")


def test_many_languages_are_written_with_letters_that_are_in_the_file():
    words = "Tŷ Gŵyl, Łódź, Ελλάς, Москва, Việt Nam, naïve, ≥ 5 and ≤ 7, £3 and €4"
    found = on_paper(paragraph(BODY, words, " ", Strong(words)))
    assert found.text == f"{words} {words}"
    assert all(embedded for _, embedded in found.fonts)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_whatever_is_written_a_paragraph_is_made_of_exactly_that(written):
    made = paragraph(BODY, written)
    text = "".join("\n" if hasattr(frag, "lineBreak") else frag.text for frag in made.frags)
    runs = "\n".join(
        "".join(run.text for run in fonts.runs(each)) for each in printable(written).strip("\n").split("\n")
    )
    assert text == runs


def test_nobody_else_makes_paragraphs():
    import re
    from pathlib import Path

    folder = Path(fonts.__file__).parent
    makers = [
        path.name for path in sorted(folder.glob("*.py")) if re.search(r"\bParagraph\(|ParaFrag\(", path.read_text())
    ]
    assert makers == ["text.py"], "Take documents.printing.text.paragraph: text given to ReportLab's parser is markup."


def test_what_is_shortened_says_so_and_a_letter_without_a_font_counts_for_its_number():
    assert shortened("one two three", 8) == "one two…"
    assert shortened("one\ntwo", 8) == "one two"
    assert as_shown("漢\nw") == "[U+6F22] w"
