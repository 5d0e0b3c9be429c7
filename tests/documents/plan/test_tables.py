"""Targets and decisions as CSV, JSON and XLSX: the same rows, whichever program reads them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from documents.plan import tables
from documents.plan.columns import TABLES
from documents.plan.read import as_it_stands
from documents.plan.rows import number_of
from governance.as_at.rows import kept
from governance.models import Aspect, Indicator, Objective, Target
from governance.queries import Branch
from tests.documents.plan.reading import rows_of_csv, rows_of_json, sheets_of
from tests.governance.test_what_the_public_reads import begin_an_amendment, publish_the_plan
from tests.journeys import days
from tests.world import JAN_22, acting, bring_to

pytestmark = [pytest.mark.once, pytest.mark.django_db]

KINDS = list(TABLES)


def table(read, kind="targets", format="json"):
    return tables.FORMATS[format][1](read, kind)


def test_every_target_of_the_reference_paper_is_a_row_with_its_text_as_written(reference):
    rows = rows_of_json(table(reference))

    assert len(rows) == 63
    assert [row["target_text"] for row in rows if row["target_text"] == "Reduce street crime by 5 per cent"]
    street = rows[0]
    assert (street["priority"], street["aspect"]) == ("Making London's streets safer", "Street crime")
    assert (street["objective"], street["held_by"]) == ("Street crime: objective 1", None)
    assert (street["number"], street["unit"], street["direction"]) == (5, "per cent", "decrease")
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/targets/\d+/", street["address"])


def test_undecided_is_empty_and_told_in_words_and_never_0(reference):
    rows = rows_of_json(table(reference))
    told = {row["resolution"]: row["standing"] for row in rows}

    assert not [row for row in rows if row["number"] == 0]
    assert {row["number"] for row in rows if row["resolution"] == "placeholder"} == {None}
    assert told["placeholder"] == "Not yet set: a mark stands in its place"
    assert told["under development"] == "Not yet set: under development"
    assert told["missing"] == "No data: the plan has no target line here"
    assert told["deliberately not set"] == "No target, by decision"
    assert {row["target_text"] for row in rows if row["resolution"] == "missing"} == {None}
    assert all(row["open"] == ("no" if row["resolution"] in CLOSED else "yes") for row in rows)


CLOSED = {"resolved", "deliberately not set", "delegated"}


def test_a_target_that_serves_two_indicators_is_one_row(reference):
    rows = rows_of_json(table(reference))
    (row,) = [row for row in rows if row["statutory"] == "BVPI 138\nBVPI 139"]

    assert len(row["indicators"].split("\n")) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_three_formats_say_the_same(reference, kind):
    in_json = rows_of_json(table(reference, kind))
    in_csv = rows_of_csv(table(reference, kind, "csv"))
    heads, *rows = next(iter(sheets_of(table(reference, kind, "xlsx")).values()))

    as_text = [{name: "" if value is None else str(value) for name, value in row.items()} for row in in_json]
    assert in_csv == as_text
    assert [{head.value: cell.value for head, cell in zip(heads, row, strict=True)} for row in rows] == in_json


def test_numbers_are_numbers_and_days_are_days(reference):
    read = with_a_target(reference, pk=1, text="-2.5", numbers=["-2.50"], review_on=JAN_22, resolution="resolved")
    (row,) = [row for row in rows_of_json(table(read)) if row["target_text"] == "-2.5"]
    (line,) = [row for row in rows_of_csv(table(read, format="csv")) if row["target_text"] == "-2.5"]
    heads, *rows = sheets_of(table(read, format="xlsx"))["DRAFT targets"]
    named = [{head.value: cell for head, cell in zip(heads, row, strict=True)} for row in rows]
    (cells,) = [each for each in named if each["target_text"].value == "-2.5"]

    assert (row["number"], row["numbers"], row["review_on"]) == (-2.5, "-2.50", "2001-01-22")
    assert (line["number"], line["numbers"]) == ("-2.50", "-2.50")
    assert b'"\'-2.5","Resolved"' in table(read, format="csv")
    assert (cells["number"].data_type, cells["number"].value) == ("n", -2.5)
    assert (cells["review_on"].value, cells["review_on"].number_format) == (datetime(2001, 1, 22), "yyyy-mm-dd")  # noqa: DTZ001
    assert (cells["numbers"].data_type, cells["numbers"].quotePrefix) == ("s", True)


def with_a_target(read, **of_it):
    """The same plan with an objective of one target in front."""
    objective = Objective(pk=1, aspect=Aspect(title="Street crime"), title="To reduce", number=1, state="draft")
    own = {"indicators": kept(Indicator, []), "targets": kept(Target, [Target(objective=objective, **of_it)])}
    objective._prefetched_objects_cache = own
    priority, branches = read.tree[0]
    return replace(read, tree=[(priority, [Branch(branches[0].aspect, [objective]), *branches]), *read.tree[1:]])


@pytest.mark.parametrize(
    ("numbers", "number"),
    [
        ([], None),
        (["5"], "5"),
        (["5", "10"], None),
        (["about 5"], None),
        (["NaN"], None),
        (["Infinity"], None),
        (["1E+999999"], None),
        ([None], None),
        (["=1+1"], None),
    ],
)
def test_nothing_is_made_of_what_is_no_number(numbers, number):
    found = number_of(Target(numbers=numbers))
    assert (None if found is None else str(found)) == number


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_told_in_words_in_the_file_and_in_the_documentation(reference, kind):
    sheet = {row[0].value: row[1].value for row in sheets_of(table(reference, kind, "xlsx"))["README"] if len(row) > 1}
    told = json.loads(table(reference, kind))["about"]["columns"]
    documented = (Path(settings.ROOT) / "docs" / "plan-tables.md").read_text()
    section = documented.partition(f"## {kind.capitalize()}\n")[2].partition("\n## ")[0]

    names = [column.name for column in TABLES[kind]]
    assert list(told) == names
    assert {name: sheet[name] for name in names} == told
    assert re.findall(r"^\| `(\w+)` \| (.+) \|$", section, re.M) == list(told.items())


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_says_so_in_every_row_in_its_name_and_in_what_is_told_of_it(reference, kind):
    rows = rows_of_csv(table(reference, "targets", "csv"))
    told = json.loads(table(reference, kind))["about"]
    sheets = sheets_of(table(reference, kind, "xlsx"))

    assert {row["plan_standing"] for row in rows} == {"DRAFT"}
    assert told["mark"] == "DRAFT"
    assert "This plan has not been published: it can still change." in told["standing"]
    assert list(sheets) == [f"DRAFT {kind}", "README"]
    assert reference.title.startswith("Draft: ")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", tables.FORMATS)
def test_the_same_plan_is_the_same_file(reference, kind, format):
    assert table(reference, kind, format) == table(replace(reference), kind, format)


class TestAtItsAddress:
    """What somebody gets who asks for the file."""

    @pytest.fixture(autouse=True)
    def _march(self, settings):
        settings.TODAY = f"{days.__name__}.on_2001_03_31"
        settings.ADDRESS = "https://assent.example.org"

    def test_the_page_leads_to_every_table(self, world, client):
        client.force_login(world.mira)
        for query in ("", "?as_at=2001-01-15"):
            page = client.get(f"{world.plan.get_absolute_url()}{query}").text
            for kind in KINDS:
                for format in tables.FORMATS:
                    assert f'href="/plans/{world.plan.slug}/tables/{kind}.{format}{query}"' in page

    @pytest.mark.parametrize("format", tables.FORMATS)
    def test_a_draft_is_for_those_who_read_it_and_for_nobody_else(self, world, client, format):
        address = f"/plans/{world.plan.slug}/tables/targets.{format}"
        for person in (None, world.walter, world.sue):
            if person:
                client.force_login(person)
            assert client.get(address).status_code == 404
        client.force_login(world.mira)
        answer = client.get(address)
        assert answer.status_code == 200
        name = f"draft-plan-{world.plan.slug}-targets.{format}"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer.headers["Cache-Control"] == "private, no-store"

    def test_what_is_no_table_and_no_format_is_not_there(self, world, client):
        client.force_login(world.mira)
        for name in ("targets.pdf", "people.csv", "targets.", "targets.csv.exe"):
            assert client.get(f"/plans/{world.plan.slug}/tables/{name}").status_code == 404
        assert client.post(f"/plans/{world.plan.slug}/tables/targets.csv").status_code == 405

    def test_a_published_plan_is_one_file_for_everybody_and_says_when_it_was_published(self, world, client):
        publish_the_plan(world)
        address = f"/plans/{world.plan.slug}/tables/targets.csv"
        public = client.get(address)
        begin_an_amendment(world, "workshop_review")
        client.force_login(world.mira)

        assert client.get(address).content == public.content
        assert public.headers["Content-Disposition"] == f'attachment; filename="plan-{world.plan.slug}-targets.csv"'
        rows = rows_of_csv(public.content)
        assert {row["plan_standing"] for row in rows} == {"published on 31 March 2001"}
        assert {row["objective"] for row in rows} == {"Street crime: objective 1"}

    def test_decisions_tell_what_a_body_said_and_under_which_seal(self, world, client):
        publish_the_plan(world)
        rows = rows_of_json(client.get(f"/plans/{world.plan.slug}/tables/decisions.json").content)

        said = [(row["decided_on"], row["taken_by"], row["reference"], row["about"], row["outcome"]) for row in rows]
        assert said == [
            ("2001-01-17", "Workshop", "workshop 1", "Street crime: objective 1", "discussed"),
            ("2001-01-22", "FPBV", "FPBV 3", "Street crime: objective 1", "endorsed"),
            ("2001-02-08", "MPA", "MPA 8", "Street crime: objective 1", "approved"),
            ("2001-02-08", "MPA", "MPA 9, the plan", "the plan as a whole", "approved"),
        ]
        assert all(re.fullmatch("[0-9a-f]{64}", row["seal"]) for row in rows)
        assert rows[0]["address"].startswith(f"https://assent.example.org/plans/{world.plan.slug}/decisions/#decision-")

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_plan_of_a_moment_is_told_by_the_same_code_from_the_ledger(self, world, client, kind):
        client.force_login(world.mira)
        bring_to(world, "committee_comment")
        now = as_it_stands(world.plan, acting(world.mira))
        address = f"/plans/{world.plan.slug}/tables/{kind}.json"
        then = client.get(f"{address}?as_at={now.proof.key}")

        assert rows_of_json(then.content) == rows_of_json(client.get(address).content)
        name = f"draft-plan-{world.plan.slug}-as-at-{now.proof.key.replace(':', '-')}-{kind}.json"
        assert then.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert json.loads(then.content)["about"]["moment"] == f"As at ledger entry {now.proof.key}."

    def test_a_moment_that_is_none_is_refused_in_words(self, world, client):
        client.force_login(world.mira)
        address = f"/plans/{world.plan.slug}/tables/targets.csv"
        refused, before = (client.get(f"{address}?as_at={asked}") for asked in ("someday", "1999-01-01"))
        assert (refused.status_code, before.status_code) == (422, 404)
        assert "“someday” is no moment of this plan." in refused.text
