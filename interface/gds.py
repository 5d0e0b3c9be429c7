"""GOV.UK components from Python: one cached Jinja environment, one function, and the rules that keep user text text.

`component("button", {"text": "Save"})` gives the markup of the Design System's button. The parameters are the ones its
documentation lists. Three rules hold for every parameter at every depth:

- a text is escaped, also when someone marked it safe;
- a parameter that takes markup (`html`, `titleHtml`, a slot) takes only what Django knows to be safe;
- an address is a path or begins with http, https or mailto.
"""

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.safestring import SafeData, SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader, TemplateNotFound

Params = dict[str, Any]

ADDRESSES = ("href", "url", "action", "serviceUrl", "formaction", "src")
SAFE_ADDRESS = re.compile(r"(https?:|mailto:|[^:\s\\]*([/?#]|$))", re.IGNORECASE)


class UnsafeParameter(TypeError):
    """A parameter that would put text of unknown origin into a page as markup or as an address."""


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """The markup of the component `name`, as the GOV.UK Design System draws it."""
    return mark_safe(macro(name)(clean(params)))  # noqa: S308 - the macro escapes what `clean` hands it


@functools.cache
def macro(name: str) -> Callable[[Params], str]:
    """The macro of one component; `error-summary` is found as `govukErrorSummary`."""
    try:
        template = environment().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    except TemplateNotFound:
        raise ValueError(f"GOV.UK Frontend has no component called {name}.") from None
    found: Callable[[Params], str] = getattr(template.module, "govuk" + name.replace("-", " ").title().replace(" ", ""))
    return found


@functools.cache
def environment() -> Environment:
    """The only Jinja environment of the project; everything it prints is escaped."""
    packages = {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}
    return Environment(loader=PrefixLoader(packages), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def clean(value: Any, key: str = "", parent: str = "") -> Any:
    """The same value with every text made plain and every piece of markup proved safe."""
    if isinstance(value, Mapping):
        return {str(name): clean(item, str(name), key) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(item, key, parent) for item in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return clean_text(str(value), key, parent)


def clean_text(text: str, key: str, parent: str) -> str:
    """One text, judged by the name of the parameter it was given for."""
    if takes_markup(key, parent):
        if not isinstance(text, SafeData):
            raise UnsafeParameter(f"{key} takes markup that Django knows to be safe, not text.")
        return text
    if key in ADDRESSES and not SAFE_ADDRESS.match(text):
        raise UnsafeParameter(f"{key} is not an address a page may link to: {text!r}")
    return str.__str__(text)  # a plain string also of a SafeString, so that Jinja escapes it


def takes_markup(key: str, parent: str) -> bool:
    """Whether the macros print this parameter as it stands."""
    return parent != "attributes" and (key.lower().endswith("html") or parent == "slots" or key == "attributes")


def text_or_html(value: Any) -> Params:
    """`{"html": ...}` for markup Django knows to be safe, `{"text": ...}` for everything else."""
    text = str(value)
    return {"html" if isinstance(text, SafeData) else "text": text}
