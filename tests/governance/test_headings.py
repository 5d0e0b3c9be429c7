"""The structure of a plan by hand: objectives and headings are added, put in order, moved, split and withdrawn."""

import re
from functools import partial

import pytest

from governance import headings
from governance.headings import Parts
from governance.models import (
    ActionPoint,
    Aspect,
    Contribution,
    Note,
    Objective,
    Priority,
    Resolution,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)
from governance.queries import history_of
from tests.governance.scenes import consult, refusal, stand_in
from tests.world import JAN_17, a_target, acting, an_objective, bring_to
from workflow.blockers import Blocked
from workflow.gate import perform

WHY = {"because": "The workshop asked for it."}


def refused(do, *args, **more):
    with pytest.raises(Blocked) as found:
        do(*args, **more)
    return [blocker.sentence for blocker in found.value.blockers]


def told(objective, person):
    return [(entry.sentence, entry.because) for entry in reversed(history_of(objective, acting(person)))]


# Where an objective stands


def test_an_objective_moves_to_another_aspect_with_its_history_and_stands_there_last(world):
    before, seal = len(told(world.street, world.ada)), world.street.seal()

    headings.move(world.street, world.guns.aspect, 2, actor=acting(world.colin), **WHY)

    street = Objective.objects.get(pk=world.street.pk)
    assert (str(street), street.order) == ("Firearms: objective 2", 2)
    assert told(street, world.ada)[before:] == [
        ("Colin Reyes moved Street crime: objective 1 to another aspect.", "To “Firearms”: The workshop asked for it.")
    ]
    assert street.seal() != seal, "the title of the aspect is part of its text"


def test_an_objective_does_not_move_without_a_reason_nor_where_its_number_is_taken_nor_to_another_plan(world):
    colin, firearms = acting(world.colin), world.guns.aspect

    assert refused(headings.move, world.street, firearms, 2, actor=colin, because="") == [
        "Give a reason: it is kept with the change."
    ]
    assert refused(headings.move, world.street, firearms, 1, actor=colin, **WHY) == [
        "Firearms has an objective 1 already: choose another number."
    ]
    assert refused(headings.move, world.street, world.aspect, 4, actor=colin, **WHY) == [
        "Street crime: objective 1 stands under Street crime already."
    ]


def test_an_approved_objective_stays_where_the_body_saw_it(world):
    bring_to(world, "approved")
    act = partial(world.street.move, aspect=world.guns.aspect, number=2, order=2)

    assert refusal(act, acting(world.colin), **WHY) == [
        "Street crime: objective 1 is approved: its text no longer changes."
    ]
    assert refusal(partial(world.street.renumber, number=5, labelled=True), acting(world.colin), **WHY) == [
        "Street crime: objective 1 is approved: its text no longer changes."
    ]
    assert refusal(partial(world.aspect.move, priority=_homes(world), order=1), acting(world.colin), **WHY) == [
        "1 objective is decided under it: Street crime: objective 1."
    ]


def _homes(world):
    homes = Priority(plan=world.plan, title="Safer homes", order=2)
    perform(homes.add, actor=acting(world.colin))
    return homes


def test_objectives_are_put_in_another_order_and_nothing_is_written_if_it_is_the_same(world):
    second = an_objective(world.aspect, 2, "To light the streets", world.olive, world.tp, by=acting(world.colin))

    assert headings.put_in_order([second, world.street], actor=acting(world.colin))
    assert [each.number for each in world.aspect.objectives.order_by("order")] == [2, 1]
    assert not headings.put_in_order(list(world.aspect.objectives.order_by("order")), actor=acting(world.colin))
    assert refused(headings.put_in_order, [world.street, second], actor=acting(world.olive)) == [
        "Your role does not let you put Street crime: objective 1 in another place.",
        "Your role does not let you put Street crime: objective 2 in another place.",
    ]


# Two out of one


@pytest.fixture
def crowded(world):
    """Street crime: objective 1 with an action point, a note and a contribution as well."""
    colin = acting(world.colin)
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127)
    perform(bvpi.add, actor=colin)
    cleared = world.street.indicators.get(text="Offences cleared up")
    for part in (
        ActionPoint(objective=world.street, text="Patrols", order=1),
        Note(objective=world.street, text="See annex A.", order=1),
        Contribution(plan=world.plan, statutory=bvpi, indicator=cleared, objective=world.street),
    ):
        perform(part.add, actor=colin)
    return world


def split(world, parts, by=None, title="To clear up street crime"):
    new = headings.split_of(world.street, title=title, number=2, owner=world.olive, held_by=world.tp)
    return headings.split(world.street, new, parts, actor=acting(by or world.olive), **WHY)


def parts_of(world):
    street = world.street
    cleared = street.indicators.filter(text="Offences cleared up")
    return Parts(indicators=list(cleared), action_points=list(street.action_points.all()))


def test_the_parts_chosen_stand_in_the_new_draft_and_no_longer_in_the_old_objective(crowded):
    old = parts_of(crowded)

    new = split(crowded, old)

    assert (new.state, new.round, new.continues, str(new)) == ("draft", 0, crowded.street, "Street crime: objective 2")
    (cleared,) = new.indicators.all()
    assert (cleared.text, cleared.continues, cleared.target.continues) == (
        "Offences cleared up",
        old.indicators[0],
        crowded.undecided,
    )
    assert [str(each.statutory) for each in cleared.contributions.all()] == ["BVPI 127"]
    assert [each.text for each in new.action_points.all()] == ["Patrols"]
    street = Objective.objects.get(pk=crowded.street.pk)
    assert [each.text for each in street.indicators.all()] == ["Recorded street crimes"]
    assert [each.text for each in street.targets.all()] == ["Reduce by 5 per cent"]
    assert [each.text for each in street.notes.all()] == ["See annex A."]
    assert not street.action_points.exists()


def test_both_histories_tell_the_split_and_why(crowded):
    before = len(told(crowded.street, crowded.ada))

    new = split(crowded, parts_of(crowded))

    assert told(new, crowded.ada)[0] == (
        "Olive Grant split Street crime: objective 2 off another objective.",
        "Split off Street crime: objective 1: The workshop asked for it.",
    )
    reasons = {because for _, because in told(crowded.street, crowded.ada)[before:]}
    assert reasons == {"To Street crime: objective 2: The workshop asked for it."}


def test_a_target_that_serves_both_sides_is_not_cut(world):
    first, second = world.street.indicators.all()
    perform(partial(second.take_target, target=first.target), actor=acting(world.olive), **WHY)
    second.refresh_from_db()

    assert refused(split, world, Parts(indicators=[second])) == [
        "One target, “Reduce by 5 per cent”, serves “Offences cleared up”, which goes, and “Recorded street crimes”, "
        "which stays: let both go, or give one a target of its own first."
    ]


def test_an_objective_is_split_by_its_owner_or_a_coordinator_before_anybody_has_decided_on_it(world):
    parts = parts_of(world)
    assert "Your role does not let you split Street crime: objective 2 off." in refused(split, world, parts, world.ken)
    assert refused(split, world, Parts()) == ["Choose at least one part that goes to the new objective."]
    bring_to(world, "approved")

    assert refused(split, world, parts_of(world), world.colin) == [
        "Street crime: objective 1 is approved: its text no longer changes."
    ]


# Headings


def test_a_heading_is_withdrawn_when_nothing_in_force_stands_under_it(world):
    colin = acting(world.colin)
    streets, firearms = world.aspect.priority, world.guns.aspect
    assert refused(headings.withdraw, streets, actor=colin, **WHY) == [
        "2 aspects still stand under Safer streets: it is withdrawn when nothing does."
    ]
    assert refused(headings.withdraw, firearms, actor=colin, **WHY) == [
        "1 objective still stands under Firearms: it is withdrawn when nothing does."
    ]
    note = Note(aspect=firearms, text="See annex B.", order=1)
    perform(note.add, actor=colin)
    perform(world.guns.withdraw, actor=colin, **WHY)

    assert headings.withdraw(firearms, actor=colin, **WHY)

    assert not world.plan.aspects.filter(title="Firearms").exists()
    assert not Note.objects.filter(pk=note.pk).exists()
    assert Aspect.everything.get(pk=firearms.pk).withdrawn


def test_a_sustained_activity_with_a_target_is_not_withdrawn(world):
    colin = acting(world.colin)
    terrorism = SustainedActivity(plan=world.plan, title="Terrorism", order=1)
    perform(terrorism.add, actor=colin)
    target = Target(activity=terrorism, text="All exercises held", resolution=Resolution.RESOLVED)
    perform(target.add, actor=colin)

    assert refused(headings.withdraw, terrorism, actor=colin, **WHY) == [
        "1 target still stands under Terrorism: it is withdrawn when nothing does."
    ]
    perform(target.withdraw, actor=colin, **WHY)
    assert headings.withdraw(terrorism, actor=colin, **WHY)


def test_an_aspect_moves_with_its_objectives_and_only_a_coordinator_moves_it(world):
    homes = _homes(world)

    assert headings.move_aspect(world.guns.aspect, homes, actor=acting(world.colin), **WHY)

    assert Objective.objects.get(pk=world.guns.pk).aspect.priority == homes
    assert "Your role does not let you move Street crime to another priority." in refused(
        headings.move_aspect, world.aspect, homes, actor=acting(world.olive), **WHY
    )


# In the browser


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_coordinator_works_on_the_tree(world, client):
    client.force_login(world.colin)
    base = f"/plans/{world.plan.slug}/headings/"
    assert "Order of its aspects" in words(client.get(base))

    client.post(f"{base}add/priority/", {"seen": "0", "title": "Safer homes", "scope": "external"})
    homes = Priority.objects.get(title="Safer homes")
    client.post(f"{base}add/aspect/?priority={homes.pk}", {"seen": "0", "title": "Burglary"})
    burglary = Aspect.objects.get(title="Burglary")
    client.post(
        f"{base}objective/?aspect={burglary.pk}",
        {
            "seen": "0",
            "aspect": burglary.pk,
            "label": "numbered",
            "number": "1",
            "title": "To halve burglary",
            "office": f"{world.olive.pk}:{world.tp.pk}",
        },
    )
    drafted = Objective.objects.get(aspect=burglary)
    assert (drafted.title, drafted.owner, drafted.state) == ("To halve burglary", world.olive, "draft")
    order = f"{base}order/priorities/{world.plan.pk}/"
    rows = {f"place_{each.pk}": place for place, each in enumerate(world.plan.priorities.all(), 1)}

    answer = client.post(order, {**rows, "move": f"up:{homes.pk}"})

    assert answer["Location"].endswith(f"#thing-{homes.pk}")
    assert [each.title for each in world.plan.priorities.all()] == ["Safer homes", "Safer streets"]


def test_the_coordinator_enters_the_statutory_indicators_of_the_year_and_owners_contribute_to_them(world, client):
    address = f"/plans/{world.plan.slug}/headings/add/statutory/"
    form = {"seen": str(world.plan.version), "number": "127", "limb": "b", "text": "Street robberies"}
    client.force_login(world.colin)
    page = client.post(address, form, follow=True).content.decode()

    assert "You added BVPI 127 b)." in page
    assert "BVPI 127 b): Street robberies" in page
    (indicator,) = world.plan.statutory_indicators.all()
    assert indicator.financial_year == "2001/02"
    again = client.post(address, form)
    assert again.status_code == 409
    assert "The same has been done already, perhaps a moment ago by somebody else." in again.content.decode()
    assert world.plan.statutory_indicators.count() == 1

    client.force_login(world.olive)
    offered = client.get(f"/objectives/{world.street.pk}/draft/contributions/add/").content.decode()
    assert "BVPI 127 b): Street robberies" in offered
    assert client.get(address).context["blockers"], "she reads them and adds none"


def test_an_owner_splits_their_objective_in_the_browser_and_keeps_what_was_typed_when_it_is_refused(world, client):
    client.force_login(world.olive)
    address = f"/objectives/{world.street.pk}/split/"
    cleared = world.street.indicators.get(text="Offences cleared up")
    typed = {
        "seen": Objective.objects.get(pk=world.street.pk).version,
        "because": "The workshop asked for it.",
        "title": "To clear up street crime",
        "number": "1",
        "office": f"{world.olive.pk}:{world.tp.pk}",
        "indicators": [cleared.pk],
    }

    taken = client.post(address, typed)
    assert "Street crime has an objective 1 already." in words(taken)
    assert "To clear up street crime" in words(taken)
    done = client.post(address, {**typed, "number": "2"}, follow=True)

    assert "You split Street crime: objective 2 off another objective." in words(done)
    assert "Split from Street crime: objective 1" in words(done)


def test_an_owner_adds_an_objective_of_their_own_and_reads_the_tree_without_its_links(world, client):
    client.force_login(world.olive)
    base = f"/plans/{world.plan.slug}/headings/"

    page = words(client.get(base))

    assert "You can read this here, and not change the headings" in page
    assert "Withdraw" not in page
    client.post(
        f"{base}objective/?aspect={world.aspect.pk}",
        {
            "seen": "0",
            "aspect": world.aspect.pk,
            "label": "unnumbered",
            "title": "To light the streets",
            "office": f"{world.olive.pk}:{world.tp.pk}",
        },
    )
    assert Objective.objects.get(title="To light the streets").owner == world.olive


def test_a_renumbered_draft_needs_no_reason_and_one_in_review_does(world):
    perform(partial(world.street.renumber, number=4, labelled=True), actor=acting(world.colin))
    assert str(Objective.objects.get(pk=world.street.pk)) == "Street crime: objective 4"
    bring_to(world, "workshop_review")

    assert refusal(partial(world.street.renumber, number=None, labelled=False), acting(world.colin)) == [
        "Give a reason: it is kept with the change."
    ]


# Notes on aspects


def test_the_coordinator_writes_notes_under_an_aspect_and_an_owner_reads_them(world, client):
    base = f"/plans/{world.plan.slug}/headings/"
    client.force_login(world.colin)
    page = client.post(
        f"{base}add/note/?aspect={world.aspect.pk}",
        {"seen": str(world.aspect.version), "text": "Robbery and snatches."},
        follow=True,
    ).content.decode()
    assert "You added a note on Street crime." in page
    assert "Robbery and snatches." in page
    (note,) = world.aspect.notes.all()

    form = {"seen": str(Aspect.objects.get(pk=world.aspect.pk).version), "text": "Robbery and theft.", "because": "So."}
    assert "Robbery and theft." in client.post(f"{base}note/{note.pk}/acts/revise/", form, follow=True).content.decode()
    assert "Robbery and theft." in client.get(world.plan.get_absolute_url()).content.decode()

    client.force_login(world.olive)
    page = client.get(base).content.decode()
    assert "Robbery and theft." in page
    assert f"note/{note.pk}" not in page
    form["seen"] = str(Aspect.objects.get(pk=world.aspect.pk).version)
    assert client.post(f"{base}note/{note.pk}/acts/withdraw/", form).status_code == 409

    client.force_login(world.colin)
    assert client.post(f"{base}note/{note.pk}/acts/withdraw/", form).status_code == 302
    assert not world.aspect.notes.exists()


def test_a_note_stands_on_an_aspect_of_the_plan(world, client):
    client.force_login(world.colin)
    base = f"/plans/{world.plan.slug}/headings/"
    mine = Note(objective=world.street, text="See the annex.", order=1)
    perform(mine.add, actor=acting(world.olive))

    for address in ("add/note/", "add/note/?aspect=0", "add/note/?aspect=%00", f"note/{mine.pk}/acts/revise/"):
        assert client.get(f"{base}{address}").status_code == 404


# Headings that have left the plan


def withdrawn_as_a_form_found_it(heading, colin):
    """The heading as it stood when somebody opened a form; another coordinator has withdrawn it since."""
    perform(heading.add, actor=colin)
    found = type(heading).objects.get(pk=heading.pk)
    headings.withdraw(heading, actor=colin, because="It is done.")
    return found


def test_nothing_comes_into_being_under_a_heading_withdrawn_a_moment_ago(world):
    colin = acting(world.colin)
    priority = withdrawn_as_a_form_found_it(Priority(plan=world.plan, title="Old aims", order=9), colin)
    under = Aspect(plan=world.plan, priority=world.aspect.priority, title="Burglary", order=9)
    aspect = withdrawn_as_a_form_found_it(under, colin)

    drafted = Objective(plan=world.plan, aspect=aspect, title="Lost", number=1, order=1)
    added = Aspect(plan=world.plan, priority=priority, title="Nowhere", order=1)

    assert refusal(drafted.draft, colin) == ["Burglary has been withdrawn: choose another."]
    assert refusal(added.add, colin) == ["Old aims has been withdrawn: choose another."]


def test_an_objective_split_off_has_a_number_of_its_own(world):
    olive = acting(world.olive)
    indicator = world.street.indicators.first()
    new = headings.split_of(world.street, title="To clear up more", number=1, owner=world.olive, held_by=world.tp)

    assert refused(headings.split, world.street, new, Parts([indicator]), actor=olive, because="Two things.") == [
        "Street crime has an objective 1 already: choose another number."
    ]


def test_a_withdrawn_objective_is_found_under_the_heading_that_left_the_plan_with_it(world, client):
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    headings.withdraw(world.guns.aspect, actor=acting(world.colin), because="It is done.")
    client.force_login(world.colin)
    address = world.plan.get_absolute_url()

    assert "To find more firearms" in client.get(f"{address}?state=withdrawn").content.decode()
    assert "Firearms" not in client.get(address).content.decode().partition('id="list"')[2].partition('id="route"')[0]


def test_a_target_whose_party_has_not_answered_is_not_split_off(world):
    """Its copy would wait for nobody."""
    target = a_target(world.street, "About 4,000", "Persons treated", by=acting(world.colin), resolution="provisional")
    asked = consult(world, target=target)
    parts = Parts([target.indicators.get()])
    olive = acting(world.olive, JAN_17)

    def new():
        return headings.split_of(world.street, title="To treat more", number=2, owner=world.olive, held_by=world.tp)

    assert refused(headings.split, world.street, new(), parts, actor=olive, because="Two things.") == [
        "The Prison Service has been asked about a target that would go, and has not answered: it goes when the answer "
        "is recorded, or the consultation closed."
    ]
    perform(asked.close, actor=acting(world.colin, JAN_17), because="They will not.")
    world.street.refresh_from_db()
    assert headings.split(world.street, new(), parts, actor=olive, because="Two things.").targets.count() == 1


def test_a_deputy_splits_for_the_owner_they_act_for(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_01_15"
    deputation = stand_in(world)
    client.force_login(deputation.deputy)
    client.post(f"/people/{world.olive.pk}/act-for/")
    address = f"/objectives/{world.street.pk}/split/"

    assert "Olive Grant, Territorial Policing" in client.get(address).content.decode()
    form = {"title": "To clear up more", "number": "2", "office": f"{world.olive.pk}:{world.tp.pk}", "because": "So."}
    form |= {"seen": str(world.street.version), "indicators": [str(world.street.indicators.first().pk)]}
    assert client.post(address, form).status_code == 302
    assert Objective.objects.get(aspect=world.aspect, number=2).owner == world.olive
