"""What a report would change in a plan: computed once, shown before, and carried out as it was shown.

Decisions taken here:

- **Nothing is deleted.** What the plan has and the report has not is listed as missing, for a person to decide.
- **What people wrote since the last import is not thrown back.** If the report only repeats what was imported before,
  or is older than the change by hand, the plan keeps its text and the report's is listed as a conflict. A report that
  says something new and is no older than the change by hand is taken.
- **An open target never replaces one that somebody closed by hand**, however new the report: that is a conflict too.
- **What may no longer change stays**: an approved, published or withdrawn objective keeps its text, and each thing the
  report would change in it is listed with the gate's own sentence.
- A target whose text is the same is the same: a value somebody put right stays right. Its source changes only with it.
- Conflicts are listed and never fatal; everything else is done as a whole, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from documents.importing import draft as wanted
from documents.importing.draft import Draft, DraftIndicator, DraftObjective, DraftStatutory, DraftTarget
from documents.importing.findings import Change, Comparison, Conflict, Item, Place, Step
from documents.importing.history import Hand, History
from documents.importing.matching import Pairs, alike, at_least, pair, same_words
from documents.importing.standing import Standing
from documents.importing.withdrawn import Withdrawn
from documents.importing.wording import as_shown, kept, name_of, same_objective, same_text, what_it_says
from governance import demands, guards
from governance.models import (
    ActionPoint,
    Aspect,
    Contribution,
    Indicator,
    Note,
    Objective,
    ObjectiveState,
    Priority,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)
from governance.models.target import CLOSED
from workflow.actors import Actor
from workflow.acts import Given
from workflow.gate import Act
from workflow.models import Governed
from workflow.words import day

TOP, UNDER_TOP, OBJECTIVES, PARTS, INDICATORS, CONTRIBUTIONS = range(6)
"""The order in which rows can come into being: each needs the key of the one it stands under"""

SUSTAINED = "Sustained activities"


def compare(draft: Draft, standing: Standing, plan: Place, history: History | None, actor: Actor) -> Comparison:
    """Hold `draft` against the plan as it stands. `plan` is where new rows go: its row may be set later."""
    return _Comparing(draft, standing, plan, history, actor).compare()


class _Comparing:
    def __init__(self, draft: Draft, standing: Standing, plan: Place, history: History | None, actor: Actor) -> None:
        self.draft = draft
        self.standing = standing
        self.plan = plan
        self.history = history
        self.actor = actor
        self.found = Comparison()
        self.closed = self._why_closed(Priority(plan=standing.plan)) if standing.plan else ""
        self.statutory: dict[DraftStatutory, Place] = {}
        self.withdrawn = Withdrawn(standing.plan, history)

    def compare(self) -> Comparison:
        self._statutory()
        self._priorities()
        self._activities()
        return self.found

    # Headings

    def _statutory(self) -> None:
        """Matched by number, limb and words; a row is never reworded, a limb in other words is another row."""
        for each in self.draft.statutory:
            same = [row for row in self.standing.statutory if (row.number, row.limb) == (each.number, each.limb)]
            row = next((row for row in same if same_words(row.text) == same_words(each.text)), None)
            alike_ones = [row for row in same if alike(row.text, each.text) >= wanted.THE_SAME_INDICATOR]
            place = self.statutory[each] = Place(row or next(iter(alike_ones), None))
            if place.row is None:
                make = partial(
                    self._in_plan,
                    StatutoryIndicator,
                    number=each.number,
                    limb=each.limb,
                    text=each.text,
                )
                self._add(TOP, place, make, "add", f"Statutory indicators / {each}", each.text, self.closed)

    def _priorities(self) -> None:
        aspects_of: dict[int, list[Aspect]] = {}
        for aspect in self.standing.aspects:
            aspects_of.setdefault(aspect.priority_id, []).append(aspect)

        def likeness(old: Priority, new: wanted.DraftPriority) -> float:
            mine = {same_words(aspect.title) for aspect in aspects_of.get(old.pk, [])}
            theirs = {same_words(aspect.title) for aspect in new.aspects}
            in_common = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
            return max(at_least(0.6, old.title, new.title), in_common if in_common >= 0.5 else 0.0)

        new_ones = self._not_withdrawn(self.draft.priorities, self.standing.priorities, Priority, "plan", self.plan)
        pairs = pair(self.standing.priorities, new_ones, keys=_BY_TITLE, likeness=likeness)
        places: list[tuple[wanted.DraftPriority, Place]] = []
        before: Place | None = None
        for new, old in pairs.of_new:
            place = before = Place.after(before, old, self.standing.priorities)
            if old is None:
                make = partial(self._in_plan, Priority, title=new.title, scope=new.scope, order=place.order)
                self._add(TOP, place, make, "add", new.title, "", self.closed)
            else:
                self._revise(TOP, old, new.title, {"title": new.title, "scope": new.scope}, "revise", self.closed)
            places.append((new, place))
        self._miss((priority.title, "") for priority in pairs.left)
        self._aspects(places)

    def _aspects(self, places: list[tuple[wanted.DraftPriority, Place]]) -> None:
        wanted_aspects = [
            (new, priority)
            for of_priority, priority in places
            for new in self._not_withdrawn(of_priority.aspects, self.standing.aspects, Aspect, "priority", priority)
        ]

        def under(old: Aspect, new: tuple[wanted.DraftAspect, Place]) -> bool:
            return new[1].row is not None and new[1].row.pk == old.priority_id

        pairs = pair(
            self.standing.aspects,
            wanted_aspects,
            keys=[
                (lambda old: (old.title, old.priority_id), lambda new: (new[0].title, _key(new[1]))),
                (lambda old: (_title(old), old.priority_id), lambda new: (_title(new[0]), _key(new[1]))),
                (_title, lambda new: _title(new[0])),
            ],
            likeness=lambda old, new: at_least(0.6 if under(old, new) else 0.8, old.title, new[0].title),
        )
        last: dict[int, Place] = {}
        for (new, priority), old in pairs.of_new:
            siblings = [each for each in self.standing.aspects if under(each, (new, priority))]
            place = last[id(priority)] = Place.after(last.get(id(priority)), old, siblings)
            if old is None:
                make = partial(
                    self._with, Aspect, {"priority": priority}, title=new.title, status=new.status, order=place.order
                )
                self._add(UNDER_TOP, place, make, "add", new.title, "", self.closed)
            else:
                moved = not under(old, (new, priority))
                values = {"status": new.status} if moved else {"title": new.title, "status": new.status}
                closed = {name: self.closed or self._why_aspect_keeps(old, name, new.title) for name in values}
                self._revise(UNDER_TOP, old, new.title, {"title": old.title, **values}, "revise", closed)
                if moved:
                    of_new = next(of for of, where in places if where is priority)
                    sentence = "An import does not move an aspect to another priority."
                    self._conflict(new.title, "priority", old.priority.title, of_new.title, sentence)
            self._notes(UNDER_TOP + 1, "aspect", place, new.notes, new.title, self.closed)
            self._contributions(UNDER_TOP + 1, "aspect", place, new.contributes_to, new.title, self.closed)
            self._objectives(place, new)
        for gone in pairs.left:
            self._miss([(gone.title, "")])
            self._miss(
                (f"{gone.title} / {name_of(each)}", each.title)
                for each in self.standing.objectives[gone.pk]
                if each.state != ObjectiveState.WITHDRAWN
            )

    def _why_aspect_keeps(self, old: Aspect, name: str, title: str) -> str:
        """The gate's own sentence why an aspect under which something has been decided keeps its title."""
        given = Given(self.actor.today, "", "", {"title": title})
        blocker = demands.a_title_nobody_has_decided_under(old, given) if name == "title" else None
        return blocker.sentence if blocker else ""

    # Objectives and their parts

    def _objectives(self, aspect: Place, new_aspect: wanted.DraftAspect) -> None:
        standing = self.standing.objectives[aspect.row.pk] if aspect.row is not None else []
        pairs = pair(
            standing,
            new_aspect.objectives,
            keys=[
                (lambda old: (same_words(old.title), old.number), lambda new: (same_words(new.title), new.number)),
                (_title, _title),
            ],
            likeness=same_objective,
        )
        orders = self._orders(standing, pairs)
        before: Place | None = None
        for new, old in pairs.of_new:
            path = f"{new_aspect.title} / {name_of(new)}"
            place = before = Place.after(before, old, standing)
            closed = self.closed if old is None else self._why_closed(old)
            if old is None:
                make = partial(
                    self._with,
                    Objective,
                    {"aspect": aspect},
                    number=new.number,
                    labelled=new.labelled,
                    title=new.title,
                    order=place.order,
                )
                self._add(OBJECTIVES, place, make, "draft", path, new.title, closed)
                if closed:
                    continue
            else:
                numbering = {"number": new.number} if new.number is not None else {}
                values = {"title": new.title, **numbering, "order": orders[old.pk]}
                self._revise(OBJECTIVES, old, path, values, "take_from_report", closed)
            self._notes(PARTS, "objective", place, new.notes, path, closed)
            self._actions(place, new, path, closed)
            self._indicators(place, new, path, closed)
        self._miss(
            (f"{new_aspect.title} / {name_of(gone)}", gone.title)
            for gone in pairs.left
            if gone.state != ObjectiveState.WITHDRAWN
        )

    def _orders(self, standing: list[Objective], pairs: Pairs[Objective, DraftObjective]) -> dict[int, int]:
        """The places of those that are in both, in the order of the report: as they are, if that is theirs already."""
        both = [old for _, old in pairs.of_new if old is not None]
        keys = {row.pk for row in both}
        as_they_stand = [row for row in standing if row.pk in keys]
        return {row.pk: there.order for row, there in zip(both, as_they_stand, strict=True)}

    def _notes(self, level: int, kind: str, parent: Place, texts: list[str], path: str, closed: str) -> None:
        standing = self.standing.notes[kind, parent.row.pk] if parent.row is not None else []
        texts = self._not_withdrawn(texts, standing, Note, kind, parent, path)
        pairs = pair(
            standing,
            texts,
            keys=[(lambda old: same_words(old.text), same_words)],
            likeness=lambda old, new: at_least(0.5, old.text, new),
        )
        before: Place | None = None
        for at, (text, old) in enumerate(pairs.of_new, start=1):
            place = before = Place.after(before, old, standing)
            where = f"{path} / note {at}"
            if old is None:
                make = partial(self._with, Note, {kind: parent}, text=text, order=place.order)
                self._add(level, place, make, "add", where, text, closed)
            else:
                self._revise(level, old, where, {"text": text}, "take_from_report", closed)
        self._miss((f"{path} / note {_position(gone, standing)}", gone.text) for gone in pairs.left)

    def _actions(self, parent: Place, new_objective: DraftObjective, path: str, closed: str) -> None:
        standing = self.standing.actions[parent.row.pk] if parent.row is not None else []
        pairs = pair(
            standing,
            self._not_withdrawn(new_objective.actions, standing, ActionPoint, "objective", parent, path),
            keys=[(_words, _words)],
            likeness=lambda old, new: at_least(0.5, old.text, new.text),
        )
        before: Place | None = None
        for at, (new, old) in enumerate(pairs.of_new, start=1):
            place = before = Place.after(before, old, standing)
            where = f"{path} / action point {at}"
            if old is None:
                make = partial(
                    self._with, ActionPoint, {"objective": parent}, text=new.text, due=new.due, order=place.order
                )
                self._add(PARTS, place, make, "add", where, new.text, closed)
            else:
                values = {"text": new.text, "due": new.due or old.due}
                self._revise(PARTS, old, where, values, "take_from_report", closed)
        self._miss((f"{path} / action point {_position(gone, standing)}", gone.text) for gone in pairs.left)

    def _indicators(self, parent: Place, new_objective: DraftObjective, path: str, closed: str) -> None:
        standing = self.standing.indicators[parent.row.pk] if parent.row is not None else []
        pairs = pair(
            standing,
            self._not_withdrawn(new_objective.indicators, standing, Indicator, "objective", parent, path),
            keys=[(_words, _words)],
            likeness=lambda old, new: at_least(0.5, old.text, new.text),
            in_order=lambda old, new: alike(old.text, new.text) >= 0.2,
        )
        targets = self._targets_of_indicators(pairs, parent, path, closed)
        before: Place | None = None
        for at, (new, old) in enumerate(pairs.of_new, start=1):
            place = before = Place.after(before, old, standing)
            where = f"{path} / indicator {at}"
            if old is None:
                make = partial(
                    self._with,
                    Indicator,
                    {"objective": parent, "target": targets[new.target]},
                    text=new.text,
                    items=new.items,
                    order=place.order,
                )
                self._add(INDICATORS, place, make, "add", where, new.text, closed)
            else:
                values = {"text": new.text, "items": new.items}
                self._revise(INDICATORS, old, where, values, "take_from_report", closed)
            self._contributions(CONTRIBUTIONS, "indicator", place, new.statutory, where, closed, parent)
        self._miss((f"{path} / indicator {_position(gone, standing)}", gone.text) for gone in pairs.left)

    # Targets

    def _targets_of_indicators(
        self, pairs: Pairs[Indicator, DraftIndicator], parent: Place, path: str, closed: str
    ) -> dict[DraftTarget, Place]:
        """A target is found through the indicators it serves."""
        served: dict[DraftTarget, Place] = {}
        taken: dict[int, DraftTarget] = {}
        for at, (new, old) in enumerate(pairs.of_new, start=1):
            where = f"{path} / indicator {at} / target"
            if old is None:
                continue
            served.setdefault(new.target, Place(old.target))
            other = taken.get(old.target_id)
            if other is None:
                taken[old.target_id] = new.target
                self._take_target(old.target, new.target, where, closed)
            elif other is not new.target and not same_text(other.text, new.target.text):
                sentence = "In the plan this target serves several indicators; an import does not part them."
                self._conflict(where, "text", old.target.text, new.target.text, sentence)
        for at, (new, _) in enumerate(pairs.of_new, start=1):
            if new.target not in served:
                place = served[new.target] = Place()
                self._add_target(place, "objective", parent, new.target, f"{path} / indicator {at} / target", closed)
        return served

    def _targets_of_activity(self, parent: Place, targets: list[DraftTarget], path: str) -> None:
        standing = self.standing.targets_of_activity[parent.row.pk] if parent.row is not None else []
        targets = self._not_withdrawn(targets, standing, Target, "activity", parent, path)
        pairs = pair(
            standing,
            targets,
            keys=[(_words, _words)],
            likeness=lambda old, new: at_least(0.5, old.text, new.text),
            in_order=lambda old, new: True,
        )
        for at, (new, old) in enumerate(pairs.of_new, start=1):
            where = f"{path} / target {at}" if len(targets) > 1 else f"{path} / target"
            if old is None:
                self._add_target(Place(), "activity", parent, new, where, self.closed)
            else:
                old.activity = parent.row
                self._take_target(old, new, where, self.closed)
        self._miss((f"{path} / target {_position(gone, standing)}", gone.text) for gone in pairs.left)

    def _add_target(self, place: Place, kind: str, parent: Place, new: DraftTarget, path: str, closed: str) -> None:
        make = partial(self._with, Target, {kind: parent}, **new.values)
        level = PARTS if kind == "objective" else UNDER_TOP
        self._add(level, place, make, "add", path, new.text, closed, new.corrected)

    def _take_target(self, old: Target, new: DraftTarget, path: str, closed: str) -> None:
        """See the decisions at the top of this file."""
        if old.text and not new.text:
            self._miss([(path, old.text)])
            return
        hand = self._hand(old, Target.READ_FIELDS)
        reopens = old.resolution in CLOSED and new.is_open
        if same_text(old.text, new.text) and not (new.corrected and not hand):
            if reopens and hand:
                self._conflict(
                    path,
                    "resolution",
                    as_shown(old.resolution),
                    as_shown(new.values["resolution"]),
                    kept(hand, new),
                )
            return
        values = {name: new.values[name] for name in (*Target.READ_FIELDS, "review_on")}
        differing = {name: value for name, value in values.items() if getattr(old, name) != value}
        if not differing:
            return
        why = closed
        if not why and hand:
            before = self.history.imported(old) if self.history else {}
            repeated = same_text(str(before.get("text") or ""), new.text) and bool(before)
            why = kept(hand, new) if reopens else self._older_than(hand, repeated)
        if why:
            for name in [name for name in ("text", "resolution") if name in differing] or list(differing)[:1]:
                self._conflict(path, name, as_shown(getattr(old, name)), as_shown(differing[name]), why)
            return
        self._note_changes(old, path, differing)
        act = partial(old.take_from_report, **differing, source=new.values["source"])
        self.found.steps.append(Step(PARTS if old.objective_id else UNDER_TOP, lambda: act, new.corrected))

    # Sustained activities

    def _activities(self) -> None:
        standing = self.standing.activities
        pairs = pair(
            standing,
            self._not_withdrawn(self.draft.activities, standing, SustainedActivity, "plan", self.plan),
            keys=_BY_TITLE,
            likeness=lambda old, new: at_least(0.6, old.title, new.title),
        )
        before: Place | None = None
        for new, old in pairs.of_new:
            place = before = Place.after(before, old, self.standing.activities)
            path = f"{SUSTAINED} / {new.title}"
            if old is None:
                make = partial(
                    self._in_plan,
                    SustainedActivity,
                    title=new.title,
                    scope=new.scope,
                    text=new.text,
                    order=place.order,
                )
                self._add(TOP, place, make, "add", path, new.text, self.closed)
            else:
                values = {"title": new.title, "text": new.text or old.text}
                self._revise(TOP, old, path, values, "revise", self.closed)
                if old.text and not new.text:
                    self._miss([(f"{path} / text", old.text)])
            self._targets_of_activity(place, new.targets, path)
            self._contributions(UNDER_TOP, "activity", place, new.contributes_to, path, self.closed)
        self._miss((f"{SUSTAINED} / {gone.title}", "") for gone in pairs.left)

    # What all have in common

    def _contributions(
        self,
        level: int,
        kind: str,
        parent: Place,
        statutory: Iterable[DraftStatutory],
        path: str,
        closed: str,
        objective: Place | None = None,
    ) -> None:
        standing = self.standing.contributions[kind, parent.row.pk] if parent.row is not None else []
        known = {contribution.statutory_id for contribution in standing}
        still: set[int] = set()
        gone = {row.statutory_id: row for row in self.withdrawn.under(Contribution, kind, parent.row)}
        for each in statutory:
            place = self.statutory[each]
            if (row := gone.get(_key(place))) and row.statutory_id not in known:
                self._conflict(f"{path} / {each}", "", "", each.text, self.withdrawn.why(row))
                continue
            if place.row is not None and place.row.pk in known | still:
                still.add(place.row.pk)
                continue
            if place.row is not None:
                still.add(place.row.pk)
            places = {kind: parent, "statutory": place} | ({"objective": objective} if objective else {})
            make = partial(self._with, Contribution, places)
            self._add(level, Place(), make, "add", f"{path} / {each}", each.text, closed)
        self._miss(
            (f"{path} / {gone.statutory}", gone.statutory.text) for gone in standing if gone.statutory_id not in still
        )

    def _not_withdrawn(
        self, wanted: Sequence[Any], standing: Sequence[Any], model: Any, kind: str, parent: Place, path: str = ""
    ) -> list[Any]:
        """What of a report may be looked for in the plan; what people withdrew is told, and not put back."""
        gone = self.withdrawn.under(model, kind, parent.row)
        kept = list(wanted)
        for new, at, why in self.withdrawn.still_in(wanted, standing, gone, what_it_says):
            where = f"{path} / {model._meta.verbose_name} {at}" if path else what_it_says(new)
            self._conflict(where, "", "", what_it_says(new), why)
            kept = [each for each in kept if each is not new]
        return kept

    def _in_plan(self, model: Any, **values: Any) -> Any:
        if model is StatutoryIndicator:
            values["financial_year"] = self.plan.row.financial_year
        return model(plan=self.plan.row, **values)

    def _with(self, model: Any, places: Mapping[str, Place], **values: Any) -> Any:
        """A new row under rows that are there by now."""
        if model in (Aspect, Objective, Contribution):
            values["plan"] = self.plan.row
        return model(**values, **{name: place.row for name, place in places.items()})

    def _add(
        self,
        level: int,
        place: Place,
        make: Callable[[], Governed],
        act: str,
        path: str,
        text: str,
        closed: str,
        lines: tuple[int, ...] = (),
    ) -> None:
        if closed:
            self._conflict(path, "", "", text, closed)
            return

        def begin() -> Act:
            place.row = make()
            return getattr(place.row, act)  # type: ignore[no-any-return]

        self.found.added.append(Item(path, text))
        self.found.steps.append(Step(level, begin, lines))

    def _revise(
        self,
        level: int,
        row: Any,
        path: str,
        values: Mapping[str, Any],
        act: str,
        closed: str | Mapping[str, str],
    ) -> None:
        """Let `row` take those of `values` that it may; the act is called with all of them, new or as they stand.
        `closed` is why it may not, for all of them or for each."""
        taken = {}
        for name, new in values.items():
            old = getattr(row, name)
            if old == new or (isinstance(new, str) and name != "due" and same_text(old, new)):
                continue
            why = (closed if isinstance(closed, str) else closed[name]) or self._kept_by_hand(row, name, new)
            if not why:
                taken[name] = new
            elif name != "order":
                self._conflict(path, name, as_shown(old), as_shown(new), why)
        if not taken:
            return
        self._note_changes(row, path, taken)
        details = {name: taken.get(name, getattr(row, name)) for name in values}
        call = partial(getattr(row, act), **details)
        self.found.steps.append(Step(level, lambda: call))

    def _kept_by_hand(self, row: Governed, name: str, new: Any) -> str:
        """Why `row` keeps what a person wrote in its field `name`; "" if it does not."""
        hand = self._hand(row, [name])
        if hand is None or self.history is None:
            return ""
        before = self.history.imported(row)
        return self._older_than(hand, name in before and as_shown(before[name]) == as_shown(new))

    def _older_than(self, hand: Hand, repeated: bool) -> str:
        if repeated:
            return f"{hand}; the report still has what was imported before."
        on = self.draft.heading.on
        if on is not None and hand.on > on:
            return f"{hand}, after the report of {day(on)}."
        return ""

    def _hand(self, row: Governed, names: Sequence[str]) -> Hand | None:
        return self.history.hand(row, names) if self.history else None

    def _why_closed(self, row: Any) -> str:
        """The gate's own sentence why the text of `row` no longer changes; "" while it does."""
        blocker = guards.its_text_may_still_change(row, self.actor)
        return blocker.sentence if blocker else ""

    def _note_changes(self, row: Any, path: str, values: Mapping[str, Any]) -> None:
        for name, new in values.items():
            self.found.changed.append(Change(path, name, as_shown(getattr(row, name)), as_shown(new)))

    def _conflict(self, path: str, name: str, old: str, new: str, sentence: str) -> None:
        self.found.conflicts.append(Conflict(path, name, old, new, sentence))

    def _miss(self, things: Iterable[tuple[str, str]]) -> None:
        self.found.missing += [Item(path, text) for path, text in things]


def _position(row: Any, among: Sequence[Any]) -> int:
    return next(at for at, each in enumerate(among, start=1) if each is row)


def _key(place: Place) -> int | None:
    return place.row.pk if place.row is not None else None


def _as_written(thing: Any) -> str:
    return str(thing.title)


def _title(thing: Any) -> str:
    return same_words(thing.title)


_BY_TITLE = [(_as_written, _as_written), (_title, _title)]
"""As written first: a title that somebody else holds cannot be given to another row"""


def _words(thing: Any) -> str:
    return same_words(thing.text)
