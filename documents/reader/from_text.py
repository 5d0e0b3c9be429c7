"""Plain text (and the Markdown people write in it) to lines."""

import re
from dataclasses import replace
from itertools import pairwise

from documents.reader import limits, tables
from documents.reader.labels import starts_something
from documents.reader.lines import Line, ends_open, line_from, squeeze

_NEWLINE = re.compile(r"\r\n|\r|\n")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_RULE = re.compile(r"\s*([=\-_*~])(?:\s?\1){2,}\s*")
_WORD = re.compile(r"\S+")
_COLUMN_GAP = re.compile(r"\s{2,}|\t+")


def lines_of_text(text: str) -> list[Line]:
    """The non-blank lines of a plain-text report, numbered as an editor numbers them. Raises `Unreadable`."""
    raw = [line.replace("\f", " ").replace("\v", " ") for line in _NEWLINE.split(text)]
    for number, line in enumerate(raw, start=1):
        limits.refuse_long_line(number, len(line))
    limits.refuse_many_lines(sum(1 for line in raw if line.strip()))
    return _unwrapped(_read(raw), raw)


def _read(raw: list[str]) -> list[Line]:
    lines: list[Line] = []
    gap = True
    index = 0
    while index < len(raw):
        text = raw[index]
        if not squeeze(text):
            gap = True
            index += 1
            continue
        table = _pipe_table(raw, index)
        if table:
            rows, length = table
            read = tables.read(rows)
            lines += [replace(line, gap=gap and at == 0) for at, line in enumerate(read)]
            index += length
            gap = False
            continue
        line = _one_line(text, index + 1, gap)
        if line.role == "rule" and not gap and lines and _is_underlined(lines[-1], line):
            lines[-1] = replace(lines[-1], level=1 if line.text[0] == "=" else 2)
        lines.append(line)
        gap = False
        index += 1
    return lines


def _is_underlined(title: Line, rule: Line) -> bool:
    return rule.text[0] in "=-~" and not title.level and not title.role and len(title.as_written) <= 100


def _one_line(text: str, number: int, gap: bool) -> Line:
    place = {"number": number, "last": number, "gap": gap}
    if _RULE.fullmatch(text) and squeeze(text) != "***":
        return Line(squeeze(text), role="rule", **place)  # type: ignore[arg-type]
    heading = _MARKDOWN_HEADING.match(squeeze(text))
    if heading:
        return line_from(heading[2].rstrip("# "), level=len(heading[1]), **place)
    return line_from(text, **place)


def _cells(text: str) -> list[str]:
    if text.count("|") >= 2 or (text.count("|") == 1 and not text.strip().startswith("|")):
        return [squeeze(cell) for cell in text.strip().strip("|").split("|")]
    if "\t" in text.strip():
        return [squeeze(cell) for cell in text.strip("\n").split("\t")]
    return []


def _pipe_table(raw: list[str], start: int) -> tuple[list[tables.Row], int] | None:
    """The rows of a table drawn with bars, tabs or aligned columns, and how many lines it takes; None when none
    starts."""
    header = _cells(raw[start])
    if header and tables.is_header(header):
        split = _cells
    elif tables.is_header(_COLUMN_GAP.split(raw[start].strip())):
        return _aligned_table(raw, start)
    elif raw[start].strip().startswith("|") and len(header) >= 2:
        split = _cells
    else:
        return None
    rows: list[tables.Row] = []
    index = start
    while index < len(raw):
        cells = split(raw[index])
        if len(cells) < 2:
            break
        limits.refuse_wide_row(index + 1, len(cells))
        drawn = all(not cell.strip("-:= ") for cell in cells) and any(cells)
        rows.append(tables.rule(index + 1) if drawn else tables.row(cells, index + 1))
        index += 1
    return rows, index - start


def _aligned_table(raw: list[str], start: int) -> tuple[list[tables.Row], int] | None:
    """A table whose columns are held apart by spaces: cells are cut where the header's words begin."""
    header = raw[start].expandtabs(4)
    starts = [0] + [gap.end() for gap in re.finditer(r"\S(\s{2,})(?=\S)", header)]
    rows: list[tables.Row] = []
    index = start
    blanks = 0
    while index < len(raw):
        line = raw[index].expandtabs(4)
        if not line.strip():
            blanks += 1
            index += 1
            if blanks > 1:
                break
            continue
        if any(at < len(line) and at and (line[at - 1] != " ") for at in starts):
            break
        if starts_something(line_from(line)) and len(_COLUMN_GAP.split(line.strip())) < 2 and rows:
            break
        cells = [squeeze(line[at:end]) for at, end in zip(starts, [*starts[1:], len(line)], strict=True)]
        # A row that fills only later columns without a blank line before it continues the cells above.
        if (
            rows
            and not blanks
            and not cells[0]
            and index > start + 1
            and len([c for c in cells if c]) < len(starts) - 1
        ):
            tables.extend_row(rows[-1], cells, index + 1)
        elif all(not cell.strip("-=_ ") for cell in cells):
            rows.append(tables.rule(index + 1))
        else:
            rows.append(tables.row(cells, index + 1))
        blanks = 0
        index += 1
    return (rows, index - start) if len(rows) > 1 else None


def _wrap_width(raw: list[str]) -> int:
    """The column at which the paper was hard-wrapped, or 0: most long lines end just before the same column."""
    lengths = sorted((len(line.rstrip()) for line in raw if line.strip()), reverse=True)
    enough = max(3, len(lengths) // 50)
    for at, length in enumerate(lengths):
        if length < 40:
            return 0
        if sum(1 for other in lengths[at : at + enough] if other >= length - 8) >= enough:
            return length if length <= 110 and at <= len(lengths) * 0.03 and _runs_on(raw, length) else 0
    return 0


def _runs_on(raw: list[str], width: int) -> bool:
    """True when enough full lines are followed by one that goes on in the middle of a sentence."""
    full = goes_on = 0
    for line, following in pairwise(raw):
        first = _WORD.search(following)
        if line.strip() and first and len(line.rstrip()) + 1 + len(first[0]) > width:
            full += 1
            goes_on += first[0][0].islower() or first[0][0] in "(\"'0123456789"
    return goes_on >= 2 and goes_on * 2 >= full


def _unwrapped(lines: list[Line], raw: list[str]) -> list[Line]:
    """The lines with hard-wrapped paragraphs joined: a line is joined when its first word had no room on the line
    before."""
    width = _wrap_width(raw)
    if not width:
        return lines
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and _continues(before, line, raw, width):
            joined[-1] = replace(before, text=f"{before.text} {line.as_written}", last=line.last)
        else:
            joined.append(line)
    return joined


def _is_line_of_its_own(above: str, text: str, width: int) -> bool:
    """True for a short line with a capital and no end mark under a line that does not stop within a phrase."""
    if not text[:1].isupper() or text[-1] in ".;:,)" or len(text) > width * 3 // 4:
        return False
    return not ends_open(above)


def _continues(before: Line, line: Line, raw: list[str], width: int) -> bool:
    if line.gap or line.role or before.role or line.level or before.level or line.number != before.last + 1:
        return False
    if line.bullet and not line.bullet[0].isalpha() and line.bullet not in "–—-":
        return False
    if line.bullet in ("–", "—", "-") and line.indent:
        return False
    first = _WORD.search(raw[line.number - 1])
    above = raw[before.last - 1].rstrip()
    # One column of play: some editors count the space they break at.
    full = len(above) + 1 + len(first[0] if first else "") >= width
    if full and _is_line_of_its_own(above, raw[line.number - 1].strip(), width):
        return False
    if not full:
        return False
    broken_phrase = ends_open(above) or above.lower().endswith(" performance")
    return not starts_something(line) or line.text[:1].islower() or broken_phrase
