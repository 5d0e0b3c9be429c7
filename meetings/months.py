"""How an address names a month."""

from __future__ import annotations

from datetime import date

from governance.notice.counting import FIRST_YEAR, LAST_YEAR


class MonthConverter:
    """A month in an address: 2001-01 is January 2001."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, text: str) -> date:
        """Its first day; ValueError, and so no such page, for what is no month in which anybody meets."""
        first = date.fromisoformat(f"{text}-01")
        if not FIRST_YEAR <= first.year <= LAST_YEAR:
            raise ValueError(text)
        return first

    def to_url(self, first: date | str) -> str:
        return first if isinstance(first, str) else f"{first:%Y-%m}"
