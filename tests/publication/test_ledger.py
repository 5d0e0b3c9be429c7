"""The heads of the ledger, shown to everybody."""

import json

import pytest
from django.core.management import call_command

from audit.models import Book
from tests.publication.scenes import page_of, publish_the_plan, said
from tests.world import bring_to

pytestmark = pytest.mark.once


def test_the_head_of_each_published_plan_is_shown_and_that_of_the_register(world, client):
    bring_to(world, "approved")
    book = world.plan.ledger_book
    assert book not in said(page_of(client, "/published/ledger/"))

    publish_the_plan(world)

    page = page_of(client, "/published/ledger/")
    for head in Book.objects.filter(key__in=[book, "register"]):
        assert f"{head.key} {head.seq} " in said(page)
        assert head.link in said(page)


def test_the_file_is_a_checkpoint_that_verify_ledger_takes(world, client, tmp_path, capsys):
    publish_the_plan(world)
    kept = tmp_path / "kept.json"

    kept.write_bytes(client.get("/published/ledger.json").content)

    assert set(json.loads(kept.read_text())["books"]) == {"register", world.plan.ledger_book}
    call_command("verify_ledger", checkpoint=kept)
    assert capsys.readouterr().out.startswith("The ledger is whole: ")
