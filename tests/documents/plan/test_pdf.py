"""A plan as a PDF: everything that stands in it, where it is found, and how it says what is not decided."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as settings_

from documents.plan.glossary import GLOSSARY
from documents.plan.printed import printed
from documents.plan.read import as_it_stands
from documents.plan.words import STANDING
from documents.printing.text import printable
from governance.models.target import OPEN, Resolution
from tests.documents.plan.made_up import a_plan
from tests.documents.printing.reading import Print
from tests.governance.test_what_the_public_reads import begin_an_amendment, publish_the_plan
from tests.journeys import days
from tests.world import acting, bring_to

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture(scope="module")
def found(reference):
    """The print of the reference paper's plan."""
    return Print(printed(reference))


@pytest.fixture(scope="module")
def made_up():
    return Print(printed(a_plan()))


def squeezed(text: str) -> str:
    """Without blanks: where a line ends in a cell is the print's business."""
    return re.sub(r"\s+", "", printable(text))


def test_every_title_and_every_target_of_the_reference_paper_is_read_in_it(reference, found):
    text = squeezed(found.text)
    written = [title for priority, _ in reference.tree for title in [priority.title]]
    written += [branch.aspect.title for _, branches in reference.tree for branch in branches]
    written += [activity.title for activity in reference.activities]
    for objective in reference.objectives:
        written += [objective.title, *(each.text for each in objective.indicators.all())]
        written += [each.text for each in objective.targets.all()]
        written += [each.text for each in (*objective.notes.all(), *objective.action_points.all())]
    written += [str(each) for each in reference.statutory]

    assert len(written) > 230
    assert [each for each in written if squeezed(each) not in text] == []


def test_a_place_of_the_contents_is_where_it_says(found):
    pages = {title: page for _, title, page in found.bookmarks}
    contents = found.pages[pages["Contents"] - 1]
    for title in ("Street crime", "Sustained activities", "Words and abbreviations", "Decisions and seals"):
        assert f"{title} {pages[title]}" in contents
        assert title in found.pages[pages[title] - 1]


def test_bookmarks_lead_to_priorities_aspects_and_objectives(reference, found):
    levels = {title: level for level, title, _ in found.bookmarks}
    assert [title for level, title, _ in found.bookmarks if level == 0] == [
        "Contents",
        *(priority.title for priority, _ in reference.tree),
        "Sustained activities",
        "Statutory indicators, and where each is used",
        "Words and abbreviations",
        "Decisions and seals",
    ]
    assert levels["Street crime"] == 1
    assert levels["Street crime: objective 1: To reduce the incidence of street crime"] == 2


def test_a_statutory_indicator_says_where_it_is_used(found):
    text = found.text[found.text.rindex("Statutory indicators, and where each is used") :]
    assert re.search(r"BVPI 138 .*?Race and homophobic crime: objective 2", text)


def test_no_target_by_decision_not_yet_set_and_no_data_are_never_the_same_words(made_up):
    groups = {
        "No target, by decision": {Resolution.DELIBERATELY_NOT_SET},
        "Not yet set": {Resolution.PLACEHOLDER, Resolution.UNDER_DEVELOPMENT, Resolution.BEING_RESEARCHED},
        "No data": {Resolution.MISSING},
    }
    for begins, resolutions in groups.items():
        assert {each for each, words in STANDING.items() if words.startswith(begins)} == resolutions
    assert set(STANDING) == set(Resolution)
    for resolution, words in STANDING.items():
        told = f"Open. {words}" if resolution in OPEN else words
        assert squeezed("Left to the boroughs" if resolution == Resolution.DELEGATED else told) in squeezed(
            made_up.text
        )


def test_a_number_beside_its_baseline_is_drawn_and_told(made_up):
    assert "“30 days” beside its baseline" in made_up.text
    assert "Baseline 36" in made_up.text
    assert "Unit per cent" in made_up.text
    assert not any(page.images for page in made_up.file.pages)


def test_words_are_those_of_the_vocabulary(made_up):
    lines = (Path(settings_.ROOT) / "docs" / "vocabulary.md").read_text().splitlines()
    vocabulary = dict(re.findall(r"^\| (.+?) \| (.+) \|$", "\n".join(lines), re.M))
    assert {word: vocabulary[word] for word in GLOSSARY} == GLOSSARY
    assert list(GLOSSARY) == sorted(GLOSSARY, key=str.casefold)
    assert "FPBV Finance" in made_up.text
    assert "urgency why something is decided before the body meets" in made_up.text


def test_a_later_edition_says_when_the_plan_was_published_and_when_it_was_made():
    read = a_plan(state="published")
    later = replace(read.proof, effective_on=date(2001, 4, 19), published_on=date(2001, 3, 31))
    assert replace(read, proof=later).status == "Published on 31 March 2001; this edition is of 19 April 2001."
    first = replace(read.proof, published_on=date(2001, 3, 31))
    assert replace(read, proof=first).status == "Published on 31 March 2001."


def test_a_draft_says_so_on_every_page_and_a_published_plan_on_none(made_up):
    for number, page in enumerate(made_up.pages, 1):
        assert "DRAFT" in page
        assert f"Page {number} of {len(made_up.pages)}" in page
    published = Print(printed(a_plan(state="published")))
    assert "DRAFT" not in published.text
    assert "Draft" not in published.text
    assert "Published on 31 March 2001." in published.pages[0]
    assert (made_up.about["Title"], published.about["Title"]) == (
        "Draft: Policing plan 2001/02",
        "Policing plan 2001/02",
    )
    assert published.about["CreationDate"] == "D:20010331000000"
    assert published.file.trailer["/Root"]["/Lang"] == "en-GB"


def test_every_page_says_which_text_it_is_and_where_it_is_read(made_up):
    read = a_plan()
    for page in made_up.pages:
        assert f"Seal of the text (SHA-256): {read.seal}" in page
        assert "/plans/3-2001-02/" in page
    assert f"Ledger entry plan-3:212: {'c' * 64}" in made_up.pages[0]
    assert f"{settings_.ADDRESS}/plans/3-2001-02/" in made_up.links


def test_a_decision_is_told_with_the_seal_of_what_the_body_had_and_whether_that_is_this_text():
    read = a_plan()
    text = Print(printed(read)).text
    assert "Finance, 22 January 2001: FPBV 3" in text
    assert f"The plan as a whole Endorsed. {'a' * 64} The text here is another." in " ".join(text.split()) or (
        "The text here is another." in text
    )
    (decision,) = read.decisions
    for outcome in decision.outcomes.all():
        outcome.seal = outcome.objective.seal() if outcome.objective else read.seal
    assert "The text here is another." not in Print(printed(read)).text


def test_every_letter_is_in_the_file(made_up):
    assert all(embedded for _, embedded in made_up.fonts)


def test_the_heads_of_a_table_stand_on_each_of_its_pages_and_a_small_one_is_not_parted(made_up):
    text = "The number of crimes recorded in the year. "
    long = Print(printed(a_plan(2, 1, lambda words: text * 300 if words == "Recorded crimes" else words)))
    assert sum("Indicator Target Standing" in page for page in long.pages) > 3
    for number in range(1, 17):
        name = f"Objective number {number - 1} "
        (page,) = [page for page in made_up.pages if name in page]
        after = page[page.index(name) :]
        assert "Note: A note on the objective" in after


def test_an_empty_plan_is_a_document_as_well():
    read = replace(a_plan(0, 0), tree=[], activities=[], statutory=[], decisions=[])
    text = Print(printed(read)).text
    assert "The plan is still empty." in text
    assert "No decision has been recorded." in text
    assert "Sustained activities" not in text


class TestAtItsAddress:
    """What somebody gets who asks for the file."""

    @pytest.fixture(autouse=True)
    def _march(self, settings):
        settings.TODAY = f"{days.__name__}.on_2001_03_31"
        settings.ADDRESS = "https://assent.example.org"

    def test_those_who_read_the_plan_print_it_and_nobody_else(self, world, client):
        address = f"/plans/{world.plan.slug}/plan.pdf"
        for person in (None, world.walter):
            if person:
                client.force_login(person)
            assert client.get(address).status_code == 404
        client.force_login(world.mira)
        page, answer = client.get(world.plan.get_absolute_url()), client.get(address)
        assert f'href="{address}"' in page.text
        name = f"draft-plan-{world.plan.slug}.pdf"
        assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert client.post(address).status_code == 405

    def test_the_public_prints_what_is_published_and_so_does_everybody_else(self, world, client):
        publish_the_plan(world)
        address = f"/plans/{world.plan.slug}/plan.pdf"
        public = client.get(address)
        begin_an_amendment(world, "workshop_review")
        client.force_login(world.mira)

        assert client.get(address).content == public.content
        assert public.headers["Content-Disposition"] == f'inline; filename="plan-{world.plan.slug}.pdf"'
        assert "Firearms: objective 1" not in Print(public.content).text

    def test_a_plan_of_a_moment_is_printed_from_the_ledger_and_says_so(self, world, client):
        client.force_login(world.mira)
        before = as_it_stands(world.plan, acting(world.mira)).proof.key
        bring_to(world, "workshop_review")
        answer = client.get(f"/plans/{world.plan.slug}/plan.pdf?as_at={before}")
        assert answer.status_code == 200
        then = Print(answer.content)
        assert "As at ledger entry plan-" in then.pages[0]
        assert f"https://assent.example.org/plans/{world.plan.slug}/?as_at=plan-" in then.pages[0]
        assert "?? per cent" in then.text
