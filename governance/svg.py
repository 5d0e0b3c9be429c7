"""Drawings as SVG that carries no style of its own and says in words what it shows."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from defusedxml.ElementTree import fromstring
from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing

from interface.sinks import header

SVG = "http://www.w3.org/2000/svg"
LONGEST = 500
"""letters of a title or a description"""


def plain_svg(drawing: Drawing, title: str, description: str) -> bytes:
    """The drawing with every style as attributes, so that our rules for pages hold for it wherever it is opened, and
    with words for those who do not see it. The same bytes for the same drawing."""
    root: Element = fromstring(renderSVG.drawToString(drawing), forbid_dtd=False)
    for element in root.iter():
        for setting in filter(None, element.attrib.pop("style", "").split(";")):
            name, _, value = setting.partition(":")
            element.set(name.strip(), _colour(value.strip()))
    for child, text in ((f"{{{SVG}}}title", title), (f"{{{SVG}}}desc", description)):
        found = root.find(child)
        (SubElement(root, child) if found is None else found).text = header(text, LONGEST)
    root.set("role", "img")
    register_namespace("", SVG)
    drawn_plainly: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return drawn_plainly


def _colour(value: str) -> str:
    """SVG knows no fill called None."""
    return "none" if value == "None" else value
