"""The burn-down as a picture: SVG that says what it shows, drawn the same to the byte for the same numbers."""

from __future__ import annotations

from datetime import date

from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, PolyLine, String
from reportlab.lib.colors import HexColor

from governance.readiness.burn_down import BurnDown
from governance.svg import plain_svg

WIDTH, HEIGHT = 480, 290
LEFT, BOTTOM, PLOT_WIDTH, PLOT_HEIGHT = 38, 48, 402, 200
FONT, SIZE = "Helvetica", 12
INK, LINE, NEEDED = HexColor("#0b0c0c"), HexColor("#1d70b8"), HexColor("#d4351c")
MOST_TICKS = 6
HALF_A_DATE = 52
"""How far from the edge the middle of a date must stay to be read in full"""


def as_svg(burn: BurnDown, title: str) -> bytes:
    """The picture."""
    drawing = Drawing(WIDTH, HEIGHT)
    if burn.steps:
        _draw(burn, drawing)
    else:
        drawing.add(_words(LEFT, HEIGHT / 2, burn.in_words))
    return plain_svg(drawing, title, burn.in_words)


def _draw(burn: BurnDown, drawing: Drawing) -> None:
    plot = LinePlot()
    plot.x, plot.y, plot.width, plot.height = LEFT, BOTTOM, PLOT_WIDTH, PLOT_HEIGHT
    plot.data = [_line(burn)]
    if needed := _needed(burn):
        plot.data.append(needed)
        plot.lines[1].strokeDashArray = [6, 4]
    for index, colour in enumerate([LINE, NEEDED]):
        plot.lines[index].strokeColor = colour
        plot.lines[index].strokeWidth = 2.5
    _set_axes(burn, plot)
    drawing.add(plot)
    drawing.add(_words(2, HEIGHT - 14, "Unresolved targets"))
    _mark_today(burn, plot, drawing)
    if needed:
        sample = [262, HEIGHT - 10, 292, HEIGHT - 10]
        drawing.add(PolyLine(sample, strokeColor=NEEDED, strokeWidth=2.5, strokeDashArray=[6, 4]))
        drawing.add(_words(298, HEIGHT - 14, "what it takes to reach zero"))


def _mark_today(burn: BurnDown, plot: LinePlot, drawing: Drawing) -> None:
    """Below the other dates, so that it never runs into them."""
    first, last = plot.xValueAxis.valueMin, plot.xValueAxis.valueMax
    x = LEFT + PLOT_WIDTH * (burn.today.toordinal() - first) / (last - first)
    drawing.add(PolyLine([x, BOTTOM, x, BOTTOM - 24], strokeColor=INK, strokeWidth=1))
    shown = f"{burn.now} on {_short(burn.today.toordinal())}"
    middle = min(max(x, HALF_A_DATE), WIDTH - HALF_A_DATE)
    drawing.add(_words(middle, BOTTOM - 36, shown, textAnchor="middle"))


def _line(burn: BurnDown) -> list[tuple[int, int]]:
    """The steps as the corners of a line up to today."""
    first = burn.steps[0]
    points = [(first.on.toordinal(), 0)]
    for step in burn.steps:
        points += [(step.on.toordinal(), points[-1][1]), (step.on.toordinal(), step.unresolved)]
    return [*points, (burn.today.toordinal(), burn.now)]


def _needed(burn: BurnDown) -> list[tuple[int, int]]:
    """Straight from today to zero on the day of the papers; nothing once that day has come."""
    if not burn.now or burn.papers_on <= burn.today:
        return []
    return [(burn.today.toordinal(), burn.now), (burn.papers_on.toordinal(), 0)]


def _set_axes(burn: BurnDown, plot: LinePlot) -> None:
    first, last = burn.steps[0].on, max(burn.today, burn.papers_on)
    days, counts = plot.xValueAxis, plot.yValueAxis
    days.valueMin, days.valueMax = first.toordinal(), max(last.toordinal(), first.toordinal() + 1)
    days.valueSteps = [days.valueMin, days.valueMax]
    days.labelTextFormat = _short
    counts.valueMin = 0
    step = max(1, -(-burn.most // MOST_TICKS))
    counts.valueMax = max(burn.most + 1, 2)
    counts.valueStep = step
    counts.labelTextFormat = "%d"
    counts.visibleGrid, counts.gridStrokeColor, counts.gridStrokeWidth = True, HexColor("#cecece"), 0.5
    for axis in (days, counts):
        axis.labels.fontName, axis.labels.fontSize, axis.labels.fillColor = FONT, SIZE, INK
        axis.strokeColor = INK
    counts.visibleTicks = False
    days.labels.dy = -4


def _short(ordinal: float) -> str:
    day = date.fromordinal(int(ordinal))
    return f"{day.day} {day:%b %Y}"


def _words(x: float, y: float, text: str, **more: str) -> String:
    return String(x, y, text, fontName=FONT, fontSize=SIZE, fillColor=INK, **more)
