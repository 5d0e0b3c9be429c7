"""What every page of the demo shows above its header."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from demo import clock
from demo.forms import ClockForm
from demo.story import telling


def banner(request: HttpRequest) -> dict[str, Any]:
    """The day it is, and the buttons that move it; `base.html` includes the template named here."""
    actor = getattr(request, "actor", None)
    today = actor.today if actor else clock.today()
    return {
        "demo_banner": "demo/banner.html",
        "demo_today": today,
        "demo_next": request.get_full_path() if request.method == "GET" else "/",
        "demo_form": ClockForm(auto_id="demo_%s"),
        "demo_chapters": telling.to_come(),
        "demo_may_move": today < clock.LAST,
    }
