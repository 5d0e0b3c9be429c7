"""Tables to lines: what each column is for, what merged and empty cells mean, and where a table is only layout.

A table with an Objective, Indicator or Target column gives each cell as a line of that role; an empty cell repeats
nothing and says nothing; a merged cell is said again for each row it spans (`Line.again`), which is how one target
serves two indicators. A table of labels and values gives "label value" lines; any other table one line per row.
"""

import re
from dataclasses import dataclass, field, replace

from documents.reader import labels
from documents.reader.lines import Line, line_from, squeeze

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (
            "objective",
            r"(?:no\.? (?:and )?)?(?:(?:key|draft|smart|strategic|proposed|policing|corporate) )*objectives?(?: "
            r"(?:no\.?|number|title))?",
        ),
        (
            "indicator",
            r"(?:(?:key|best value|draft|proposed|local|statutory|supporting) )*(?:performance )?(?:indicators?"
            r"|measures?)(?: \(.{0,40}\))?|k?pis?|measured by|how (?:we will|will we) measure (?:it|success)"
            r"|success measures?",
        ),
        (
            "target",
            r"(?:(?:draft|proposed|annual|performance|local|smart) )*targets?(?: (?:for )?\(?[\d/–-]{4,9}\)?)?"
            r"|\(?[\d/–-]{7,9}\)? targets?",
        ),
        (
            "priority",
            r"(?:(?:overarching|strategic|policing|draft|external|internal|key|mpa|authority) )*priorit(?:y"
            r"|ies)(?: area)?s?",
        ),
        ("aspect", r"(?:specific )?(?:aspects?|service areas?|areas?)(?: of .{0,100})?"),
        (
            "baseline",
            r"baselines?(?: .{0,20})?|current performance|(?:last|previous) year|outturn.{0,12}"
            r"|performance [\d/–-]{4,9}"
            r"|[\d/–-]{4,9} (?:actuals?|outturn|performance|baseline|results?)|actual [\d/–-]{4,9}",
        ),
        ("statute", r"bvpis?(?: (?:no|ref|number)s?\.?)?|statutory (?:reference|ref|no)\.?"),
        ("ref", r"(?:ref|reference|no|number|#)\.?"),
        (
            "detail",
            r"(?:owner|lead|lead officer|responsib.{0,20}|actions?|key actions|milestones?|comments?"
            r"|notes?|deadline|by when|timescale|source|status)",
        ),
    )
)
_CORE = frozenset({"objective", "indicator", "target"})
_OVERVIEW = frozenset({"priority", "aspect"})
_FIELD = re.compile(
    r"(?:report(?: no\.?| number| by| of)?|agenda item(?: no\.?| number)?|item"
    r"|date(?: of (?:the )?meeting)?|meeting(?: date)?|by|author|to|committee|body|title"
    r"|subject)\s*:?",
    re.I,
)


@dataclass(slots=True)
class Cell:
    """One cell: its paragraphs, whether it continues a merged cell from the row above, and whether it is a heading
    cell."""

    paragraphs: list[Line] = field(default_factory=list)
    again: bool = False
    beside: bool = False

    @property
    def text(self) -> str:
        """The cell as one line."""
        return " ".join(line.as_written for line in self.paragraphs)


@dataclass(slots=True)
class Row:
    """One row of cells; a row drawn as a rule has none."""

    cells: list[Cell]
    number: int = 0
    rule: bool = False


def row(texts: list[str], number: int) -> Row:
    """A row of plain cells, all of source line `number`."""
    return Row([Cell([line_from(text, number=number, last=number)] if squeeze(text) else []) for text in texts], number)


def rule(number: int) -> Row:
    """A drawn rule between rows."""
    return Row([], number, rule=True)


def extend_row(above: Row, texts: list[str], number: int) -> None:
    """Join a wrapped table line to the row above it, cell by cell."""
    for cell, text in zip(above.cells, texts, strict=False):
        if not squeeze(text):
            continue
        if cell.paragraphs:
            last = cell.paragraphs[-1]
            cell.paragraphs[-1] = replace(last, text=squeeze(f"{last.text} {text}"), last=number)
        else:
            cell.paragraphs.append(line_from(text, number=number, last=number))


def role_of(heading: str) -> str:
    """What a column headed `heading` holds: objective, indicator, target, priority, aspect, ... or an empty string."""
    text = squeeze(heading).strip(" :*")
    if len(text) > 120:
        return ""
    return next((role for role, pattern in _COLUMNS if pattern.fullmatch(text)), "")


def is_header(texts: list[str]) -> bool:
    """True when the cells head the columns of a table of objectives or of an overview."""
    if not 2 <= len(texts) <= 40:
        return False
    roles = {role_of(text) for text in texts}
    return len(roles & _CORE) >= 2 or (len(roles & (_CORE | _OVERVIEW)) >= 2) or roles >= _OVERVIEW


def read(rows: list[Row]) -> list[Line]:
    """The table as lines; numbers are kept where the source gave them."""
    lines: list[Line] = []
    roles: list[str] = []
    before: list[str] = []
    for each in rows:
        texts = [cell.text for cell in each.cells]
        if each.rule:
            lines.append(Line("---", role="rule", number=each.number, last=each.number))
        elif is_header(texts):
            roles = _in_this_table([role_of(text) for text in texts])
            before = []
            lines += [
                replace(line, role="column", bullet="")
                for cell in each.cells
                for line in cell.paragraphs
                if not cell.again
            ]
        elif roles:
            lines += _role_row(each, roles, before)
            before = [text or old for text, old in zip(texts, [*before, *[""] * len(texts)], strict=False)]
        else:
            lines += _other_row(each)
    return lines


def _in_this_table(roles: list[str]) -> list[str]:
    if _CORE & set(roles):
        return roles
    return [f"overview {role}" if role in _OVERVIEW else role for role in roles]


def _role_row(each: Row, roles: list[str], before: list[str]) -> list[Line]:
    filled = [cell for cell in each.cells if cell.paragraphs and not cell.beside]
    if (
        len(filled) == 1
        and len(roles) > 1
        and not filled[0].again
        and (len(each.cells) == 1 or _spans(each, filled[0]))
    ):
        return [replace(line, strong=True) for line in filled[0].paragraphs]
    lines: list[Line] = []
    numbers = ""
    for at, cell in enumerate(each.cells[: len(roles)]):
        role, same = roles[at], at < len(before) and cell.text == before[at]
        if cell.beside or not cell.paragraphs:
            continue
        if role == "ref":
            numbers = cell.text
            continue
        repeats = cell.again or (same and role in ("objective", "priority", "aspect", "overview priority", "indicator"))
        if repeats and role != "target":
            lines += [replace(line, role="repeated", bullet="") for line in cell.paragraphs if not cell.again]
            continue
        lines += _role_cell(cell, role, numbers)
        numbers = "" if role == "objective" else numbers
    return _in_reading_order(lines, roles)


def _spans(each: Row, cell: Cell) -> bool:
    at = each.cells.index(cell)
    return at == 0 and all(other.beside for other in each.cells[1:])


def _role_cell(cell: Cell, role: str, numbers: str) -> list[Line]:
    lines: list[Line] = []
    for at, line in enumerate(cell.paragraphs):
        if role == "overview aspect" or role == "overview priority":
            lines.append(replace(line, role=role, again=cell.again))
        elif role == "statute":
            lines.append(replace(line, role="statute", bullet=""))
        elif at == 0:
            bullet = f"{numbers.strip('.')}." if role == "objective" and numbers and not line.bullet else line.bullet
            lines.append(replace(line, role=role or "detail", bullet=bullet, again=cell.again))
        else:
            lines.append(replace(line, role=f"more {role or 'detail'}", again=cell.again))
    return lines


def _in_reading_order(lines: list[Line], roles: list[str]) -> list[Line]:
    """Priority, aspect, objective, indicator, target, whatever order the columns have; the rest behind."""
    order = {
        name: at
        for at, name in enumerate(("priority", "aspect", "objective", "indicator", "statute", "target", "baseline"))
    }
    return sorted(lines, key=lambda line: order.get(line.role.removeprefix("more "), len(order)))


def _other_row(each: Row) -> list[Line]:
    filled = [cell for cell in each.cells if cell.paragraphs and not cell.again]
    if not filled:
        return []
    first = filled[0]
    if len(filled) == 1:
        return first.paragraphs
    head = Line(first.text.rstrip(":"))
    labelled = labels.label_of(head)
    if len(first.paragraphs) == 1 and (
        (labelled and labelled.alone) or _FIELD.fullmatch(first.text) or role_of(first.text) in ("priority", "aspect")
    ):
        value = [line for cell in filled[1:] for line in cell.paragraphs]
        joined = replace(
            first.paragraphs[0], text=f"{first.text.rstrip(':')}: {value[0].as_written}", bullet="", last=value[0].last
        )
        return [joined, *value[1:]]
    joined_text = " ".join(cell.text for cell in filled)
    numbers = [line.last for cell in filled for line in cell.paragraphs]
    return [replace(first.paragraphs[0], text=joined_text, bullet="", last=max(numbers))]
