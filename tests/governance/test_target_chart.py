"""A target beside its baseline: drawn where the two can be compared, and nowhere else."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from governance.models import Target
from governance.target_chart import against_baseline, as_svg
from tests.world import JAN_17, acting
from workflow.gate import perform

pytestmark = pytest.mark.once


def a_target(**of_it):
    values = {"text": "30 days", "form": "average_level", "numbers": ["30"], "unit": "days", "baseline": "36 days"}
    return Target(**{"resolution": "resolved", **values, **of_it})


COMPARED = [
    ({}, "Baseline 36, target 30 (days)."),
    ({"baseline": "36 (1999/00)"}, "Baseline 36, target 30 (days)."),
    ({"baseline": "1999-2000: 1,725.5"}, "Baseline 1,725.5, target 30 (days)."),
    ({"baseline": "At 31 March 2000 it was 42"}, "Baseline 42, target 30 (days)."),
    ({"unit": "per cent", "baseline": "72.5%"}, "Baseline 72.5, target 30 (per cent)."),
    ({"resolution": "provisional", "unit": ""}, "Baseline 36, target 30; the target is provisional."),
    ({"numbers": ["0"]}, "Baseline 36, target 0 (days)."),
]


@pytest.mark.parametrize(("of_it", "told"), COMPARED)
def test_two_numbers_of_one_unit_are_compared(of_it, told):
    against = against_baseline(a_target(**of_it))
    assert against is not None
    assert against.in_words == told


NOT_COMPARED = [
    {"form": "percentage_change", "text": "Reduce by 30 per cent"},
    {"form": "parity"},
    {"form": ""},
    {"numbers": []},
    {"numbers": ["30", "40"]},
    {"numbers": ["NaN"]},
    {"numbers": ["-3"]},
    {"numbers": ["1E+30"]},
    {"baseline": ""},
    {"baseline": "the total for 2000/1"},
    {"baseline": "36 in London, 40 elsewhere"},
    {"baseline": "-36"},
    {"baseline": "36%"},
    {"unit": "per cent"},
    {"numbers": ["0"], "baseline": "0"},
    {"resolution": "placeholder"},
    {"resolution": "deliberately_not_set"},
    {"resolution": "delegated"},
]


@pytest.mark.parametrize("of_it", NOT_COMPARED)
def test_what_cannot_be_compared_without_guessing_is_not_drawn(of_it):
    assert against_baseline(a_target(**of_it)) is None


def test_the_numbers_beside_the_picture_are_written_as_in_it_and_say_what_is_provisional():
    figures = {"baseline": "12,400.50", "numbers": ["9150"], "unit": ""}
    assert against_baseline(a_target(**figures)).figures == [("Baseline", "12,400.50"), ("Target", "9,150")]
    provisional = against_baseline(a_target(**figures, resolution="provisional"))
    assert provisional.figures == [("Baseline", "12,400.50"), ("Target (provisional)", "9,150")]


def test_bars_begin_at_nought_and_the_picture_says_in_words_what_it_shows():
    against = against_baseline(a_target(baseline="1000", numbers=["990"]))
    picture = as_svg(against, 'Target “<b>"&\n\0” beside')
    root = fromstring(picture)
    texts = ["".join(each.itertext()).strip() for each in root.iter("{http://www.w3.org/2000/svg}text")]

    assert {"0", "1,000", "990", "Baseline", "Target"} <= set(texts)
    assert "1000" not in texts, "on the axis as beside the bars"
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == "Baseline 1,000, target 990 (days)."
    assert root.findtext("{http://www.w3.org/2000/svg}title") == 'Target “<b>"& ” beside'
    assert b"style=" not in picture
    assert as_svg(against, "T") == as_svg(against, "T")


def test_it_has_an_address_of_its_own_for_whoever_reads_the_target(world, client):
    values = {"form": "rate_or_share", "unit": "per cent", "baseline": "12 per cent", "numbers": ["5"]}
    target = Target(objective=world.street, text="5 per cent", resolution="resolved", **values)
    perform(target.add, actor=acting(world.colin, JAN_17))
    address = f"/targets/{target.pk}/chart.svg"

    assert client.get(address).status_code == 404
    client.force_login(world.mira)
    answer, page = client.get(address), client.get(target.get_absolute_url())
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml")
    assert f'src="{address}" alt="Two bars that begin at nought. Baseline 12, target 5 (per cent)."' in page.text
    assert client.get(f"/targets/{world.resolved.pk}/chart.svg").status_code == 404
    assert "chart.svg" not in client.get(world.resolved.get_absolute_url()).text
    assert client.post(address).status_code == 405
