"""What stands on a page without being part of the report: banners, footers, navigation, page numbers."""

import re
from dataclasses import replace

from documents.reader.lines import Line

_FURNITURE = re.compile(
    r"you are (?:in|here)\b.*|warning: this is archived.*|.*\bthis is archived material\b.*"
    r"|archived? (?:material|page|copy|content)\b.*"
    r"|see the .{1,80} (?:web ?site|site) for (?:further|more) information\.?|(?:skip|jump"
    r"|go) to (?:main |the )?(?:content|navigation|top)\b.*"
    r"|send (?:an e-?mail|a link|this page)\b.*|e-?mail this page.*|contact us|site ?map"
    r"|accessibility|print(?:er)?[- ]?(?:this page|friendly|version).*"
    r"|(?:back|return) to (?:the )?top(?: of (?:the )?page)?|top of (?:the )?page"
    r"|page ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|[-–— ]*\d{1,4}[-–— ]*|privacy.{0,30}|copyright\b.*"
    r"|©.*"
    r"|(?:not )?(?:protectively marked|restricted|unrestricted|unclassified"
    r"|official)(?: document)?|last (?:updated|modified|reviewed)\b.{0,60}"
    r"|home(?: ?[>|»/] ?[\w ,'’&-]{1,60}){1,8}"
    r"|(?:https?://|www\.)\S+|share this page|terms (?:and conditions|of use)|end of (?:report|document)",
    re.IGNORECASE,
)


# On the edge of a page these are links; inside a report they may be titles ("Search", "Home").
_EDGE = re.compile(
    r"feedback|home|search|share|top|print|cookies|news|help|menu|login|log in|back to .{1,40}", re.IGNORECASE
)
_EDGE_LINES = 6


def without_edges(lines: list[Line]) -> list[Line]:
    """The lines with the bare links at the edges of the page marked as furniture."""
    edges = {*range(min(_EDGE_LINES, len(lines))), *range(max(0, len(lines) - _EDGE_LINES), len(lines))}
    return [
        replace(line, role="furniture")
        if at in edges and not line.role and not line.bullet and _EDGE.fullmatch(line.text)
        else line
        for at, line in enumerate(lines)
    ]


def is_furniture(line: Line) -> bool:
    """True when the line belongs to the page rather than to the report."""
    if line.role in ("rule", "furniture", "column", "repeated"):
        return True
    # A cell of a table of objectives is never furniture: a target may be the bare number 12.
    return not line.role and len(line.text) <= 400 and bool(_FURNITURE.fullmatch(line.text))
