"""A visitor of the demo without a browser: signs in by one click, fills in the forms that pages show, moves the clock.

Runs inside the demo's own process (`inside.py`), never in pytest's.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from django.test import Client


class Visitor:
    def __init__(self, *, checks_tokens: bool = True) -> None:
        self.client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=checks_tokens)

    def read(self, address: str) -> BeautifulSoup:
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return BeautifulSoup(answer.content, "html.parser")

    def become(self, username: str) -> None:
        """One click on the sign-in page."""
        self.press(self.read("/sign-in/"), f"form[action$='/demo/sign-in/{username}/']", "/sign-in/")

    def go_to(self, day: date) -> None:
        """The date boxes above every page."""
        typed = {"day-day": day.day, "day-month": day.month, "day-year": day.year}
        self.press(self.read("/"), "form[action='/demo/clock/']:has(fieldset)", "/", **typed)

    def today(self) -> str:
        return str(self.read("/plans/").select_one(".demo-banner strong").text)

    def fill_in(self, address: str, **values: object) -> str:
        """The form of the page itself, with what it holds already, and `values` in it; returns where it leads."""
        return self.press(self.read(address), "main form[method=post]", address, **values)

    def held(self, form: Tag) -> dict[str, str]:
        """What a browser would send of a form that nobody has touched."""
        return _held(form)

    def press(self, page: BeautifulSoup, form: str, address: str, **values: object) -> str:
        found = page.select_one(form)
        assert found is not None, f"{address} has no {form}: {page.get_text(' ', strip=True)[:2000]}"
        data = {**_held(found), **{name: str(value) for name, value in values.items()}}
        unknown = set(values) - set(_names(found))
        assert not unknown, f"{address} does not ask for {', '.join(sorted(unknown))}"
        answer = self.client.post(str(found.get("action") or address), data)
        text = BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)
        assert answer.status_code == 302, (
            f"{address}: {answer.status_code} {re.sub(r'.*There is a problem', '', text)[:900]}"
        )
        return urlsplit(answer["Location"]).path


def _names(form: Tag) -> list[str]:
    return [str(field["name"]) for field in form.select("[name]")]


def _held(form: Tag) -> dict[str, str]:
    """What a browser would send if nobody touched the form."""
    held: dict[str, str] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = str(field["name"])
        if field.name == "textarea":
            held[name] = field.text.removeprefix("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            held[name] = str(chosen.get("value", "")) if chosen else ""
        elif field.get("type") not in ("radio", "checkbox") or field.has_attr("checked"):
            held[name] = str(field.get("value", ""))
    return held
