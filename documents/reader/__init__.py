"""Reads committee reports on draft objectives: plain text, HTML and .docx, whatever their layout, into one typed tree.

`read(data)` gives a `Report`; `Report.as_json()` the JSON by which importers and judges compare. Nothing is
guessed: a target keeps its text as written and gets a value only where one is written; what found no place is in
`unplaced`, line by line.

Lines are counted from 1: in plain text as an editor counts them, in HTML and docx one per paragraph, heading, list
item and labelled table cell (one per row in other tables).
"""

from documents.reader.errors import Unreadable
from documents.reader.model import Report
from documents.reader.read import read, source_lines

__all__ = ["Report", "Unreadable", "read", "source_lines"]
