from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from interface.dates import DatePartsField
from interface.forms import GdsForm
from interface.gallery import FILLED, WRONG, Everything
from tests.interface.test_gds import CANARY, nothing_came_alive

pytestmark = pytest.mark.once


def soup(form):
    return BeautifulSoup(str(form), "html.parser")


VISIBLE = [name for name, field in Everything.base_fields.items() if not field.widget.is_hidden]


@pytest.mark.parametrize("name", VISIBLE)
def test_every_widget_blank_has_a_name_a_label_and_no_error(name):
    group = BeautifulSoup(Everything()[name].as_field_group(), "html.parser")
    boxes = group.select("input:not([type=hidden]), textarea, select")
    assert boxes
    for box in boxes:
        assert box["name"] in (name, f"{name}-day", f"{name}-month", f"{name}-year")
        assert group.find("label", attrs={"for": box["id"]}).get_text(strip=True)
        assert not box.has_attr("checked")
        assert box.get("value", "") not in ("None", None)
    assert "None" not in group.get_text()
    assert not group.select(".govuk-error-message")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("title", "Reduce street crime by 5 per cent"), ("because", "The panel asked for it on 25 January."),
        ("share", "2.5"), ("count", "12"), ("email", "clerk@example.org"), ("link", "https://example.org/"),
        ("stage", "comment"), ("resolution", "provisional"), ("bodies", ["0", "2"]), ("days", "1"), ("urgent", "on"),
        ("effective_on", ["8", "2", "2001"]), ("summary", FILLED["summary"]),
    ],
)  # fmt: skip
def test_every_widget_filled_shows_what_is_in_it(name, expected):
    group = BeautifulSoup(Everything(initial=FILLED)[name].as_field_group(), "html.parser")
    shown = [box["value"] for box in group.select("input:is([checked], [type=text], [type=email], [type=url])")]
    shown += [option["value"] for option in group.select("option[selected]")]
    shown += [area.get_text() for area in group.select("textarea")]
    assert shown == (expected if isinstance(expected, list) else [expected])


def test_a_password_is_never_shown_again():
    assert "hunter2" not in str(Everything(data={"password": "hunter2"}))


@pytest.mark.parametrize("name", [name for name in VISIBLE if name not in ("days", "paper")])
def test_every_widget_in_error_says_so_beside_the_box_and_in_the_summary(name):
    page = soup(Everything(data=WRONG))
    assert page.select_one(".govuk-error-summary__title").get_text(strip=True) == "There is a problem"
    link = next(a for a in page.select(".govuk-error-summary a") if a["href"].startswith(f"#id_{name}"))
    box = page.find(id=link["href"][1:])
    assert box.name in ("input", "textarea", "select")
    message = box.find_parent(class_="govuk-form-group--error").select_one(".govuk-error-message")
    assert link.get_text(strip=True) in message.get_text(" ", strip=True)


def test_the_sentences_of_errors_name_their_field():
    summary = [item.get_text(strip=True) for item in soup(Everything(data=WRONG)).select(".govuk-error-summary li")]
    assert summary == [
        "Enter title.",
        "Enter reason.",
        "Summary must be 400 characters or fewer; now it is 420.",
        "Share: enter a number.",
        "Count: enter a whole number.",
        "E-mail address: enter a valid email address.",
        "Link: enter a valid URL.",
        "Enter password.",
        "Choose stage from the list.",
        "Choose resolution.",
        "Choose bodies.",
        "Tick the box: the chair agrees that this item is urgent.",
        "Date of the decision must be a real date.",
    ]


def test_the_summary_is_drawn_once(draw):
    form = Everything(data=WRONG)
    html = draw("{% error_summary form %}<h1>Target</h1>{{ form }}", form=form)
    assert html.count('class="govuk-error-summary"') == 1
    assert html.index("govuk-error-summary") < html.index("<h1>")


def test_a_form_without_a_problem_has_no_summary(draw):
    assert draw("{% error_summary form %}", form=Everything()) == ""


def test_user_text_stays_text_in_every_widget_and_every_error():
    class Mischief(GdsForm):
        a = forms.CharField(label=CANARY, help_text=CANARY)
        b = forms.CharField(widget=forms.Textarea)
        c = forms.ChoiceField(choices=[(CANARY, CANARY)])
        d = forms.MultipleChoiceField(choices=[(CANARY, CANARY)], widget=forms.CheckboxSelectMultiple)
        e = forms.ChoiceField(choices=[(CANARY, [(CANARY, CANARY)])], widget=forms.RadioSelect)
        f = DatePartsField(label=CANARY)
        g = forms.FileField(required=False)
        h = forms.CharField(widget=forms.HiddenInput)

        def clean(self):
            raise forms.ValidationError(CANARY)

    data = dict.fromkeys(("a", "b", "c", "d", "e", "f-day", "f-month", "f-year", "h"), CANARY)
    for form in (Mischief(), Mischief(data=data, initial={"g": CANARY}), Mischief(initial=data)):
        assert nothing_came_alive(str(form))


def test_djangos_own_sign_in_form_is_drawn(settings):
    page = soup(AuthenticationForm())
    assert page.find("input", id="id_username")["autocomplete"] == "username"
    assert page.find("input", id="id_password")["type"] == "password"
    assert not page.select("[autofocus]")


def test_a_set_of_forms_is_drawn_with_its_management_form():
    drawn = str(forms.formset_factory(AuthenticationForm, extra=0)())
    assert 'name="form-TOTAL_FORMS"' in drawn


def test_an_uploaded_file_can_be_removed():
    page = soup(Everything(initial=FILLED))
    assert page.find("input", attrs={"name": "paper-clear"})
    form = Everything(data={}, files=MultiValueDict({"paper": [SimpleUploadedFile("a.docx", b"x")]}))
    assert "paper" not in form.errors


def test_a_widget_nobody_has_drawn_yet_is_refused_by_name():
    class Odd(forms.Form):
        when = forms.DateField(widget=forms.SelectDateWidget)

    with pytest.raises(TypeError, match="SelectDateWidget"):
        str(Odd())


class Decision(GdsForm):
    decided_on = DatePartsField(label="Date of the decision")


def typed(day, month, year):
    return Decision(data={"decided_on-day": day, "decided_on-month": month, "decided_on-year": year})


@pytest.mark.parametrize("month", ["2", "02", " 2 ", "Feb", "february"])
def test_a_date_in_three_boxes_is_a_date(month):
    form = typed("8", month, "2001")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["decided_on"] == date(2001, 2, 8)


@pytest.mark.parametrize(
    ("boxes", "sentence", "first"),
    [
        (("", "", ""), "Enter date of the decision.", "day"),
        (("8", "", "2001"), "Date of the decision must include a month.", "month"),
        (("", "2", ""), "Date of the decision must include a day and a year.", "day"),
        (("8", "2", "01"), "The year must have 4 figures, like 2001.", "year"),
        (("31", "2", "2001"), "Date of the decision must be a real date.", "day"),
        (("8", "Fooary", "2001"), "Date of the decision must be a real date.", "day"),
        (("+8", "2", "2001"), "Date of the decision must be a real date.", "day"),
        (("8", "2", "0000"), "Date of the decision must be a real date.", "day"),
    ],
)
def test_a_bad_date_is_answered_with_a_sentence_and_shown_again(boxes, sentence, first):
    page = soup(typed(*boxes))
    link = page.select_one(".govuk-error-summary a")
    assert (link.get_text(strip=True), link["href"]) == (sentence, f"#id_decided_on-{first}")
    assert [box.get("value", "") for box in page.select(".govuk-date-input input")] == list(boxes)
    assert "govuk-input--error" in page.find(id=f"id_decided_on-{first}")["class"]


def test_a_date_that_may_be_missing_is_none():
    class Maybe(GdsForm):
        review_on = DatePartsField(required=False)

    form = Maybe(data={})
    assert form.is_valid()
    assert form.cleaned_data["review_on"] is None
    assert not form.has_changed()


def test_filters_do_not_say_optional_and_call_the_blank_choice_any():
    from interface.gallery import Filters

    drawn = str(Filters())
    assert "(optional)" not in drawn
    assert ">Any</option>" in drawn
