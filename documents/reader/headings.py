"""Which lines of an appendix head a priority, which an aspect, which sustained activities, and which are mere
sub-headings.

Evidence, strongest first: the line says so ("Priority 1: ..."); a table column says so; the overview lists the
title; heading levels of HTML, Word or Markdown; and, where nothing but blank lines and short lines mark a heading,
its place among the labels: a title directly over another title is a priority, a title over objectives is an aspect,
and a short line between an indicator and its target is no heading at all.
"""

import re
from collections import Counter
from dataclasses import dataclass

from documents.reader import marks
from documents.reader.furniture import is_furniture
from documents.reader.labels import ASPECT, INDICATOR, OBJECTIVE, PRIORITY, TARGET, Label, label_of, says_undecided
from documents.reader.lines import Line
from documents.reader.overview import Overview, scope_in, sustained_in
from documents.reader.sections import appendix_title
from documents.reader.targets import classify

SUBHEADING, SCOPE, SUSTAINED, TITLE = "subheading", "scope", "sustained", "title"
_TREE = (OBJECTIVE, INDICATOR, TARGET)
_GENERIC = re.compile(
    r"(?:key |main |supporting )?action(?:s| plans?| points?)|background|context|introduction"
    r"|overview|(?:draft )?objectives?(?:,? (?:performance )?indicators?(?:,? and targets?)?)?|"
    r"(?:performance )?indicators?|(?:performance )?targets?|notes?|footnotes?|milestones?"
    r"|rationale|monitoring|key actions|how we will do (?:it|this)|what we will do|measures?"
    r"|why (?:this|it) (?:is a priority|matters)|"
    r"contribut\w+(?: to .{0,60})?|statutory indicators?|(?:related |relevant )?bvpis?"
    r"|best value performance indicators?|summary|progress|resources|partners?(?:hips?)?",
    re.IGNORECASE,
)
_STATE = (
    r"(?:under|in) (?:development|discussion|review|consideration|preparation)"
    r"|(?:being|to be|yet to be) (?:developed|discussed|drafted|agreed|confirmed|determined|decided|finalised|set)"
)
_STATED = r"(?:objectives?|targets?|indicators?|text|content|section|aspect|area|status)"
_STATUS = re.compile(
    r"[\[(]?(?:the |this )?(?:status of )?(?:(?:the |these |specific "
    rf"|draft )?{_STATED}(?:,? (?:and |& )?(?:performance )?{_STATED})*(?: "
    r"(?:of|for|on|in) [^.\[\]]{1,70}?)? )?(?:(?:is|are|remains?) )?(?:still "
    rf"|currently )?(?P<state>{_STATE})\b[^\[\]]{{0,80}}[\])]?\.?",
    re.IGNORECASE,
)


_NO_OBJECTIVE = re.compile(
    r"[\[(]?(?:there (?:is|are) )?(?:no|not any) (?:[\w-]+ ){0,2}?(?:objectives?|targets?)\b.{0,200}", re.IGNORECASE
)


def stands_for_objectives(text: str) -> bool:
    """True when the line stands where an aspect's objectives would: it gives their state, or says there are none."""
    return bool(state_in(text) or _NO_OBJECTIVE.fullmatch(text))


def state_in(text: str) -> str:
    """The state when a line says nothing but a state ("[Objective under development]"), else an empty string."""
    found = _STATUS.fullmatch(text) if len(text) <= 240 else None
    return found["state"].lower() if found else ""


@dataclass(frozen=True, slots=True)
class Around:
    """The labels before and after a line."""

    before: str
    before_number: str
    waiting: bool
    after: str
    after_number: str


def is_title_like(line: Line, label: Label | None) -> bool:
    """True when the line has the shape of a title: short, capital first, no full stop, no bullet, no brackets."""
    text = line.text
    marked = bool(line.level or line.strong)
    if label or is_furniture(line) or line.role or not 2 <= len(text) <= (160 if marked else 100):
        return False
    if line.bullet and not (line.bullet[0].isalnum() and (line.gap or marked)):
        return False
    if text[0] in "[(*" or (text[-1] in ".;,?!" and not line.level) or (text[-1] == ":" and not marked):
        return False
    if len(text.split(" ")) > 16 or not (text[0].isupper() or text[0].isdigit() or text[0] in "'‘“\""):
        return False
    if state_in(text):
        return False
    return not text.startswith("BVPI") and any(character.isalpha() for character in text)


def decide(lines: list[Line], overview: Overview) -> list[str]:
    """The role of each line: priority, aspect, scope, sustained, subheading, title (of the paper), or an empty
    string."""
    labels = [label_of(line) for line in lines]
    around = _surroundings(lines, labels)
    roles = ["" for _ in lines]
    sustaining = False
    for at, line in enumerate(lines):
        roles[at] = _said(line, labels[at], around[at], overview, sustaining)
        sustaining = roles[at] == SUSTAINED or (sustaining and roles[at] not in (PRIORITY, SCOPE))
    in_sustained = _zones(roles)
    _by_level(lines, labels, roles, in_sustained)
    _by_place(lines, labels, around, roles, in_sustained, overview)
    return roles


def _said(line: Line, label: Label | None, around: Around, overview: Overview, sustaining: bool) -> str:
    if label and label.kind in (PRIORITY, ASPECT):
        return label.kind
    if label or is_furniture(line):
        return ""
    if around.waiting and not (line.level or (around.before == TARGET and overview.has_aspect(line.text))):
        return ""
    if sustained_in(line.text) is not None and not line.text.endswith("."):
        return SUSTAINED
    if scope_in(line.text):
        return SCOPE
    if appendix_title(line) is not None:
        return TITLE
    if len(line.text) > 160 or line.text.endswith((".", ";")) or (line.bullet and not line.bullet[0].isalnum()):
        return ""
    if sustaining and overview.sustained_scope(line.text) is not None:
        return ""
    if overview.has_priority(line.text):
        return PRIORITY
    if (
        not sustaining
        and overview.has_aspect(line.text)
        and not (around.before == INDICATOR and around.after == TARGET)
    ):
        return ASPECT
    return SUBHEADING if _GENERIC.fullmatch(line.text.rstrip(":")) and not line.bullet else ""


def _surroundings(lines: list[Line], labels: list[Label | None]) -> list[Around]:
    after, after_number = "", ""
    behind: list[tuple[str, str]] = []
    for at in range(len(lines) - 1, -1, -1):
        behind.append((after, after_number))
        label = labels[at]
        if label and label.kind in _TREE:
            after, after_number = label.kind, label.number
        elif label is None and stands_for_objectives(lines[at].text):
            after, after_number = "status", ""
        elif sustained_in(lines[at].text) is not None:
            after, after_number = "", ""
    behind.reverse()
    found: list[Around] = []
    before, number, waiting = "", "", False
    for at, label in enumerate(labels):
        found.append(Around(before, number, waiting, *behind[at]))
        waiting = False
        if label and label.kind in _TREE:
            before = label.kind
            number = label.number if label.kind == OBJECTIVE else number
            waiting = label.alone and not lines[at].role
    return found


def _zones(roles: list[str]) -> list[bool]:
    zones, sustaining = [], False
    for role in roles:
        sustaining = role == SUSTAINED or (sustaining and role not in (PRIORITY, SCOPE))
        zones.append(sustaining)
    return zones


def _by_level(lines: list[Line], labels: list[Label | None], roles: list[str], in_sustained: list[bool]) -> None:
    """Give marked headings their role by level: the level right over the objectives is the aspects', the one above
    the priorities'."""
    aspects: Counter[int] = Counter()
    priorities: Counter[int] = Counter()
    for line, role in zip(lines, roles, strict=True):
        if line.level and role in (PRIORITY, ASPECT):
            (priorities if role == PRIORITY else aspects)[line.level] += 1
    stack: list[int] = []
    seen_since = False
    for at, line in enumerate(lines):
        label = labels[at]
        if line.level and label is None and roles[at] not in (SUBHEADING, SCOPE, TITLE, SUSTAINED):
            stack = [level for level in stack if level < line.level] + [line.level]
            seen_since = True
        elif label and label.kind == OBJECTIVE and stack and seen_since:
            seen_since = False
            aspects[stack[-1]] += 1
            if len(stack) > 1:
                priorities[stack[-2]] += 1
    if not aspects:
        return
    aspect_level = aspects.most_common(1)[0][0]
    above = [level for level, _ in priorities.most_common() if level < aspect_level]
    if not above:
        return
    first = next(
        (at for at, line in enumerate(lines) if line.level == above[0] and _leads_to(at, lines, labels, above[0])), 0
    )
    for at, line in enumerate(lines):
        if roles[at] or labels[at] or not line.level or is_furniture(line) or in_sustained[at]:
            continue
        if line.level == aspect_level:
            roles[at] = ASPECT
        elif line.level == above[0] and at >= first:
            roles[at] = PRIORITY
        else:
            roles[at] = SUBHEADING if line.level > aspect_level else TITLE


def _leads_to(at: int, lines: list[Line], labels: list[Label | None], level: int) -> bool:
    """True when something of the tree (a lower heading or a label) comes before the next heading of the same level."""
    for index in range(at + 1, len(lines)):
        label = labels[index]
        if label and label.kind in _TREE:
            return True
        if lines[index].level and lines[index].level <= level:
            return False
        if lines[index].level > level:
            return True
    return False


def _by_place(
    lines: list[Line],
    labels: list[Label | None],
    around: list[Around],
    roles: list[str],
    in_sustained: list[bool],
    overview: Overview,
) -> None:
    """Give unmarked headings their role by their place among the labels and among each other."""
    restarts = _numbering_restarts(labels)
    leveled = any(lines[at].level and roles[at] == ASPECT for at in range(len(lines)))
    candidates = [
        at
        for at in range(len(lines))
        if roles[at] in (PRIORITY, ASPECT)
        or (not roles[at] and not in_sustained[at] and _could_head(at, lines, labels, around, restarts, leveled))
    ]
    settled = {at for at in candidates if roles[at]}
    if len(settled) == len(candidates):
        return
    listed = bool(overview.outlined) or any(roles[at] == PRIORITY for at in settled)
    first = min((at for at in settled if roles[at] == PRIORITY), default=0)
    for at, role in _ranked(lines, labels, candidates, roles).items():
        if at in settled:
            continue
        if listed and at < first:
            roles[at] = TITLE
        else:
            roles[at] = _among_listed(at, role, labels, around, lines) if listed else role


def _among_listed(at: int, role: str, labels: list[Label | None], around: list[Around], lines: list[Line]) -> str:
    """The role of a title that the overview (or the word Priority) does not vouch for, where others have it."""
    if role == PRIORITY:
        return PRIORITY
    return ASPECT if around[at].after in (OBJECTIVE, "status") or lines[at].strong or lines[at].level else SUBHEADING


def _could_head(
    at: int, lines: list[Line], labels: list[Label | None], around: list[Around], restarts: bool, leveled: bool
) -> bool:
    line, near = lines[at], around[at]
    if not is_title_like(line, labels[at]) or (near.waiting and not _follows_a_blank_target(line, near)):
        return False
    if line.level:
        return True
    if leveled and not line.strong:
        return False
    following = lines[at + 1] if at + 1 < len(lines) else None
    if not line.gap or (following and not (following.gap or labels[at + 1] or stands_for_objectives(following.text))):
        return False
    if near.before == INDICATOR and near.after in (TARGET, INDICATOR):
        return False
    if near.after == TARGET or (near.after == INDICATOR and near.before == OBJECTIVE):
        return False
    if near.after == INDICATOR and near.before == TARGET:
        # An aspect whose objective is only in its text: a title, then a paragraph, then an indicator.
        return following is not None and len(following.text) > 120
    if near.after == OBJECTIVE and near.before and restarts and _goes_on(near.before_number, near.after_number):
        return False
    if not near.after and near.before:
        # Behind the last label only a title with something under it, and no bracket or BVPI before it, is a heading.
        return following is not None and not is_title_like(following, labels[at + 1] if at + 1 < len(labels) else None)
    return True


def _follows_a_blank_target(line: Line, near: Around) -> bool:
    """True when "Target:" was left blank and the next title follows: it says nothing a target says, and objectives
    come next."""
    says_a_target = any(character.isdigit() for character in line.text) or classify(line.text).resolution != "resolved"
    return near.before == TARGET and near.after in (OBJECTIVE, "status") and line.gap and not says_a_target


def _numbering_restarts(labels: list[Label | None]) -> bool:
    numbers = [label.number for label in labels if label and label.kind == OBJECTIVE and label.number]
    return any(number == numbers[0] for number in numbers[1:])


def _goes_on(before: str, after: str) -> bool:
    if before.isdigit() and after.isdigit():
        return int(after) == int(before) + 1
    return len(before) == 1 == len(after) and before.isalpha() and after.isalpha() and ord(after) == ord(before) + 1


def _ranked(lines: list[Line], labels: list[Label | None], candidates: list[int], roles: list[str]) -> dict[int, str]:
    """Priority or aspect for each candidate, from what stands between it and the next one."""
    under = {
        at: _what_is_under(at, candidates[index + 1] if index + 1 < len(candidates) else len(lines), lines, labels)
        for index, at in enumerate(candidates)
    }
    found: dict[int, str] = {}
    for index, at in enumerate(candidates):
        next_at = candidates[index + 1] if index + 1 < len(candidates) else None
        if roles[at]:
            found[at] = roles[at]
        elif under[at] == "tree":
            found[at] = ASPECT
        elif under[at] == "nothing" and next_at is not None:
            found[at] = TITLE if under[next_at] == "nothing" and index + 2 < len(candidates) else PRIORITY
    parents = {_style(lines[at]) for at, role in found.items() if role == PRIORITY}
    leaves = {_style(lines[at]) for at, role in found.items() if role == ASPECT}
    for index, at in enumerate(candidates):
        if at in found:
            continue
        style = _style(lines[at])
        next_role = found.get(candidates[index + 1]) if index + 1 < len(candidates) else None
        if style in leaves - parents or next_role is None or next_role == PRIORITY:
            found[at] = ASPECT
        else:
            found[at] = PRIORITY
    _when_one_level_only(candidates, found)
    return found


def _when_one_level_only(candidates: list[int], found: dict[int, str]) -> None:
    """A paper without any title over a title has priorities with objectives of their own, and no aspects."""
    if candidates and PRIORITY not in found.values():
        for at in candidates:
            found[at] = PRIORITY
    first = next((at for at in candidates if found[at] in (PRIORITY, ASPECT)), None)
    if first is not None:
        found[first] = PRIORITY


def _what_is_under(at: int, end: int, lines: list[Line], labels: list[Label | None]) -> str:
    between = [index for index in range(at + 1, end) if not is_furniture(lines[index])]
    if not between:
        return "nothing"
    for index in between:
        label, text = labels[index], lines[index].text
        if label and label.kind in _TREE:
            return "tree"
        if (
            stands_for_objectives(text)
            or "BVPI" in text
            or (label is None and says_undecided(text))
            or marks.mark_in(marks.DELEGATED, text)
        ):
            return "tree"
    return "text"


def _style(line: Line) -> tuple[object, ...]:
    depth = line.bullet.strip(".)").count(".") + 1 if line.bullet else 0
    return (line.text.isupper(), depth, line.strong, line.level, line.indent > 0)
