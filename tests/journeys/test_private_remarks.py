"""What a member has noted and not sent is on no page, in no file and in no line: for nobody but themselves."""

import io
import zipfile

import pytest

from audit.models import AuditEvent, AuditWords
from governance import reviewing
from governance.models import Remark
from tests.documents.printing.reading import Print
from tests.environment import ALL
from tests.journeys import addresses
from tests.journeys.crowd import Crowd
from tests.journeys.test_addresses import address_of, in_turn
from tests.journeys.town import Town
from tests.world import MAR_31, acting

pytestmark = [pytest.mark.slow, pytest.mark.once]

CANARIES = ["Quetzalcoatl", "Huitzilopochtli", "Tezcatlipoca"]
READERS = "omar colin clare ken charles ada"
OTHERS = "nobody sue anna una"
"""one of each kind: two owners, or two people without an office, are shown the same pages"""


@pytest.fixture
def noted(town: Town) -> Town:
    """Mira has noted an objection, a wording for a target, and a question about the plan."""
    world = town.world
    stage = world.plan.stages.get(body=world.workshop)
    target = world.guns.targets.get()
    for said in (
        {"objective": world.guns, "kind": "objection", "text": CANARIES[0]},
        {"objective": world.guns, "target": target, "kind": "proposal", "proposed": CANARIES[1]},
        {"plan_as_a_whole": world.plan, "kind": "question", "text": CANARIES[2]},
    ):
        reviewing.note(Remark(author=world.mira, stage=stage, **said))
    return town


def found_by(crowd: Crowd, people: str, place: Town) -> set[tuple[str, str, str]]:
    """Who reads which canary where, of every address that may be looked at, that of every remark among them. Each is
    looked at by every sixth of `people`, in turn, or by all with ADDRESSES=all."""
    rows = {address_of(row, place.ours): row for row in addresses.rows()}
    rows |= {f"/remarks/{pk}/": None for pk in Remark.objects.values_list("pk", flat=True)}
    rows |= {f"/ledger/{key}/": None for key in AuditEvent.objects.latest_first().values_list("key", flat=True)[:8]}
    rows |= {f"/plans/{place.ours['plan']}/?q={word}": None for word in CANARIES}
    found = set()
    for turn, (address, row) in enumerate(rows.items()):
        may = [who for who in people.split() if row is None or row.answers["GET"][who] == "200"]
        for who in may if ALL else in_turn(may, turn, 6):
            content = said(crowd.ask(who, "GET", address).content)
            echoed = content.replace(address.partition("?q=")[2] or "\0", "")
            found |= {(who, address, word) for word in CANARIES if word in echoed}
    return found


def said(content: bytes) -> str:
    """The words of a page, a print, a Word file or a workbook; the town's map only begins like a print."""
    if content.rstrip().endswith(b"%%EOF"):
        return Print(content).text
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return " ".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml"))
    return content.decode()


def test_nobody_else_meets_a_word_of_it_on_any_page_or_in_any_file(noted):
    assert found_by(Crowd(), f"{READERS} {OTHERS}", noted) == set()


def test_it_is_in_no_line_of_the_ledger(noted):
    said = [bytes(line.text).decode() for line in AuditEvent.objects.all()]
    said += list(AuditWords.objects.values_list("words", flat=True))

    assert [word for word in CANARIES if any(word in text for text in said)] == []


def test_its_author_reads_it_on_the_review_and_on_its_check_page(noted):
    crowd, review = Crowd(), f"/stages/{noted.ours['part']}/review/"

    for address in (review, f"{review}send/"):
        page = crowd.ask("mira", "GET", address).content.decode()
        assert [word for word in CANARIES if word not in page] == [], address


def test_once_it_is_sent_the_readers_of_the_plan_meet_it_and_still_nobody_else(noted):
    world = noted.world
    stage = world.plan.stages.get(body=world.workshop)
    reviewing.send(stage, actor=acting(world.mira, MAR_31), verdict="asks_for_changes", reason="Too low.")
    crowd, objective = Crowd(), f"/objectives/{noted.ours['review']}/"

    for who in READERS.split():
        page = crowd.ask(who, "GET", objective).content.decode()
        assert CANARIES[0] in page, who
        assert CANARIES[1] in page, who
    assert found_by(crowd, OTHERS, noted) == set()
