import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from interface.gds import UnsafeParameter, component

pytestmark = pytest.mark.once

CANARY = "<script>canary</script>\"'><img src=x onerror=canary>"


def nothing_came_alive(html):
    return "<script" not in html and "<img" not in html and "&lt;script&gt;canary" in html


@pytest.mark.parametrize("mark", [str, mark_safe, gettext_lazy])
@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("button", lambda text: {"text": text}),
        ("tag", lambda text: {"text": text}),
        ("input", lambda text: {"label": {"text": text}, "name": "n", "value": text, "hint": {"text": text}}),
        ("textarea", lambda text: {"label": {"text": "Why"}, "name": "n", "value": text}),
        ("select", lambda text: {"label": {"text": "Which"}, "name": "n", "items": [{"value": text, "text": text}]}),
        ("radios", lambda text: {"name": "n", "items": [{"value": text, "text": text, "hint": {"text": text}}]}),
        ("checkboxes", lambda text: {"name": "n", "items": [{"value": text, "text": text}]}),
        ("error-summary", lambda text: {"titleText": text, "errorList": [{"text": text, "href": "#a"}]}),
        ("summary-list", lambda text: {"rows": [{"key": {"text": text}, "value": {"text": text}}]}),
        ("table", lambda text: {"rows": [[{"text": text}]], "caption": text}),
        ("breadcrumbs", lambda text: {"items": [{"text": text, "href": "/"}]}),
        ("notification-banner", lambda text: {"text": text}),
        ("service-navigation", lambda text: {"navigation": [{"text": text, "href": "/", "current": True}]}),
        ("details", lambda text: {"summaryText": text, "text": text}),
        ("inset-text", lambda text: {"text": text, "attributes": {"data-note": text}}),
        ("panel", lambda text: {"titleText": text, "text": text}),
        ("task-list", lambda text: {"idPrefix": "t", "items": [{"title": {"text": text}, "status": {"text": text}}]}),
    ],
)
def test_a_text_stays_a_text_in_every_component_also_if_someone_marked_it_safe(name, params, mark):
    assert nothing_came_alive(component(name, params(mark(CANARY))))


@pytest.mark.parametrize(
    "params",
    [
        {"html": CANARY},
        {"summaryHtml": CANARY},
        {"attributes": CANARY},
        {"rows": [[{"html": CANARY}]]},
        {"slots": {"start": CANARY}},
    ],
)
def test_markup_is_taken_only_from_what_django_knows_to_be_safe(params):
    with pytest.raises(UnsafeParameter):
        component("details", params)


def test_safe_markup_is_printed_as_it_stands():
    assert "<b>seal</b>" in component("inset-text", {"html": mark_safe("<b>seal</b>")})


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vb:x"]
)
def test_a_link_leads_to_a_page_and_never_runs_anything(address):
    with pytest.raises(UnsafeParameter):
        component("button", {"text": "Go", "href": address})


@pytest.mark.parametrize("address", ["/plans/", "?page=2&q=a:b", "#name", "https://example.org/a", "mailto:a@b.org"])
def test_ordinary_addresses_are_taken(address):
    assert "href=" in component("button", {"text": "Go", "href": address})


def test_an_unknown_component_is_named_at_once():
    with pytest.raises(ValueError, match="no component called buton"):
        component("buton", {})


def test_the_tag_takes_parameters_one_level_down_and_gives_attributes_their_hyphens(draw):
    html = draw('{% gds "input" name="n" label__text="A & B" attributes__hx_get="/x/" %}')
    assert "A &amp; B" in html
    assert 'hx-get="/x/"' in html


def test_the_block_form_escapes_what_stands_in_it_once(draw):
    html = draw('{% gdsblock "details" summaryText="Why" %}<p>{{ text }}</p>{% endgdsblock %}', text=CANARY)
    assert "<p>&lt;script&gt;" in html
    assert nothing_came_alive(html)
