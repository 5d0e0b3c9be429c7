"""One page with every widget blank, filled and in error, and every shared component. For us: look at its picture.

The tests draw this page and no database is asked for it. It is served only in development and in the demo.
"""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interface.dates import DatePartsField
from interface.forms import GdsForm
from interface.gds import Params

RESOLUTIONS = [("resolved", "Resolved"), ("provisional", "Provisional"), ("placeholder", "Placeholder")]
STAGES = [("", "---------"), ("Before the decision", [("draft", "Draft"), ("comment", "Committee comment")])]
BODIES = [(str(number), name) for number, name in enumerate(["Authority", "FPBV", "PSPM", "Oversight Panel"])]


class Everything(GdsForm):
    """Every kind of box there is."""

    gds = {"share": {"suffix": {"text": "per cent"}}}

    title = forms.CharField(max_length=200, help_text="A sentence that begins with a verb.")
    because = forms.CharField(label="Reason", widget=forms.Textarea, help_text="Everybody can read the reason.")
    summary = forms.CharField(widget=forms.Textarea, max_length=400, required=False)
    share = forms.DecimalField(required=False)
    count = forms.IntegerField()
    email = forms.EmailField(label="E-mail address")
    link = forms.URLField(required=False, assume_scheme="https")
    password = forms.CharField(widget=forms.PasswordInput)
    stage = forms.ChoiceField(choices=STAGES)
    resolution = forms.ChoiceField(choices=RESOLUTIONS, widget=forms.RadioSelect)
    bodies = forms.MultipleChoiceField(choices=BODIES, help_text="Tick all that apply.")
    days = forms.MultipleChoiceField(choices=BODIES, widget=forms.CheckboxSelectMultiple, required=False)
    urgent = forms.BooleanField(label="The chair agrees that this item is urgent", help_text="The reason is minuted.")
    effective_on = DatePartsField(label="Date of the decision", help_text="For example, 8 2 2001")
    paper = forms.FileField(required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class Filters(GdsForm):
    """What a filter beside a list looks like."""

    marks_optional = False

    q = forms.CharField(label="Words", required=False)
    state = forms.MultipleChoiceField(choices=RESOLUTIONS, widget=forms.CheckboxSelectMultiple, required=False)
    stage = forms.ChoiceField(choices=STAGES, required=False)


FILLED = {
    "title": "Reduce street crime by 5 per cent", "because": "The panel asked for it on 25 January.", "share": "2.5",
    "count": 12, "email": "clerk@example.org", "link": "https://example.org/", "stage": "comment",
    "resolution": "provisional",
    "bodies": ["0", "2"], "days": ["1"], "urgent": True, "effective_on": date(2001, 2, 8), "paper": "report-3.docx",
    "summary": "Tŷ Hywel, Tŵr: a summary with letters of the second font file.",
}  # fmt: skip
WRONG = {
    "share": "two", "count": "a dozen", "email": "clerk", "stage": "nowhere", "link": "::", "summary": "x" * 420,
    "effective_on-day": "31", "effective_on-month": "Feb", "effective_on-year": "2001", "seen": "7",
}  # fmt: skip
TIMELINE = [
    SimpleNamespace(
        sentence="The target of indicator 3.1 was revised",
        who="Bukola Adeyemi, plan coordinator",
        when=datetime(2001, 2, 10, 14, 30, tzinfo=UTC),
        effective_on=date(2001, 2, 8),
        because="Burglary fell faster than the draft assumed.",
        basis="FPBV, 22 January 2001, report 3",
        changes=[("Value", "?? per cent", "2 per cent"), ("Holder", None, "Boroughs")],
    ),
    SimpleNamespace(sentence="Drafted", who="Ian Blakemore", when=datetime(2001, 1, 2, 10, tzinfo=UTC)),
]
BLOCKERS = [
    SimpleNamespace(sentence="2 targets are still open: 3.1 and 3.4.", cleared_by="the owner", where="#targets"),
    SimpleNamespace(sentence="The consultation on stop and search is not recorded.", cleared_by="the clerk", where=""),
]
TARGETS = [
    ("3.1", "?? per cent", "Placeholder", True, ""),
    ("3.2", "Reduce street crime by 5 per cent", "Resolved", False, ""),
    ("3.3", "Target setting inappropriate", "Deliberately not set", False, "Numbers depend on what is reported."),
    ("3.4", "", "Missing", True, ""),
]


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The page, where DEBUG or DEMO is on; elsewhere there is no such page."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "interface/gallery.html", context())


def context() -> Params:
    """All there is to show; also what the tests draw."""
    forms_shown = {
        "Blank": Everything(auto_id="blank_%s"),
        "Filled": Everything(initial=FILLED, auto_id="filled_%s"),
        "In error": Everything(data=WRONG, auto_id="wrong_%s"),
    }
    return {
        "forms": forms_shown,
        "filters": Filters(data={"q": "crime", "state": ["placeholder", "provisional"]}, auto_id="filter_%s"),
        "page": Paginator(range(380), 25).page(3),
        "timeline": TIMELINE,
        "blockers": BLOCKERS,
        "targets": TARGETS,
        "rows": [{"key": "Owner", "value": "Bukola Adeyemi", "change_url": "#owner"}, {"key": "Due", "value": None}],
        "nav": [{"text": "My tasks", "href": "#tasks", "current": True}, {"text": "Plans", "href": "#plans"}],
        "breadcrumbs": [{"text": "Plans", "href": "#plans"}, {"text": "2001/02", "href": "#plan"}, {"text": "Gallery"}],
        "old": "Reduce burglary by ?? per cent by March 2002",
        "new": "Reduce burglary by 2 per cent by March 2003",
    }
