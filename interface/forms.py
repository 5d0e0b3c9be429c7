"""How every form is drawn: Django's own forms too, each widget as the GOV.UK component people know.

`{{ form }}` draws a form, `{{ form.name.as_field_group }}` one field, `{% error_summary form %}` the list of problems.
A form may say more about a field: `gds = {"value": {"suffix": {"text": "per cent"}}}`, in the words of the component.
"""

from collections.abc import Callable
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString, mark_safe

from interface.dates import DateParts
from interface.gds import Params, component, text_or_html

OPTIONAL = mark_safe(" (optional)")
NOT_ATTRIBUTES = {"id", "class", "rows", "cols", "maxlength", "minlength", "required", "autofocus", "autocomplete"}
NOT_ATTRIBUTES |= {"type", "min", "max", "step"}  # boxes are plain text: the server says what is wrong, in a sentence
NOTHING_CHOSEN = "---------"
BLANKS = ("Choose one", "Any")
LONGEST_KEY = 18
"""figures of the longest key that every database takes"""


class GdsRenderer(DjangoTemplates):
    """Draws fields, forms and sets of forms; `settings.FORM_RENDERER` names it."""

    form_template_name = "interface/form.html"
    formset_template_name = "interface/formset.html"
    field_template_name = "interface/field.html"


class GdsForm(forms.Form):
    """A form that can say more about its fields than Django's can."""

    gds: ClassVar[dict[str, Params]] = {}
    marks_optional = True  # False for filters, where nothing is required


class SeveralField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows of a table. A key longer than any row can have is no choice, and nothing to ask SQLite for."""

    def clean(self, value: Any) -> Any:
        """The rows; ValidationError names what is none of them."""
        for key in value or ():
            if len(str(key)) > LONGEST_KEY:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super().clean(value)


def draw(field: BoundField) -> SafeString:
    """A field with its label, hint and error, drawn by what its widget is."""
    widget = field.field.widget
    for kind in type(widget).__mro__:
        if kind in DRAWN:
            return DRAWN[kind](field)
    raise TypeError(f"No GOV.UK component draws a {type(widget).__name__} ({field.name}).")


def error_summary(form: BaseForm) -> SafeString:
    """The list of problems at the top of a page, each with a link to its box; nothing where there is none."""
    setattr(form, "summary_is_drawn", True)  # noqa: B010 - a mark for `{{ form }}`, not a field of the class
    problems: list[Params] = [{"text": str(error)} for error in form.non_field_errors()]
    for field in form:
        for error in field.errors.as_data():
            link = {} if field.is_hidden else {"href": f"#{first_box(field)}"}
            problems.append({"text": sentence(field, error), **link})
    if not problems:
        return SafeString()
    return component("error-summary", {"titleText": "There is a problem", "errorList": problems})


def draw_input(field: BoundField) -> SafeString:
    kind = getattr(field.field.widget, "input_type", "text")
    special: Params = {"type": kind if kind in ("email", "tel", "url") else "text"}
    if kind == "number":
        whole = isinstance(field.field, forms.IntegerField) and not isinstance(field.field, forms.FloatField)
        special |= {"inputmode": "numeric" if whole else "decimal", "classes": "govuk-input--width-10"}
    if kind in ("email", "url"):
        special["spellcheck"] = False
    return component("input", boxed(field) | special | said(field))


def draw_password(field: BoundField) -> SafeString:
    shown = getattr(field.field.widget, "render_value", False)
    return component("password-input", boxed(field) | ({} if shown else {"value": None}) | said(field))


def draw_textarea(field: BoundField) -> SafeString:
    attrs = field.field.widget.attrs
    params = boxed(field) | {"rows": attrs.get("rows") if attrs.get("rows") != "10" else "5"}
    params["value"] = params["value"] or ""
    if limit := attrs.get("maxlength"):
        return component("character-count", params | {"maxlength": str(limit), "threshold": "75"} | said(field))
    return component("textarea", params | said(field))


def draw_select(field: BoundField) -> SafeString:
    return component("select", boxed(field) | {"value": None, "items": options(field, "selected")} | said(field))


def draw_radios(field: BoundField) -> SafeString:
    items = [item for item in options(field, "checked") if item["value"] or item.get("text") not in BLANKS]
    return component("radios", grouped(field) | {"items": items} | said(field))


def draw_checkboxes(field: BoundField) -> SafeString:
    items = options(field, "checked")
    many = {"classes": "govuk-checkboxes--small"} if len(items) > 7 else {}
    return component("checkboxes", grouped(field) | many | {"items": items} | said(field))


def draw_checkbox(field: BoundField) -> SafeString:
    widget = cast(forms.CheckboxInput, field.field.widget)
    params = common(field) | {"idPrefix": box_id(field)}
    of_the_box = {key: params.pop(key) for key in ("hint", "disabled", "attributes") if key in params}
    checked = widget.check_test(field.value())
    params["items"] = [{"value": "on", "checked": checked, **text_or_html(field.label), **of_the_box}]
    return component("checkboxes", params | said(field))


def draw_file(field: BoundField) -> SafeString:
    widget = field.field.widget
    params = boxed(field) | {"value": None, "multiple": getattr(widget, "allow_multiple_selected", False)}
    if not (isinstance(widget, forms.ClearableFileInput) and field.initial):
        return component("file-upload", params | said(field))
    params["hint"] = {"text": f"{field.help_text} The file now: {field.initial}".strip()}
    remove = widget.clear_checkbox_name(field.html_name)
    box: Params = {"name": remove, "classes": "govuk-checkboxes--small"}
    box["items"] = [{"value": "on", "text": "Remove this file", "id": f"id_{remove}"}]
    keep = SafeString() if field.field.required else component("checkboxes", box)
    return component("file-upload", params | said(field)) + keep


def draw_date(field: BoundField) -> SafeString:
    wrong = wrong_parts(field)
    items = []
    for part, value in zip(DateParts.parts, DateParts.split(field.value()), strict=True):
        error = " govuk-input--error" if part in wrong else ""
        width = "govuk-input--width-4" if part == "year" else "govuk-input--width-2"
        items.append({"name": part, "value": value, "classes": width + error})
    params = grouped(field) | {"id": box_id(field), "namePrefix": field.html_name, "items": items}
    return component("date-input", params | said(field))


def draw_hidden(field: BoundField) -> SafeString:
    return field.as_widget()


DRAWN: dict[type, Callable[[BoundField], SafeString]] = {
    forms.widgets.Input: draw_input,
    forms.PasswordInput: draw_password,
    forms.Textarea: draw_textarea,
    forms.Select: draw_select,
    forms.RadioSelect: draw_radios,
    forms.SelectMultiple: draw_checkboxes,
    forms.CheckboxSelectMultiple: draw_checkboxes,
    forms.CheckboxInput: draw_checkbox,
    forms.FileInput: draw_file,
    forms.HiddenInput: draw_hidden,
    DateParts: draw_date,
}


def common(field: BoundField) -> Params:
    """What every component is told about a field."""
    attrs = field.field.widget.attrs
    extra = {name: {"value": value, "optional": True} for name, value in attrs.items() if name not in NOT_ATTRIBUTES}
    params: Params = {"name": field.html_name, "attributes": extra, "disabled": field.field.disabled}
    params["classes"] = attrs.get("class", "")
    if field.help_text:
        params["hint"] = text_or_html(field.help_text)
    if field.errors:
        params["errorMessage"] = {"text": " ".join(sentence(field, error) for error in field.errors.as_data())}
    return params


def boxed(field: BoundField) -> Params:
    """A field of one box: its label stands above it."""
    value = field.field.widget.format_value(field.value())
    label = text_or_html(title(field)) | {"classes": "govuk-label--s"}
    completion = field.field.widget.attrs.get("autocomplete")
    return common(field) | {"id": box_id(field), "value": value, "label": label, "autocomplete": completion}


def grouped(field: BoundField) -> Params:
    """A field of several boxes: its label is the legend of the group."""
    legend = text_or_html(title(field)) | {"classes": "govuk-fieldset__legend--s"}
    return common(field) | {"idPrefix": box_id(field), "fieldset": {"legend": legend}}


def said(field: BoundField) -> Params:
    """What the form itself says about a field."""
    return cast(dict[str, Params], getattr(field.form, "gds", {})).get(field.name, {})


def title(field: BoundField) -> str:
    """The label; a field that may stay empty says so."""
    marked = not field.field.required and getattr(field.form, "marks_optional", True)
    label = str(field.label)
    return label + OPTIONAL if marked else label


def options(field: BoundField, chosen: str) -> list[Params]:
    """The choices of a field; those of a group carry its name in front."""
    widget = cast(forms.widgets.ChoiceWidget, field.field.widget)
    items = []
    blank = BLANKS[0] if getattr(field.form, "marks_optional", True) else BLANKS[1]
    for group, members, _ in widget.optgroups(field.html_name, widget.format_value(field.value())):
        for option in members:
            text = blank if str(option["label"]) == NOTHING_CHOSEN else option["label"]
            named = {"text": f"{group}: {text}"} if group else text_or_html(text)
            items.append({"value": str(option["value"]), chosen: bool(option["selected"]), **named})
    return items


def box_id(field: BoundField) -> str:
    """The id of a field's box, or of the first of several."""
    return field.auto_id or field.html_name


def first_box(field: BoundField) -> str:
    """Where the link of an error leads: for a date, to the first part that is wrong."""
    if not isinstance(field.field.widget, DateParts):
        return box_id(field)
    return f"{box_id(field)}-{wrong_parts(field)[0]}"


def wrong_parts(field: BoundField) -> tuple[str, ...]:
    """Which boxes of a date are wrong: those its error names, or all."""
    errors = field.errors.as_data()
    return (errors[0].params or {}).get("parts", DateParts.parts) if errors else ()


def sentence(field: BoundField, error: ValidationError) -> str:
    """An error as a sentence that names its field, where Django's own words do not."""
    label, words = str(field.label), str(error.messages[0])
    within = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    if error.code == "required" and error.message == forms.Field.default_error_messages["required"]:
        return f"{verb(field.field.widget)} {within}."
    if error.code == "invalid_choice":
        return f"Choose {within} from the list."
    if error.code == "max_length" and error.params:
        most, now = error.params["limit_value"], error.params["show_value"]
        return f"{label} must be {most} characters or fewer; now it is {now}."
    if error.code == "invalid" and words.startswith("Enter "):
        return f"{label}: e{words[1:]}"
    return words


def verb(widget: forms.Widget) -> str:
    """What to do with a widget that was left alone."""
    if isinstance(widget, forms.CheckboxInput):
        return "Tick the box:"
    return "Choose" if isinstance(widget, forms.widgets.ChoiceWidget | forms.FileInput) else "Enter"
