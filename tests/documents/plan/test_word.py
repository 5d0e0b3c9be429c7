"""A plan as a Word document: headings that are headings, tables that are tables, in the order of the PDF."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.plan.printed import printed
from documents.plan.word import written
from tests.documents.plan.made_up import a_plan
from tests.documents.printing.reading import Print
from tests.journeys import days

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def opened(content):
    document = Document(io.BytesIO(content))
    headings = [
        (int(style[-1]), each.text) for each in document.paragraphs if (style := each.style.name).startswith("Heading")
    ]
    words = "\n".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    return SimpleNamespace(document=document, headings=headings, words=words)


@pytest.fixture(scope="module")
def found(reference):
    return opened(written(reference))


def test_headings_have_their_levels_in_the_order_of_the_pdf(reference, found):
    names = [text.partition(". ")[2] or text for level, text in found.headings if level == 1]
    bookmarks = [title for level, title, _ in Print(printed(reference)).bookmarks if level == 0]
    assert names == bookmarks[1:]
    assert found.headings[:3] == [
        (1, "1. Making London's streets safer"),
        (2, "1.1 Street crime"),
        (3, "Objective 1"),
    ]
    assert {level for level, _ in found.headings} == {1, 2, 3, 4}


def test_every_title_and_every_target_of_the_reference_paper_is_in_it(reference, found):
    written_ = [each.title for each in reference.objectives]
    written_ += [target.text for each in reference.objectives for target in each.targets.all()]
    written_ += [each.title for each in reference.activities]
    text = " ".join(found.words.split())
    assert [each for each in written_ if " ".join(each.split()) not in text] == []


def test_heads_of_tables_are_repeated_and_no_row_is_parted(found):
    tables = found.document.tables
    assert len(tables) > 40
    for table in tables:
        first, *rows = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *rows))
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows)


def test_the_contents_are_a_field_that_holds_every_heading_before_word_fills_it(found):
    body = found.document.element.body
    (field,) = [each.text for each in body.iter(qn("w:instrText"))]
    places = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    anchors = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink")) if each.get(qn("w:anchor"))]

    assert field.startswith('TOC \\o "1-4"')
    assert len(anchors) > 25
    assert set(anchors) <= places
    kinds = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_a_draft_says_so_in_the_head_of_every_page_and_a_published_plan_does_not():
    draft, published = (opened(written(a_plan(state=state))).document for state in ("in_review", "published"))
    heads = ["\n".join(each.text for each in one.sections[0].header.paragraphs) for one in (draft, published)]
    assert heads == ["Draft: Policing plan 2001/02\nDRAFT", "Policing plan 2001/02"]
    assert draft.core_properties.title == "Draft: Policing plan 2001/02"


def test_it_says_what_it_is_and_in_which_language_and_never_when_it_was_made():
    content = written(a_plan())
    about = opened(content).document.core_properties
    assert (about.language, about.author) == ("en-GB", "Metropolitan Police Authority")
    assert about.created.isoformat() == about.modified.isoformat() == "2001-03-31T12:00:00+00:00"
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2001, 3, 31, 13, 0, 0)}
        assert b'w:val="en-GB"' in parts.read("word/styles.xml")


def test_an_empty_plan_is_a_document_as_well():
    assert "The plan is still empty." not in opened(written(a_plan(0, 0))).words
    assert "Contents" in opened(written(a_plan(0, 0))).words


def test_whoever_reads_the_plan_gets_it_at_its_address(world, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_17"
    address = f"/plans/{world.plan.slug}/plan.docx"
    assert client.get(address).status_code == 404
    client.force_login(world.mira)
    answer = client.get(address)
    name = f"draft-plan-{world.plan.slug}.docx"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert f'href="{address}"' in client.get(world.plan.get_absolute_url()).text
    assert "?? per cent" in opened(answer.content).words
