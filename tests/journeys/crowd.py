"""Everybody who could ask for a page, each in a browser of their own, and what they got."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings as django_settings
from django.test import Client

from accounts.models import User
from tests.fingerprint import fingerprint, rows_written
from tests.journeys import addresses

COOKIE = django_settings.SESSION_COOKIE_NAME


class Crowd:
    """Everybody of addresses.PEOPLE, each in a browser of their own."""

    def __init__(self, *, checks_tokens: bool = False) -> None:
        self.browsers = {name: Client(enforce_csrf_checks=checks_tokens) for name in addresses.PEOPLE}
        self.keys = {}
        for name, browser in self.browsers.items():
            browser.raise_request_exception = False
            if name != "nobody":
                browser.force_login(User.objects.get(username=name))
                self.keys[name] = browser.cookies[COOKIE].value
        self.before, self.written = fingerprint(), rows_written()

    def ask(self, who: str, method: str, address: str, form: dict[str, Any] | None = None, **more: Any) -> Answer:
        """Signing out, or a new password, does not last until the next question."""
        browser = self.browsers[who]
        browser.cookies.clear()
        if who in self.keys:
            browser.cookies[COOKIE] = self.keys[who]
        if method == "POST":
            response: Any = browser.post(address, form or {}, **more)
        elif method == "BODY":  # a POST of exactly these bytes
            response = browser.generic("POST", address, **more)
        else:
            response = browser.generic(method, address, **more)
        content = response.getvalue() if response.streaming else response.content
        return Answer(response.status_code, response.headers, content)

    def changed(self) -> list[str]:
        """The models whose rows are not as they were before anybody asked for anything."""
        if self.written == rows_written():
            return []
        after = fingerprint()
        changed = [model for model, rows in after.items() if rows != self.before[model]]
        if not changed:
            self.written = rows_written()
        return changed


@dataclass
class Answer:
    status: int
    headers: Any
    content: bytes

    @property
    def word(self) -> str:
        """As addresses.py has it. Whoever is handed a pack is not taken elsewhere: it has been done all the same."""
        if self.headers.get("Content-Type") == "application/zip":
            return "done"
        if self.status != 302:
            return str(self.status)
        return "sign-in" if self.headers["Location"].startswith("/sign-in/?next=") else "done"

    @property
    def text(self) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", self.content.decode()).split())

    @property
    def problem(self) -> str:
        """What the page says is wrong."""
        return self.text.partition("There is a problem")[2][:200]
