"""A slip in a published text is put right openly: the wording alone, with a public note, and nothing is forgotten."""

from datetime import date
from functools import partial

import pytest

from audit.models import AuditEvent
from governance.chronicle import last_change_of
from governance.corrections import corrections_of
from governance.models import Aspect, ExemptNote, Indicator, Note, Objective, Outcome, Seal
from governance.published import editions_of, record_of_edition, with_changes
from governance.versions import since_each_body_had_it, versions_of
from tests.audit.paper import verify
from tests.governance.scenes import refusal
from tests.publication.scenes import amend_it, publish_the_plan
from tests.world import a_note_on, acting, an_action_point_of, bring_to
from workflow.acts import rules_of
from workflow.gate import perform

APR_3 = date(2001, 4, 3)
NOTE = {"because": "A letter was left out."}
PROMISE = "A correction changes the wording only: what is promised needs an amendment and a decision."


@pytest.fixture
def published(world):
    """The plan is out with a note, an action point and a note of the aspect; what FPBV, MPA and the public had says
    “street crime”."""
    colin = acting(world.colin)
    a_note_on(world.street, by=colin)
    an_action_point_of(world.street, by=colin)
    perform(Note(aspect=world.aspect, text="Includes robery.", order=1).add, actor=colin)
    publish_the_plan(world)
    world.street.refresh_from_db()
    return world


def correct(world, thing, words: str, **more) -> None:
    perform(partial(thing.correct, words=words), actor=acting(world.clare, APR_3), **{**NOTE, **more})


def refused(world, thing, words: str, person=None, **more) -> list[str]:
    return refusal(partial(thing.correct, words=words), acting(person or world.clare, APR_3), **{**NOTE, **more})


def test_a_clerk_corrects_a_slip_and_old_new_and_note_are_read_by_everybody(published):
    world = published
    correct(world, world.street, "To reduce street crimes")

    (found,) = corrections_of(Objective.objects.get(pk=world.street.pk))
    assert (found.made_on, found.old, found.new, found.note) == (
        APR_3,
        "To reduce street crime",
        "To reduce street crimes",
        "A letter was left out.",
    )
    line = AuditEvent.objects.with_words().get(action="objective.corrected")
    assert line.changes == {"title": ["To reduce street crime", "To reduce street crimes"]}
    assert verify()["whole"]


def test_its_text_and_that_of_the_plan_are_sealed_as_published_anew_and_the_earlier_ones_stay(published):
    world = published
    before = {seal.digest for seal in Seal.objects.filter(occasion="publication")}
    correct(world, world.street, "To reduce street crimes")

    anew = Seal.objects.filter(occasion="publication", stage="corrected")
    assert {(each.objective_id, each.plan_id) for each in anew} == {(world.street.pk, None), (None, world.plan.pk)}
    assert {each.taken_on for each in anew} == {APR_3}
    assert before <= {seal.digest for seal in Seal.objects.filter(occasion="publication")}
    stranger = acting(world.walter, APR_3)
    assert [each.when for each in versions_of(world.street, stranger)] == [
        "Corrected, 3 April 2001",
        "Published, 31 March 2001",
    ]


def test_what_a_body_decided_stays_bound_to_what_it_saw_and_the_difference_is_named(published):
    world = published
    approval = Outcome.objects.get(objective=world.street, kind="approved")
    seal = approval.seal
    correct(world, world.street, "To reduce street crimes")

    approval.refresh_from_db()
    street = Objective.objects.get(pk=world.street.pk)
    assert (approval.seal, approval.voided_on) == (seal, None)
    assert street.seal() != seal
    since = since_each_body_had_it(street, acting(world.ada, APR_3), corrections_of(street))
    named = {each.seal.body.short_name: (each.said, each.corrected_on) for each in since}
    assert named == dict.fromkeys(("Workshop", "FPBV", "MPA"), ("its wording", "3 April 2001"))


def test_it_makes_an_edition_of_its_own_and_the_one_before_reads_as_it_did(published):
    world = published
    correct(world, world.street, "To reduce street crimes")

    first, second = with_changes(editions_of([world.plan])[world.plan.pk])
    assert second.changes == (
        "Street crime: objective 1 was corrected: “To reduce street crime” was corrected to “To reduce street crimes”.",
    )
    assert second.because == ("A letter was left out.",)
    titles = [record_of_edition(each).find(Objective, world.street.pk).title for each in (first, second)]
    assert titles == ["To reduce street crime", "To reduce street crimes"]


def test_headings_indicators_and_targets_are_corrected_as_well(published):
    world = published
    indicator = Indicator.objects.filter(objective=world.street).first()
    longer = f"{indicator.text} in London"
    correct(world, indicator, longer)
    correct(world, world.resolved, "Reduce by 5 per cent.")
    correct(world, world.aspect, "Street crimes")
    correct(world, world.aspect.priority, "Safer street")

    told = corrections_of(Objective.objects.get(pk=world.street.pk))
    assert [each.new for each in told] == [
        longer,
        "Reduce by 5 per cent.",
        "Street crimes",
        "Safer street",
    ]
    of_it = Seal.objects.filter(objective=world.street, stage="corrected")
    assert of_it.count() == 4, "the title of a heading is part of the text of what stands under it"


def test_notes_and_action_points_are_corrected_and_called_by_what_they_stand_in(published):
    world = published
    correct(world, world.street.notes.get(), "See the annexe.")
    correct(world, world.street.action_points.get(), "More patrols")

    told = [(each.of, each.old, each.new) for each in corrections_of(Objective.objects.get(pk=world.street.pk))]
    assert told == [
        ("a note of Street crime: objective 1", "See the annex.", "See the annexe."),
        ("an action point of Street crime: objective 1", "More patrol", "More patrols"),
    ]
    assert world.street.action_points.get().due == "2002-03"
    _, second, third = with_changes(editions_of([world.plan])[world.plan.pk])
    assert (second.changes, third.changes) == (
        ("A note of Street crime: objective 1 was corrected: “See the annex.” was corrected to “See the annexe.”.",),
        ("An action point of Street crime: objective 1 was corrected: “More patrol” was corrected to “More patrols”.",),
    )
    assert Seal.objects.filter(objective=world.street, stage="corrected").count() == 2
    assert last_change_of(world.plan).startswith(
        "Clare Hobbs corrected a slip in an action point of Street crime: objective 1"
    )
    assert verify()["whole"]


def test_a_note_of_an_aspect_is_in_the_text_of_the_plan_and_in_that_of_no_objective(published):
    world = published
    correct(world, world.aspect.notes.get(), "Includes robbery.")

    anew = Seal.objects.filter(stage="corrected")
    assert {(each.objective_id, each.plan_id) for each in anew} == {(None, world.plan.pk)}
    assert with_changes(editions_of([world.plan])[world.plan.pk])[-1].changes == (
        "A note of Street crime was corrected: “Includes robery.” was corrected to “Includes robbery.”.",
    )


def test_what_a_note_says_of_figures_is_not_corrected(published):
    found = refused(published, published.street.action_points.get(), "More patrol by 2003")
    assert found == [f"That would promise something else (“by” added and “2003” added). {PROMISE}"]


def test_an_exempt_note_is_never_published_and_never_corrected():
    assert "correct" not in {rule.name for rule in rules_of(ExemptNote)}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Reduce by 6 per cent", f"That would promise something else (“6” for “5”). {PROMISE}"),
        ("Increase by 5 per cent", f"That would promise something else (“increase” for “reduce”). {PROMISE}"),
        ("Reduce by 5 per cent by 2003", f"That would promise something else (“by” added and “2003” added). {PROMISE}"),
        ("", "Write the whole wording as it should read."),
    ],
)
def test_no_value_unit_comparator_or_deadline_is_corrected(published, words, told):
    found = refused(published, published.resolved, words)
    assert found == [told]


def test_another_sentence_is_no_correction(published):
    assert refused(published, published.street, "To reduce paint in parks") == [
        "That is another sentence, and not a slip put right. What is promised needs an amendment and a decision."
    ]


def test_without_a_public_note_nothing_is_corrected(published):
    assert refused(published, published.street, "To reduce street crimes", because=" ") == [
        "Say what was wrong: the note is published beside the correction."
    ]


def test_only_who_publishes_corrects(published):
    note, point = published.street.notes.get(), published.street.action_points.get()
    for thing in (published.street, note, point, published.aspect.notes.get()):
        for person in (published.olive, published.colin, published.charles, published.ken):
            found = refused(published, thing, f"{thing.words}.", person)
            assert found[0].startswith("Your role does not let you correct"), found


def test_what_is_not_published_is_revised_and_not_corrected(world):
    note, point = a_note_on(world.street, by=acting(world.colin)), an_action_point_of(world.street, acting(world.colin))
    bring_to(world, "approved")
    for thing in (note, point):
        assert "Street crime: objective 1 is approved: only what is published is corrected." in refused(
            world, type(thing).objects.get(pk=thing.pk), f"{thing.words}."
        )
    assert "Street crime: objective 1 is approved: only what is published is corrected." in refused(
        world, world.street, "To reduce street crimes"
    )
    assert refused(world, world.aspect, "Street crimes") == [
        "Policing and performance plan 2001/02 is in review: only what is published is corrected."
    ]


def test_what_an_amendment_has_replaced_stays_as_it_was(published):
    amend_it(published)
    street = Objective.objects.get(pk=published.street.pk)
    assert refused(published, street, "To reduce street crimes") == [
        "Street crime: objective 1 is superseded: only what is published is corrected."
    ]


def test_the_same_wording_again_writes_nothing(published):
    before = AuditEvent.objects.count()
    correct(published, published.street, "To reduce street crime")
    assert AuditEvent.objects.count() == before


def test_pages_show_it_to_everybody(published, client):
    correct(published, published.street, "To reduce street crimes")
    address = f"/objectives/{published.street.pk}/"
    for page in (address, f"/published{address}"):
        text = client.get(page, follow=True).content.decode()
        assert text.count("Corrected on 3 April 2001") == 1, "it is said once"
        assert "“To reduce street crime” was corrected to “To reduce street crimes”." in " ".join(text.split())
        assert "What was wrong: A letter was left out." in text


def test_the_clerk_corrects_it_on_a_page(published, client):
    client.force_login(published.clare)
    address = f"/objectives/{published.street.pk}/acts/correct/"
    page = client.get(address).content.decode()
    assert "What was wrong" in page
    street = Objective.objects.get(pk=published.street.pk)
    sent = {
        "words": "To reduce street crimes",
        "because": "A letter was left out.",
        "seen": street.version,
    }
    assert client.post(address, sent).status_code == 302
    street.refresh_from_db()
    assert street.title == "To reduce street crimes"


def test_the_clerk_is_led_from_each_part_of_an_objective_to_its_correction(published, client):
    world = published
    parts = {
        "indicators": world.resolved.indicators.get(),
        "notes": world.street.notes.get(),
        "action-points": world.street.action_points.get(),
    }
    page = f"/objectives/{world.street.pk}/"
    client.force_login(world.clare)
    for things, part in parts.items():
        address = f"/{things}/{part.pk}/acts/correct/"
        assert f'href="{address}"' in client.get(page).content.decode()
        assert f"The {part._meta.verbose_name} as it should read" in client.get(address).content.decode()
        version = Objective.objects.get(pk=world.street.pk).version
        sent = {"words": f"{part.words.rstrip('.')};", "because": "A semicolon was left out.", "seen": version}
        answer = client.post(address, sent)
        assert (answer.status_code, answer["Location"]) == (302, page)
        assert type(part).objects.get(pk=part.pk).words == sent["words"]


def test_nobody_else_is_led_to_a_correction_nor_is_anybody_before_it_is_published(published, client):
    pages = (f"/objectives/{published.street.pk}/", f"/plans/{published.plan.slug}/headings/")
    for person in (published.olive, published.colin, published.charles):
        client.force_login(person)
        for page in pages:
            assert "acts/correct/" not in client.get(page).content.decode()
    client.logout()
    assert "acts/correct/" not in client.get(f"/published{pages[0]}").content.decode()


def test_before_it_is_published_no_page_leads_to_a_correction(world, client):
    bring_to(world, "approved")
    client.force_login(world.clare)
    for page in (f"/objectives/{world.street.pk}/", f"/plans/{world.plan.slug}/headings/"):
        assert "acts/correct/" not in client.get(page).content.decode()


def test_the_clerk_is_led_from_the_structure_of_the_plan_to_the_correction_of_headings_and_their_notes(
    published, client
):
    world = published
    client.force_login(world.clare)
    headings = f"/plans/{world.plan.slug}/headings/"
    page = client.get(headings).content.decode()
    note = world.aspect.notes.get()
    things = {"priority": world.aspect.priority, "aspect": world.aspect, "note": note}
    addresses = {kind: f"{headings}{kind}/{thing.pk}/acts/correct/" for kind, thing in things.items()}
    assert [address for address in addresses.values() if f'href="{address}"' not in page] == []

    assert "What was wrong" in client.get(addresses["note"]).content.decode()
    version = Aspect.objects.get(pk=world.aspect.pk).version
    sent = {"words": "Includes robbery.", "because": "A letter was left out.", "seen": version}
    assert client.post(addresses["note"], sent).status_code == 302
    assert Note.objects.get(pk=note.pk).text == "Includes robbery."
