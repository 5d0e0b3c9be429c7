from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator

from interface.gallery import BLOCKERS, TIMELINE, Filters
from interface.words import compare, in_words
from tests.interface.test_gds import CANARY, nothing_came_alive

pytestmark = pytest.mark.once


def words(html):
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def test_an_open_target_is_marked_in_words_and_not_by_colour_alone(draw):
    include = '{% include "components/resolution.html" %}'
    html = draw(include, text="?? per cent", resolution="Placeholder", is_open=True)
    assert words(html) == "?? per cent Still open: Placeholder"
    assert "<mark" in html
    closed = draw(include, text="5 per cent", resolution="Resolved", is_open=False)
    assert words(closed) == "5 per cent Resolved"
    assert "<mark" not in closed


def test_a_missing_target_is_said_and_never_zero(draw):
    html = draw('{% include "components/resolution.html" %}', text=None, resolution="Missing", is_open=True)
    assert words(html) == "No target line Still open: Missing"


def test_every_blocker_says_who_can_clear_it_and_where(draw):
    html = draw('{% include "components/blockers.html" %}', blockers=BLOCKERS)
    assert "2 targets are still open: 3.1 and 3.4. Who can clear it: the owner." in words(html)
    assert [a["href"] for a in BeautifulSoup(html, "html.parser").select("a")] == ["#targets"]
    assert words(draw('{% include "components/blockers.html" %}', blockers=[])) == ""


def test_history_tells_both_dates_the_reason_and_what_changed(draw):
    said = words(draw('{% include "components/timeline.html" %}', items=TIMELINE))
    assert "by Bukola Adeyemi, plan coordinator" in said
    assert "With effect from Thursday 8 February 2001 ; recorded Saturday 10 February 2001 at 2:30pm" in said
    assert "Value: removed: ?? per cent added: 2 per cent" in said
    assert "Holder: nothing before added: Boroughs" in said
    assert "Because: Burglary fell faster than the draft assumed." in said
    assert "Basis: FPBV, 22 January 2001, report 3" in said


def test_an_empty_history_says_why(draw):
    assert "Nothing has happened yet" in words(draw('{% include "components/timeline.html" %}', items=[]))


def test_user_text_stays_text_in_every_component(draw):
    texts = dict.fromkeys(("sentence", "who", "because", "basis"), CANARY)
    item = SimpleNamespace(**texts, changes=[(CANARY, CANARY, CANARY)])
    blocker = SimpleNamespace(sentence=CANARY, cleared_by=CANARY, where="/x/")
    source = """{% include "components/timeline.html" %}{% include "components/blockers.html" %}
      {% include "components/summary_list.html" %}{% include "components/empty.html" %}
      {% include "components/status_tag.html" %}{% include "components/resolution.html" with resolution=text %}
      {% include "components/change.html" with words=True %}{% include "components/filters.html" %}"""
    everywhere = dict.fromkeys(("title", "text", "label", "old", "tone", "reason", "link_text"), CANARY)
    html = draw(
        source,
        f"?q={CANARY}",
        **everywhere,
        new=CANARY + " new",
        items=[item],
        blockers=[blocker],
        rows=[{"key": CANARY, "value": CANARY}],
        form=Filters(data={"q": CANARY}),
    )
    assert nothing_came_alive(html)


def test_pages_keep_the_rest_of_the_query(draw):
    page = Paginator(range(380), 25).page(3)
    html = draw('{% include "components/pagination.html" with noun="objectives" %}', "?q=a%26b&page=3", page=page)
    assert "Showing 51 to 75 of 380 objectives" in words(html)
    soup = BeautifulSoup(html, "html.parser")
    assert soup.find("a", rel="next")["href"] == "?q=a%26b&page=4"
    assert soup.select_one("[aria-current=page]").get_text(strip=True) == "3"


def test_one_page_needs_no_pagination(draw):
    assert words(draw('{% include "components/pagination.html" %}', page=Paginator([1], 25).page(1))) == ""


def test_each_filter_chosen_can_be_removed_alone(draw):
    query = "?q=crime&state=placeholder&state=provisional&stage=&page=4"
    html = draw("{% chips form as all %}{% for c in all %}{{ c.label }}: {{ c.text }} {{ c.href|safe }}\n{% endfor %}",
                query, form=Filters(data={"q": "crime"}))  # fmt: skip
    assert html.strip().splitlines() == [
        "Words: crime ?state=placeholder&state=provisional&stage=",
        "State: Placeholder ?q=crime&state=provisional&stage=",
        "State: Provisional ?q=crime&state=placeholder&stage=",
    ]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (date(2026, 12, 9), "Wednesday 9 December 2026"),
        (datetime(2026, 12, 9, 10, tzinfo=UTC), "Wednesday 9 December 2026 at 10am"),
        (datetime(2026, 12, 9, 14, 5, tzinfo=UTC), "Wednesday 9 December 2026 at 2:05pm"),
        (datetime(2026, 12, 9, 12, tzinfo=UTC), "Wednesday 9 December 2026 at midday"),
        (datetime(2026, 12, 9, 0, tzinfo=UTC), "Wednesday 9 December 2026 at midnight"),
        (datetime(2026, 12, 9, 0, 30, tzinfo=UTC), "Wednesday 9 December 2026 at 12:30am"),
    ],
)
def test_dates_are_said_as_people_say_them(moment, expected):
    assert in_words(moment) == expected


def test_an_instant_is_told_in_local_time(draw):
    assert draw("{{ at|in_words }}", at=datetime(2026, 7, 1, 9, tzinfo=UTC)) == "Wednesday 1 July 2026 at 10am"


def test_changed_words_are_whole_words():
    assert compare("5 miles", "8 kilometres") == [
        ("removed", "5"), ("added", "8"), ("kept", " "), ("removed", "miles"), ("added", "kilometres"),
    ]  # fmt: skip
    assert compare("", "new") == [("added", "new")]
