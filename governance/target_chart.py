"""A target beside the figure it is measured against, as a picture: two bars that begin at nought.

Drawn only where the two can be compared without guessing: one number each, of the same unit, and a target that is a
level. “Reduce by 5 per cent” is a change, and no bar beside a baseline. The numbers stand in words wherever the picture
does.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor

from governance.models.target import Form, Resolution, Target
from governance.svg import plain_svg

LEVELS = {
    Form.ABSOLUTE_COUNT,
    Form.RATE_OR_SHARE,
    Form.AVERAGE_LEVEL,
    Form.MINIMUM,
    Form.MAXIMUM,
    Form.FREQUENCY_PER_UNIT,
    Form.COUNT_BY_DATE,
    Form.RATE_BY_DATE,
}
"""forms whose number is where something should stand, not by how much it should change"""
WITH_A_NUMBER = {Resolution.RESOLVED, Resolution.PROVISIONAL}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WHEN = re.compile(rf"\b\d{{1,2}} (?:{MONTHS})\b|\b(?:1[89]|20)\d\d(?:\s?[/–-]\s?(?:\d{{4}}|\d{{1,2}}))?\b")
"""days and years within a baseline, which are no figures"""
FIGURE = re.compile(r"(?<![\w.,–-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w,.]*\d)", re.ASCII)
SHARE = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
BIGGEST = Decimal(10) ** 12
WIDTH, HEIGHT, LEFT, RIGHT = 300, 78, 62, 62
SIZE = 9
INK, THEN, GOAL = HexColor("#0b0c0c"), HexColor("#b1b4b6"), HexColor("#1d70b8")


class Against(NamedTuple):
    """A target and its baseline, as two numbers of one unit."""

    baseline: Decimal
    target: Decimal
    unit: str
    provisional: bool

    @property
    def in_words(self) -> str:
        """Baseline 36, target 30 (per cent); the target is provisional."""
        unit = f" ({self.unit})" if self.unit else ""
        told = f"Baseline {self.baseline:,f}, target {self.target:,f}{unit}"
        return f"{told}; the target is provisional." if self.provisional else f"{told}."

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Both as a page writes them, with what they are: ("Baseline", "12,400")."""
        goal = "Target (provisional)" if self.provisional else "Target"
        return [("Baseline", f"{self.baseline:,f}"), (goal, f"{self.target:,f}")]


def against_baseline(target: Target) -> Against | None:
    """The two numbers, if both are there and can be compared."""
    if target.form not in LEVELS or target.resolution not in WITH_A_NUMBER:
        return None
    number, baseline = _number(target.numbers), _figure_in(target.baseline)
    if number is None or baseline is None or not max(number, baseline):
        return None
    if bool(SHARE.search(target.unit)) != bool(SHARE.search(target.baseline)):
        return None
    return Against(baseline, number, target.unit, target.resolution == Resolution.PROVISIONAL)


def drawn(against: Against, font: str = "Helvetica") -> Drawing:
    """The picture, in letters of `font`."""
    chart = HorizontalBarChart()
    chart.x, chart.y, chart.width, chart.height = LEFT, 18, WIDTH - LEFT - RIGHT, HEIGHT - 22
    chart.data = [[float(against.target), float(against.baseline)]]
    chart.categoryAxis.categoryNames = ["Target", "Baseline"]
    chart.valueAxis.valueMin = 0
    chart.valueAxis.maximumTicks = 5
    chart.barLabelFormat = chart.valueAxis.labelTextFormat = _written
    chart.barLabels.boxAnchor, chart.barLabels.dx = "w", 4
    for at, colour in enumerate((GOAL, THEN)):
        chart.bars[(0, at)].fillColor = colour
        chart.bars[(0, at)].strokeColor = INK
        chart.bars[(0, at)].strokeWidth = 0.5
    for labels in (chart.categoryAxis.labels, chart.valueAxis.labels, chart.barLabels):
        labels.fontName, labels.fontSize, labels.fillColor = font, SIZE, INK
    chart.categoryAxis.visibleTicks = False
    drawing = Drawing(WIDTH, HEIGHT, initialFontName=font, initialFontSize=SIZE)
    drawing.add(chart)
    return drawing


def _written(value: float) -> str:
    """12,400"""
    return f"{Decimal(str(value)).normalize():,f}"


def as_svg(against: Against, title: str) -> bytes:
    """The picture for a page. The same bytes for the same numbers."""
    return plain_svg(drawn(against), title, against.in_words)


def _number(numbers: list[str]) -> Decimal | None:
    return _decimal(numbers[0]) if len(numbers) == 1 else None


def _figure_in(baseline: str) -> Decimal | None:
    """The one figure that stands in a baseline beside its days and years; None if there is none, or more than one."""
    found = FIGURE.findall(WHEN.sub(" ", baseline))
    return _decimal(found[0].replace(",", "")) if len(found) == 1 else None


def _decimal(written: object) -> Decimal | None:
    try:
        number = Decimal(str(written))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < BIGGEST else None
