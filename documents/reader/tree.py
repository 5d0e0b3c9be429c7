"""The appendix to a tree: priority > aspect > objective > indicator > target, line by line.

Each line is put somewhere and the place is written down; a line that fits nowhere is reported as unplaced.
"""

import re

from documents.reader import headings, statutory
from documents.reader.branch import Branch, Grown
from documents.reader.drafts import (
    TargetDraft,
)
from documents.reader.furniture import is_furniture
from documents.reader.headings import state_in
from documents.reader.labels import (
    ACTIONS,
    ASPECT,
    BASELINE,
    DETAIL,
    INDICATOR,
    MILESTONE,
    NOTE,
    OBJECTIVE,
    PRIORITY,
    TARGET,
    Label,
    label_of,
)
from documents.reader.lines import Line, ends_open
from documents.reader.model import Remark
from documents.reader.overview import Overview, scope_in, sustained_in

_CONTRIBUTION = re.compile(
    r"(?:.{0,200}\bcontribut\w+ "
    r"(?:to|towards)\b.{0,200}(?:\bperformance against\b|\bBVPIs?\b|\bbest value\b|\bindicators?\b).*"
    r"|(?:this|these|the) [\w ]{1,60} supports? the following (?:best value|BVPI|statutory|performance).*"
    r"|(?:related|relevant|linked|associated|statutory)? ?(?:BVPIs?|best value performance indicators?"
    r"|statutory (?:performance )?indicators?) ?:.*|links? to (?:BVPIs?|best value).*)",
    re.IGNORECASE | re.DOTALL,
)
_STATUTE_FIRST = re.compile(r"(?:BVPIs?|BV|Best Value Performance Indicator) ?\d", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?P<mark>\*{1,3}|[†‡§]|\[\d{1,2}\]|[¹²³⁴-⁹])\s?(?P<text>\S.*)", re.DOTALL)
_IMPERATIVE = re.compile(
    r"(?:implement|develop|ensure|establish|introduce|create|provide|review|conduct|undertake|run"
    r"|train|set up|work with|improve|increase|reduce|deliver|"
    r"carry out|identify|produce|publish|complete|continue|maintain|monitor|promote|recruit|extend"
    r"|expand|launch|build|support|use|make|appoint|hold|roll out|target|encourage)\b",
    re.IGNORECASE,
)


def grow(lines: list[Line], overview: Overview) -> Grown:
    """Read the lines of an appendix behind its overview."""
    return _Grower(lines, overview).grow()


class _Grower(Branch):
    """Puts each line in its place."""

    def __init__(self, lines: list[Line], overview: Overview) -> None:
        super().__init__(overview)
        self.lines = lines
        self.at = 0
        self.roles = headings.decide(lines, overview)
        self.starred = self._stars()

    def grow(self) -> Grown:
        for at, line in enumerate(self.lines):
            self.at = at
            place = self._place(line, self.roles[at])
            if place:
                self.grown.account.append((line, place))
            else:
                self.grown.unplaced.append(line)
        self.grown.activities = self.sustained.activities
        self.grown.introduction += self.sustained.introduction
        return self.grown

    # Where a line goes

    def _place(self, line: Line, role: str) -> str:
        if is_furniture(line) and not self.waiting:
            return "furniture"
        footnote = self._footnote(line)
        if footnote:
            return footnote
        if role:
            place = self._by_role(line, role)
            if place:
                return place
        label = label_of(line)
        if self.sustaining and not (label and label.kind == OBJECTIVE):
            return self.sustained.read(line, self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None)
        self.sustaining = False
        if self.waiting and not (label and label.kind != NOTE):
            return self._fill_waiting(line)
        if label:
            place = self._by_label(line, label)
            if place:
                return place
        return self._by_text(line)

    def _by_role(self, line: Line, role: str) -> str:
        label = label_of(line)
        title = label.text if label and label.kind in (PRIORITY, ASPECT) else line.text.rstrip(":")
        if role == PRIORITY:
            return self._open_priority(title, line)
        if role == ASPECT:
            return self._open_aspect(title, line)
        if role == headings.SUSTAINED:
            self._close()
            self.sustaining, self.after_sustained, self.priority, self.aspect = True, True, None, None
            return self.sustained.head(sustained_in(line.text) or "")
        if role == headings.SCOPE:
            self._close()
            self.sustaining, self.after_sustained, self.scope = False, False, scope_in(line.text)
            return f"scope {self.scope}"
        if role == headings.TITLE and not self.sustaining:
            return "heading"
        if role == headings.SUBHEADING and not self.sustaining:
            self.contributing = False
            return f"sub-heading of {self.aspect.title}" if self.aspect else "heading"
        return ""

    def _by_label(self, line: Line, label: Label) -> str:
        self.contributing = False
        if label.kind == OBJECTIVE:
            return self._open_objective(line, label)
        if label.kind == INDICATOR:
            return self._open_indicator(line, label)
        if label.kind == TARGET:
            return self._open_target(line, label)
        if label.kind == BASELINE and self.indicator:
            return self._state_baseline(line, label)
        if label.kind == ACTIONS and self.objective:
            self.list_of = ACTIONS
            if label.text:
                self.objective.actions.append(label.text)
            return f"{self._path()} / actions"
        if label.kind == NOTE and self.aspect:
            self.list_of = ""
            self.aspect.notes.append(line.as_written)
            return f"{self.aspect.title} / note"
        if label.kind == NOTE and not self.aspect:
            self.grown.introduction.append(line)
            return "introduction"
        if label.kind in (DETAIL, MILESTONE) and self.objective:
            self.objective.notes.append(line.as_written)
            return f"{self._path()} / note"
        return ""

    def _by_text(self, line: Line) -> str:
        if line.role.startswith("more "):
            return self._more_of_cell(line)
        if line.role == "statute":
            return self._statute_of_cell(line)
        if self.contributing and (line.bullet or _STATUTE_FIRST.match(line.text)) and self.aspect:
            self.aspect.contributes_to += statutory.contributions_in(line.text, line.number)
            return f"{self.aspect.title} / contributes to"
        self.contributing = False
        if _CONTRIBUTION.fullmatch(line.text) and self.aspect:
            return self._contribute(line)
        state = state_in(line.text)
        if state and (place := self._state(line, state)):
            return place
        if (
            self.indicator is None
            and self.objective is not None
            and _STATUTE_FIRST.match(line.text)
            and self._next_kind() == TARGET
        ):
            return self._open_indicator(line, Label(INDICATOR, line.text, statutory=statutory.numbers_in(line.text)))
        if _STATUTE_FIRST.match(line.text) and self.aspect:
            if self.objective is not None and self._next_kind() == TARGET:
                return self._open_indicator(
                    line, Label(INDICATOR, line.text, statutory=statutory.numbers_in(line.text))
                )
            self.aspect.contributes_to += statutory.contributions_in(line.text, line.number)
            return f"{self.aspect.title} / contributes to"
        return self._by_place(line)

    def _by_place(self, line: Line) -> str:
        if self.list_of in (OBJECTIVE, INDICATOR, TARGET) and (line.bullet or line.role):
            return self._next_in_list(line)
        if self.list_of == ACTIONS and line.bullet and self.objective:
            self.objective.actions.append(line.text)
            return f"{self._path()} / actions"
        if self.target is not None:
            return self._after_target(line)
        if self.indicator is not None:
            return self._after_indicator(line)
        if self.objective is not None:
            return self._after_objective(line)
        if self.aspect is not None:
            self.aspect.context.append((line.number, line.as_written))
            return f"{self.aspect.title} / context"
        if self.priority is not None:
            self.priority.context.append(line.as_written)
            return f"{self.priority.title} / context"
        if not headings.is_title_like(line, None) or not self.grown.priorities:
            self.grown.introduction.append(line)
            return "introduction"
        return ""

    # What follows a label

    def _after_target(self, line: Line) -> str:
        target = self.target
        if target is None:
            return ""
        if line.bullet and (target.text.endswith(":") or target.items or not target.text or line.bullet[0] in "•-–*"):
            target.items.append(line.text)
            return f"{self._path()} / Target"
        if target.text.endswith(":") and not target.items:
            target.items.append(line.text)
            return f"{self._path()} / Target"
        if not line.gap and not line.bullet and (line.text[:1].islower() or ends_open(target.text)):
            target.text = f"{target.text} {line.text}"
            return f"{self._path()} / Target"
        if self.objective:
            self.objective.notes.append(line.as_written)
            return f"{self._path()} / note"
        return ""

    def _after_indicator(self, line: Line) -> str:
        indicator = self.indicator
        if indicator is None or self.objective is None:
            return ""
        if line.bullet or indicator.text.endswith(":") or indicator.items:
            indicator.items.append(line.text)
            return f"{self._path()} / item"
        if line.text[:1].islower() and not line.gap:
            indicator.text = f"{indicator.text} {line.text}"
            return self._path()
        self.objective.notes.append(line.as_written)
        return f"{self._path()} / note"

    def _after_objective(self, line: Line) -> str:
        objective = self.objective
        if objective is None:
            return ""
        if not line.gap and line.text[:1].islower() and not line.bullet and not objective.notes:
            objective.title = f"{objective.title} {line.text}"
            return self._path()
        kind = objective.actions if line.bullet or _IMPERATIVE.match(line.text) else objective.notes
        kind.append(line.text if line.bullet else line.as_written)
        return f"{self._path()} / {'action' if kind is objective.actions else 'note'}"

    def _state_baseline(self, line: Line, label: Label) -> str:
        if self.indicator is None:
            return ""
        self.indicator.baseline = label.text
        if self.target is not None:
            self.target.baseline = label.text
        return f"{self._path()} / baseline"

    def _contribute(self, line: Line) -> str:
        if self.aspect is None:
            return ""
        self.aspect.contributes_to += statutory.contributions_in(line.text, line.number)
        self.contributing = True
        return f"{self.aspect.title} / contributes to"

    def _state(self, line: Line, state: str) -> str:
        """A line that only says in which state things are: of the aspect, or of the target its indicator waits for."""
        if self.indicator is not None and self.target is None:
            self._hang(TargetDraft(line.as_written, line.number))
            return f"{self._path()} / Target"
        if self.aspect is None and self.priority is not None:
            self._open_aspect("", line)
        if self.aspect is not None and not self.aspect.objectives:
            self.aspect.status = _state_word(state)
            self.aspect.notes.append(line.as_written)
            return f"{self.aspect.title} / status"
        return ""

    def _more_of_cell(self, line: Line) -> str:
        kind = line.role.removeprefix("more ")
        if kind == INDICATOR and self.indicator:
            self.indicator.items.append(line.text)
            return f"{self._path()} / item"
        if kind == TARGET and self.target:
            self.target.items.append(line.text)
            return f"{self._path()} / Target"
        if kind == OBJECTIVE and self.objective:
            (self.objective.actions if line.bullet else self.objective.notes).append(line.text)
            return f"{self._path()} / note"
        return self._by_place(line)

    def _statute_of_cell(self, line: Line) -> str:
        numbers = statutory.numbers_in(line.text) or tuple(int(part) for part in re.findall(r"\d{1,3}", line.text))
        if self.indicator is None:
            return ""
        self.indicator.statutory = tuple(dict.fromkeys([*self.indicator.statutory, *numbers]))
        return f"{self._path()} / statutory"

    def _footnote(self, line: Line) -> str:
        if line.role == "footnote":
            self.grown.footnotes.append(Remark(line.number, line.as_written, line.bullet))
            self._doubt(line.bullet, line.text)
            return "footnote"
        mark, text = (line.bullet, line.text) if line.bullet == "*" else ("", "")
        if not mark:
            found = _FOOTNOTE.fullmatch(line.text)
            mark, text = (found["mark"], found["text"]) if found and not line.bullet else ("", "")
        if not mark or mark not in self.starred:
            return ""
        self.grown.footnotes.append(Remark(line.number, text, mark))
        self._doubt(mark, text)
        return "footnote"

    def _stars(self) -> set[str]:
        """The footnote marks that hang on a word somewhere, so that a line beginning with one is a footnote, not a
        bullet."""
        marks = set()
        for line in self.lines:
            marks |= {found[1] for found in re.finditer(r"[\w)%](\*{1,2}|[†‡§¹²³⁴-⁹])(?![\w*])", line.text)}
        return marks

    def _next_kind(self) -> str:
        for line in self.lines[self.at + 1 : self.at + 3]:
            label = label_of(line)
            if label:
                return label.kind
        return ""


def _state_word(state: str) -> str:
    for word in ("discussion", "review", "consideration", "preparation"):
        if word in state:
            return f"under {word}"
    return "under discussion" if "discuss" in state else "under development"
