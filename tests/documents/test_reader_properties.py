"""Whatever comes, the reader answers with a report or a sentence; and every line of what it reads is accounted for."""

import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.reader import Report, Unreadable, read
from documents.reader.targets import RESOLUTIONS, classify
from tests.documents.reading import PAPERS, as_docx, as_html, unaccounted

pytestmark = pytest.mark.once

QUICK = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
SAMPLES = {path.name: path.read_bytes() for path in sorted(PAPERS.iterdir())}
SAMPLES["word.docx"] = as_docx(SAMPLES["river.txt"].decode())
SAMPLES["page.html"] = as_html(SAMPLES["county.txt"].decode())

PIECES = st.sampled_from(
    [
        *["Objective 1 ", "Objective:", "Obj 2 - ", "Performance Indicator ", "Indicator:", "Target ", "Targets:"],
        *["Target for 2002: ", "Priority 1: ", "Priority 1 (external): ", "Aspect: ", "Roads", "5 per cent", "5%*"],
        *["??", "X per cent", "TBC", "one in five", "awaiting ", "reduce by\n", "• ", "1. ", "- ", "\n", "\n\n"],
        *["\r\n", "\u00a0", "BVPI 12 (a) ", "[Objective under development]", "Note: ", "* ", "***", "Core business"],
        *["Sustained activities", "External priorities", "Appendix 1", "Recommendations", "A. Background", "Summary"],
        *["That the Committee notes it.", "|", "\t", "by March 2002", "31/03/02", "2001/02", "# ", "**", "====="],
        *["Report: 3", "Date: 1 May 2001", "Title: ", "From: ", "You are in:", ":", "(", ")", "“"],
    ]
)
TAGS = st.sampled_from(
    [
        *["<p>", "</p>", "<table>", "<tr>", "<td>", "<td rowspan=3>", "<td colspan=2>", "</td>", "</tr>", "</table>"],
        *["<h2>", "</h2>", "<li>", "<ul>", "<ol>", "</ol>", "<br>", "<b>", "</b>", "<!--", "-->", "<script>"],
        *["</script>", "<pre>", "</pre>", "<nav>", "</nav>", "<", ">", "&amp;", "&#0;", "&#xD800;"],
    ]
)
BLANKS = ["?", "??", "X", "per cent", "by", "to", "5", "10", ",", "(", ")", "TBC", "not", "exceed", "from", "2001/02"]
NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirt fourt fift sixt sevent eight ninet twent"
    " fort hundred nought"
).split()


def sentence_only(refusal: Unreadable) -> None:
    assert refusal.sentence.endswith(".")


def answered(data: bytes) -> Report | None:
    """The report, or None when the file is refused with a sentence."""
    try:
        report = read(data)
    except Unreadable as refusal:
        sentence_only(refusal)
        return None
    report.as_json()
    return report


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    answered(data)


@QUICK
@given(st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join))
def test_any_text_is_read_and_every_line_accounted_for(text: str) -> None:
    report = answered(text.encode("utf-8", "surrogatepass"))
    if report is not None and report.kind == "text":
        visible = text.translate(dict.fromkeys([*range(0x200B, 0x2010), 0xFEFF, 0xAD], " "))
        whole = visible.replace("\r\n", "\n").replace("\r", "\n")
        blank = {
            number
            for number, line in enumerate(whole.split("\n"), 1)
            if not line.strip(" \t\v\f" + "".join(map(chr, [*range(32), 127])))
        }
        assert unaccounted(report, whole) - blank == set() or not text.isprintable()


@QUICK
@given(st.lists(PIECES | TAGS | st.text(max_size=8), max_size=50).map("".join))
def test_any_page_is_read_or_refused(text: str) -> None:
    answered(b"<html>" + text.encode("utf-8", "replace"))


@pytest.mark.parametrize("name", sorted(SAMPLES))
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_good_file_with_bytes_changed_is_read_or_refused(name: str, data: st.DataObject) -> None:
    changed = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=12))
    answered(bytes(changed))


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_file_cut_short_is_read_or_refused(name: str) -> None:
    whole = SAMPLES[name]
    for cut in range(0, 100, 7):
        answered(whole[: len(whole) * cut // 100])


@QUICK
@given(st.text(max_size=200))
def test_any_target_has_exactly_one_resolution_and_no_invented_number(text: str) -> None:
    found = classify(text)
    assert found.resolution in RESOLUTIONS
    if found.value.number is not None:
        written = text.replace(",", "").lower()
        assert found.value.number in written or any(word in written for word in NUMBER_WORDS)


@QUICK
@given(st.lists(st.sampled_from(BLANKS), max_size=12).map(" ".join))
def test_a_blank_is_never_given_a_value(text: str) -> None:
    found = classify(text)
    if found.resolution not in ("resolved", "provisional"):
        assert found.value.number is None


def test_reading_twice_gives_the_same() -> None:
    for data in SAMPLES.values():
        assert zlib.crc32(repr(read(data)).encode()) == zlib.crc32(repr(read(data)).encode())
