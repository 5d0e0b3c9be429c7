"""Printing a pack beside laying out the same number of bare paragraphs."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from benchmarks.clock import seconds
from documents.printing.pack import printed
from documents.printing.text import printable
from tests.documents.printing.made_up import OBJECTIVE, a_pack
from tests.world import World

OBJECTIVES = 1000
PROMISED = 10
"""Seconds, on a machine of two cores"""


def printing_a_long_appendix(world: World) -> str:
    """A report with a thousand objectives, each with indicators, targets, an action and a note, as a PDF file; beside
    their bare words as one paragraph each."""
    pack = a_pack(OBJECTIVES)
    printed(a_pack(1))  # the fonts are read once in a process
    whole = seconds(partial(printed, pack))
    floor = seconds(partial(_bare, pack.appended[2]))
    return (
        f"a pack with {OBJECTIVES} objectives printed: {whole:.1f} s of the {PROMISED} s promised, "
        f"{whole / floor:.1f} times laying out their bare words ({floor:.1f} s)"
    )


def _bare(appended: list[object]) -> None:
    style = ParagraphStyle("bare")
    words = [str(OBJECTIVE["title"]), "Offences 5", "?? per cent", "12 per cent", "placeholder", "Patrol", "annex B"]
    rows = [Paragraph(printable(each), style) for _ in appended for each in words]
    SimpleDocTemplate(BytesIO()).build(rows)
