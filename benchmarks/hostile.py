"""How the reader's time grows with what it is given: the same few characters over and over, n, 2n and 4n of them."""

from __future__ import annotations

import contextlib
from time import process_time

from documents.reader import Unreadable, read
from tests.world import World

# What makes a tokeniser or a pattern start something and look in vain for its end.
TAGS = (
    "<a ", "</a", "<!--", "<!", "<?", "<a href='", '<a x="', "<![", "<script>", "<b>", "<table>", "<td>", "<li>", "&#",
    "&amp", "<", "<p><b>",
)  # fmt: skip
LABELS = (
    "Target ", "Objective 1 ", "Performance Indicator ", "BVPI 1, 2 and ", "Target 2001/02 ", "Objective 1\n",
    "Target 5\n", "Performance Indicator a\n", "BVPI 3\n", "Note: a\n", "Report: 3 Date: ", "Appendix 1 ", "Obj 1 - ",
    "Target for 2001: ", "Indicator: a Target: b\n",
)  # fmt: skip
PHRASES = (
    "by 5 per cent ", "from 1 to ", "31/03/", "2001/", "March ", "per ", "each ", "That the ", "one ", "one in ",
    "baseline ", "compared with the ", "Objective under ", "left to ", "set by ", "contribute to ", "the same ",
    "out to ", "Report of the ", "meeting of the A ", "Best Value ", "subject to a ", "research ", "awaiting ",
    "not a to set ", "each a will ", "A and ", "reduce by ", "Clerk and ",
)  # fmt: skip
SIGNS = (
    "[", "(", "(a ", "**", "__a", "* a\n", "? ", "??", "1,", "1 to 2 ", "A,", "1 | ", "a\t", "a  b", "x", " ", "\u200b",
    ". ", "- ", "Street\n\n", "• a\n", "[ ] ", "__ ", "… ",
)  # fmt: skip
AROUND = ("{}", "<html><body><p>{}", "Appendix 1\n\nObjective 1 a\nPerformance Indicator b\nTarget {}")
SMALL = 2_200
# Below this the ratio of two measurements is noise.
TELLING = 0.02


def reading_hostile_text(_: World) -> str:
    """The worst growth of the reader's time per doubling of the text; 2 is proportional."""
    worst, culprit = 0.0, ""
    for around in AROUND:
        for unit in (*TAGS, *LABELS, *PHRASES, *SIGNS):
            growth = _growth(around, unit)
            if growth > worst:
                # Other work on the machine may disturb one measurement, not three in a row.
                growth = min(growth, _growth(around, unit), _growth(around, unit))
            if growth > worst:
                worst, culprit = growth, around.format(unit)[-40:]
    return f"reading hostile text: {worst:.1f} times the time for twice the text at worst ({culprit!r} repeated)"


def _growth(around: str, unit: str) -> float:
    if _seconds(around, unit, 4 * SMALL) < TELLING:
        return 0.0
    small, double, fourfold = (
        min(_seconds(around, unit, size) for _ in range(3)) for size in (SMALL, 2 * SMALL, 4 * SMALL)
    )
    return max(double / small, fourfold / double)


def _seconds(around: str, unit: str, size: int) -> float:
    start = process_time()
    with contextlib.suppress(Unreadable):
        read(around.format((unit * size)[:size]).encode())
    return process_time() - start
