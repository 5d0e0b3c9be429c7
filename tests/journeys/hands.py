"""Two ways to use a page: with a pointer, and with the keyboard alone. Steps of a journey are written once for both."""

from __future__ import annotations

import re
from typing import Any

READY = "domcontentloaded"
"""the page and its scripts are there; nobody waits for pictures"""
FURTHEST = 150
"""how often Tab is pressed for one thing: whoever needs more has lost their way"""

WHERE = """target => {
    const here = document.activeElement
    if (here === target) return 'there'
    if (here.type === 'radio' && here.name === target.name && here.form === target.form) return 'there'
    return here.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'before' : 'after'
}"""
LABEL_OF = "(list, option) => [...list.options].find(it => [it.label, it.value].includes(option)).label"
IS_SEEN = """() => {
    const it = document.activeElement, box = it.getBoundingClientRect()
    const own = [it, ...(it.labels ?? [])]
    const inSight = [4, box.height / 2, box.height - 4].some(down => {
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + down)
        return at && own.some(each => each.contains(at))
    })
    const drawn = [[it, null], [it, '::before'], ...[...(it.labels ?? [])].map(label => [label, '::before'])]
    const ring = ([what, part]) => {
        const style = getComputedStyle(what, part)
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    }
    if (!inSight) return 'is out of sight'
    return it.matches(':focus-visible') && drawn.some(ring) ? '' : 'does not show that it has the focus'
}"""


class Pointer:
    """Clicks, and fills fields at once."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def go(self, address: str) -> None:
        self.page.goto(address, wait_until=READY)

    def write(self, name: str, text: str) -> None:
        """Into the field of that name, in place of what it held."""
        self.page.fill(f"[name='{name}']", text)

    def choose(self, name: str, option: str) -> None:
        """In the list of that name, by what it is called or by its value."""
        self.page.select_option(f"[name='{name}']", option)

    def everybody_is_here(self) -> None:
        """The first choice for everybody who has a seat."""
        for box in self.page.locator("input[value=here]").all():
            box.check()

    def press(self, *words: str) -> None:
        """The first button or link of the page whose text begins with any of `words`; it leads to another page."""
        self._control(words).click()

    def _control(self, words: tuple[str, ...]) -> Any:
        begins = re.compile(rf"^\s*(?:{'|'.join(map(re.escape, words))})")
        return self.page.locator("main :is(button, a)").filter(has_text=begins).first


class Keyboard(Pointer):
    """Tab and Shift+Tab to get there, arrows and letters to choose, Space for buttons and Enter for links. What has the
    focus must be in sight, not hidden by anything over it, and show that it has it (WCAG 2.4.7, 2.4.11)."""

    def write(self, name: str, text: str) -> None:
        self._reach(self.page.locator(f"[name='{name}']"), name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, name: str, option: str) -> None:
        field = self.page.locator(f"[name='{name}']")
        self._reach(field, name)
        label = field.evaluate(LABEL_OF, option)
        self.page.keyboard.type(label)
        chosen = field.evaluate("list => list.selectedOptions[0].label")
        assert chosen == label, f"{name}: typing “{label}” chooses “{chosen}” on {self.page.url}"

    def everybody_is_here(self) -> None:
        for box in self.page.locator("input[value=here]").all():
            self._reach(box, "here")
            while not box.is_checked():
                self.page.keyboard.press("ArrowDown")

    def press(self, *words: str) -> None:
        control = self._control(words)
        self._reach(control, " or ".join(words))
        with self.page.expect_navigation(wait_until=READY):
            self.page.keyboard.press("Space" if control.evaluate("it => it.tagName") == "BUTTON" else "Enter")

    def _reach(self, target: Any, words: str) -> None:
        """Go to `target` with Tab, or back to it with Shift+Tab."""
        it = target.element_handle(timeout=3000)
        for _ in range(FURTHEST):
            where = self.page.evaluate(WHERE, it)
            if where == "there":
                fault = self.page.evaluate(IS_SEEN)
                assert not fault, f"“{words}” {fault} on {self.page.url}"
                return
            self.page.keyboard.press("Shift+Tab" if where == "before" else "Tab")
        raise AssertionError(f"Tab never comes to “{words}” on {self.page.url}")
