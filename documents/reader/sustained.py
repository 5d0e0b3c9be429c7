"""The part of an appendix on sustained activities: a list of them, and a text on some. Source: domain.md section 5."""

import re

from documents.reader import statutory, titles
from documents.reader.drafts import ActivityDraft, TargetDraft
from documents.reader.headings import is_title_like
from documents.reader.labels import TARGET, label_of
from documents.reader.lines import Line
from documents.reader.overview import Overview

_MOST = 60
_SCOPE = re.compile(r"(?P<scope>external|internal)(?: activities)?:?", re.IGNORECASE)


class SustainedReader:
    """Reads the lines under "Sustained activities" one by one and says of each where it went."""

    def __init__(self, overview: Overview) -> None:
        self.overview = overview
        self.activities: list[ActivityDraft] = []
        self._by_words: dict[tuple[str, ...], ActivityDraft] = {}
        self.introduction: list[Line] = []
        self.scope = ""
        self._current: ActivityDraft | None = None
        self._listing = False
        self._heading_style: tuple[int, bool] | None = None

    def head(self, scope: str) -> str:
        """Begin a list of activities of the given scope."""
        self.scope = scope or self.scope
        self._current, self._listing = None, True
        return "sustained activities"

    def read(self, line: Line, following: Line | None) -> str:
        """Take one line; the answer is the place it was put."""
        scope = _SCOPE.fullmatch(line.text)
        if scope:
            return self.head(scope["scope"].lower())
        label = label_of(line)
        if label and label.kind == TARGET and self._current and not (label.alone and not label.separated):
            self._current.targets.append(TargetDraft(label.text, line.number, label.period))
            return f"{self._current.title} / Target"
        title = self._title_in(line, following)
        if title:
            return self._enter(title, line)
        if statutory.numbers_in(line.text) and self._current:
            self._current.contributes_to += statutory.contributions_in(line.text, line.number)
            if not line.text.startswith(("BV", "Best Value")):
                self._current.text.append(line.as_written)
            return f"{self._current.title} / contributes to"
        if self._listing and not line.bullet and len(line.text) > 60:
            # A paragraph between the list and the texts speaks of all activities, not of the last one listed.
            self._current, self._listing = None, self._listing and line.text.endswith(":")
        if self._current is None:
            self.introduction.append(line)
            return "sustained activities: introduction"
        self._current.text.append(line.as_written)
        return f"{self._current.title} / text"

    def _title_in(self, line: Line, following: Line | None) -> str:
        text = line.text.rstrip(":")
        marked = (line.level, line.strong)
        if len(text) > 100 or text.endswith((".", ";")) or text.startswith(("[", "(")) or statutory.numbers_in(text):
            return ""
        known = self.overview.sustained_scope(text) is not None or self._find(text) is not None
        if known and (self._listing or not line.bullet or line.level):
            return text
        if line.level or (line.strong and not line.bullet):
            style_fits = self._heading_style in (None, marked)
            return text if style_fits and is_title_like(line, None) else ""
        if self._listing and text[:1].isupper() and len(text.split(" ")) <= 10 and not line.bullet.startswith("("):
            return "" if line.text.endswith(":") and not line.bullet else text
        if (
            self.overview.sustained
            or self._heading_style
            or not (line.gap and is_title_like(line, None))
            or line.bullet
        ):
            return ""
        return (
            text
            if following is not None and following.gap and not is_title_like(following, label_of(following))
            else ""
        )

    def _find(self, title: str) -> ActivityDraft | None:
        """The activity of that title, but for capitals and plurals. A slip is only looked for among as many as a
        plan can have."""
        exact = self._by_words.get(titles.words_of(title))
        if exact or len(self.activities) > _MOST:
            return exact
        return next((activity for activity in self.activities if titles.same_title(activity.title, title)), None)

    def _enter(self, title: str, line: Line) -> str:
        found = self._find(title)
        if found is None:
            scope = self.scope or self.overview.sustained_scope(title) or ""
            found = ActivityDraft(title, line.number, scope)
            self.activities.append(found)
            self._by_words[titles.words_of(title)] = found
        if line.level or line.strong:
            self._heading_style = (line.level, line.strong)
            self._listing = False
        elif not line.bullet and not self._listing:
            self._listing = False
        self._current = found
        return found.title
