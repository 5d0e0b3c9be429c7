"""The page behind a personal link: what a party sees, what it cannot see, and that it answers once."""

import json
import logging
import logging.config
from datetime import date, timedelta
from functools import partial

import pytest
import structlog

from audit.models import AuditEvent
from config import logs
from governance import personal_links
from governance.models import Consultation
from governance.models.consultation import Means
from governance.roles import ConsultedParty
from tests.audit.paper import verify
from tests.governance.scenes import ANSWER, answered, consult, refusal, somebody_elsewhere
from tests.journeys.crowd import Crowd
from tests.world import FEB_8, JAN_17, MAR_31, acting
from workflow.gate import perform
from workflow.permissions import scope_of

WORD = "kZ0-this-is-the-word-of-a-personal-link_0000"
SENT = {**ANSWER, "checked": "yes"}
NOWHERE = "This link leads nowhere"


@pytest.fixture(autouse=True)
def _january(settings):
    settings.TODAY = "tests.journeys.days.on_2001_01_17"


@pytest.fixture
def asked(world) -> Consultation:
    """The Prison Service has been sent a link."""
    return consult(world, link=personal_links.hash_of(WORD), contact="governor@prison.example")


def at(word: str = WORD) -> str:
    return f"/consultations/{word}/"


def kept(asked: Consultation) -> Consultation:
    return Consultation.objects.get(pk=asked.pk)


def test_a_word_is_long_and_never_the_same_and_only_its_hash_leads_anywhere(asked):
    words = {personal_links.new_word() for _ in range(100)}
    assert len(words) == 100
    assert min(map(len, words)) == 43
    assert personal_links.behind(WORD, JAN_17) == asked
    assert personal_links.behind(WORD[:-1], JAN_17) is None
    assert personal_links.behind(asked.link, JAN_17) is None
    assert WORD not in json.dumps(asked.snapshot(), default=str)


def test_a_party_reads_what_it_is_asked_and_nothing_else_of_the_plan(asked, client, world):
    page = client.get(at())

    text = page.content.decode()
    for shown in (
        "Metropolitan Police Authority asks for your answer",
        "Colin Reyes, Metropolitan Police Authority",
        "The target depends on places for treatment.",
        "Can you treat as many?",
        "To reduce street crime",
        "Recorded street crimes",
        "Reduce by 5 per cent",
        "the end of 8 February 2001",
        asked.reference,
    ):
        assert shown in text
    for hidden in ("firearms", "Olive", "Safer streets", "Workshop", "FPBV", "prison.example", WORD, "csrf"):
        assert hidden not in text
    assert "has changed since" not in text
    links = [part.partition('"')[0] for part in text.split('href="')[1:]]
    assert [each for each in links if not each.startswith(("/static/", "#"))] == []


def test_it_is_told_when_the_text_has_changed_and_still_reads_the_one_it_was_asked_about(asked, client, world):
    perform(partial(world.street.revise, title="To halve street crime"), actor=acting(world.olive))

    text = client.get(at()).content.decode()

    assert "The text has changed since you were asked." in text
    assert "To reduce street crime" in text
    assert "To halve" not in text


def test_its_page_is_told_to_nobody_and_kept_nowhere(asked, client):
    for answer in (client.get(at()), client.get(at("never-was")), client.post(at(), SENT), client.get(at())):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        title = answer.content.decode().partition("<title>")[2].partition("</title>")[0]
        assert WORD not in title
    assert client.cookies == {}


def test_nothing_is_recorded_before_the_answer_has_been_checked(asked, client):
    client.get(at())
    check = client.post(at(), ANSWER).content.decode()
    assert "Check your answer" in check
    assert 'name="answer" value="We can."' in check
    again = client.post(at(), {**ANSWER, "change": "yes"}).content.decode()
    assert "We can." in again
    assert "Jane Roe" in again
    assert kept(asked).is_open
    assert AuditEvent.objects.about("governance.consultation", asked.pk).count() == 1


def test_it_answers_once_and_the_ledger_names_the_party(asked, client):
    done = client.post(at(), SENT, follow=True).content.decode()

    assert "The answer is recorded" in done
    assert asked.reference in done
    found = kept(asked)
    assert (found.state, found.view, found.answer, found.answered_by) == ("answered", "agrees", "We can.", "Jane Roe")
    assert (found.means, found.received_on) == (Means.LINK, JAN_17)
    line = AuditEvent.objects.get(action="consultation.answered")
    assert (line.actor_id, line.role, line.actor_label) == ("", "consulted party", "the Prison Service")
    assert b"Prison" not in bytes(line.text)
    assert verify()["whole"]

    second = client.post(at(), {**SENT, "answer": "We cannot."})
    assert "The answer is recorded" in second.content.decode()
    assert kept(asked).answer == "We can."
    assert "We can." not in client.get(at()).content.decode()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"view": ""}, "Choose what you think of the text."),
        ({"view": "perhaps"}, "Choose what you think of the text from the list."),
        ({"view": "objects", "answer": " "}, "Say what should be different."),
        ({"answered_by": ""}, "Enter your name."),
        ({"answer": "x" * 10_001}, "Your answer must be 10000 characters or fewer; now it is 10001."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(asked, client, wrong, told):
    page = client.post(at(), {**SENT, **wrong}).content.decode()

    assert told in page
    assert "Head of healthcare" in page
    assert kept(asked).is_open


def test_a_post_of_any_length_is_not_read(asked, client):
    assert client.post(at(), {**SENT, "answer": "x" * 200_000}).status_code == 413
    assert kept(asked).is_open


# Links that lead nowhere


def revoke(world, asked):
    perform(asked.revoke_link, actor=acting(world.colin, JAN_17))


def renew(world, asked):
    perform(partial(asked.renew_link, link=personal_links.hash_of("another")), actor=acting(world.colin, JAN_17))


def close(world, asked):
    perform(asked.close, actor=acting(world.colin, JAN_17), because="They do not answer.")


@pytest.mark.parametrize("end", [revoke, renew, close, answered])
def test_a_link_that_was_ended_answers_like_one_that_never_was(asked, client, world, end):
    assert client.get(at()).status_code == 200
    end(world, asked)

    for method in (client.get, partial(client.post, data=SENT)):
        gone, never = method(at()), method(at("never-was"))
        assert (gone.status_code, gone.content, dict(gone.headers)) == (404, never.content, dict(never.headers))
        assert NOWHERE in gone.content.decode()
    assert kept(asked).means != Means.LINK


def test_it_works_to_the_end_of_the_day_and_again_when_there_is_more_time(asked, client, world, settings):
    settings.TODAY = "tests.journeys.days.on_2001_02_08"
    assert client.get(at()).status_code == 200
    settings.TODAY = "tests.journeys.days.on_2001_03_31"
    assert (client.get(at()).status_code, client.post(at(), SENT).status_code) == (404, 404)
    assert kept(asked).is_open

    perform(partial(asked.extend, due_on=MAR_31), actor=acting(world.colin, MAR_31))

    assert client.get(at()).status_code == 200


def test_a_renewed_link_works_and_the_old_one_does_not(asked, client, world):
    client.force_login(world.colin)
    address = f"/consultations/{asked.pk}/acts/renew_link/"
    shown = client.post(address, {"seen": kept(asked).root.version}, follow=True).content.decode()
    word = next(each for part in shown.split("/consultations/") if len(each := part.partition("/")[0]) == 43)
    client.logout()

    assert client.get(at()).status_code == 404
    assert client.get(at(word)).status_code == 200
    assert kept(asked).link == personal_links.hash_of(word)


def test_the_link_is_shown_once_to_whoever_opens_a_consultation(client, world):
    client.force_login(world.olive)
    form = {
        "party": "Customs",
        "purpose": "So.",
        "question": "Can you?",
        "required": "on",
        "due_on-day": "8",
        "due_on-month": "2",
        "due_on-year": "2001",
        "seen": world.street.version,
    }
    address = f"/objectives/{world.street.pk}/consultations/open/"
    assert "You get a personal link to send to Customs." in client.post(address, form).content.decode()
    first = client.post(address, {**form, "checked": "yes"}, follow=True)
    asked = Consultation.objects.get(party="Customs")

    assert first.redirect_chain[0][0] == f"/consultations/{asked.pk}/"
    assert "Send this link to Customs. It is shown this once: http" in first.content.decode()
    assert "It is shown this once" not in client.get(f"/consultations/{asked.pk}/").content.decode()
    # Sent twice, it is opened once.
    assert client.post(address, {**form, "checked": "yes"}).status_code == 409
    assert Consultation.objects.filter(party="Customs").count() == 1


# One link, one consultation


def test_one_link_never_opens_another_consultation_nor_its_number(asked, client, world):
    other = consult(world, world.guns, link=personal_links.hash_of("x" * 43), party="Customs")

    assert "firearms" not in client.get(at()).content.decode()
    assert "street" not in client.get(at("x" * 43)).content.decode()
    client.post(at("x" * 43), SENT)
    assert (kept(asked).state, kept(other).state) == ("open", "answered")
    for address in (f"/consultations/{asked.pk}/", f"/consultations/{asked.pk}/acts/close/"):
        assert client.get(address).headers["Location"].startswith("/sign-in/")


def test_a_party_may_do_nothing_but_answer_what_it_was_asked(asked, world):
    other = consult(world, world.guns, party="Customs", link=personal_links.hash_of("x" * 43))
    party = personal_links.party_of(asked, WORD, JAN_17)
    words = {**ANSWER, "received_on": JAN_17}

    assert "Your role does not let you" in refusal(partial(other.give_answer, **words), party)[0]
    for act in (
        partial(asked.record_answer, **words),
        partial(asked.extend, due_on=MAR_31),
        asked.revoke_link,
        world.street.submit,
        partial(world.street.revise, title="Ours"),
        partial(world.undecided.revise, text="None"),
    ):
        assert "Your role does not let you" in refusal(act, party, because="So.")[0]


def test_a_link_revoked_in_the_very_moment_of_the_answer_answers_nothing(asked, world):
    """The page was asked for before it was revoked; the row is locked after."""
    party = personal_links.party_of(asked, WORD, JAN_17)
    revoke(world, kept(asked))

    assert refusal(partial(asked.give_answer, **ANSWER, received_on=JAN_17), party) == [
        "This link does not lead to the consultation any more."
    ]
    assert isinstance(party.afresh(), ConsultedParty)
    late = ConsultedParty("", consultation=scope_of(asked), link="", today=FEB_8 + timedelta(1))
    assert "The time for an answer ended on 8 February 2001." in refusal(
        partial(kept(asked).give_answer, **ANSWER, received_on=JAN_17), late
    )


def test_nobody_reads_a_consultation_who_does_not_read_the_plan_in_preparation(asked, world):
    somebody_elsewhere()
    crowd, readers = Crowd(), "olive omar colin clare ken mira charles ada".split()
    pages = [
        f"/consultations/{asked.pk}/",
        f"/plans/{world.plan.slug}/consultations/",
        f"/objectives/{world.street.pk}/",
    ]
    for page in pages:
        for who in crowd.browsers:
            found = crowd.ask(who, "GET", page)
            assert (found.word == "200") == (who in readers), f"{who} gets {found.word} from {page}"
            assert ("Prison Service" in found.text) == (who in readers)
            assert WORD not in found.text


def test_the_ledgers_pages_and_file_name_a_party_that_is_nobody_here(asked, client, world):
    client.post(at(), SENT)
    client.force_login(world.ada)
    key = AuditEvent.objects.get(action="consultation.answered").key

    page = client.get(f"/ledger/{key}/").content.decode()
    assert "the Prison Service, consulted party" in page
    assert "/people/" not in page.partition("Person</dt>")[2].partition("</dd>")[0]
    assert "the Prison Service answered the consultation" in client.get("/ledger/").content.decode()
    file = b"".join(client.get("/ledger/export/").streaming_content).decode()
    assert "consulted party" in file
    assert WORD not in file
    told = client.get(f"/consultations/{asked.pk}/").content.decode()
    assert "by the consulted party" in told


# Logs


@pytest.fixture
def lines(capsys):
    root, cached = logging.getLogger(), structlog.get_config()["cache_logger_on_first_use"]
    handlers, level = root.handlers[:], root.level

    def written_from_now_on():
        logging.config.dictConfig(logs.settings(json=True, level="INFO"))
        structlog.configure(cache_logger_on_first_use=False)
        return lambda: capsys.readouterr().err

    yield written_from_now_on
    root.handlers[:], root.level = handlers, level
    structlog.configure(cache_logger_on_first_use=cached)


def test_no_word_of_a_link_stands_in_a_log(asked, client, lines, monkeypatch):
    read = lines()
    client.get(at())
    client.post(at(), ANSWER)
    client.post(at(), {**SENT, "answer": "x" * 200_000})
    monkeypatch.setattr("governance.personal_links.behind", broken)
    client.raise_request_exception = False
    assert client.get(at()).status_code == 500
    logging.getLogger("django.security.csrf").warning("Forbidden: %s", at())

    written = read()

    assert "/consultations/[hidden]" in written
    assert WORD not in written


def broken(word: str, today: date) -> None:
    raise RuntimeError(f"while reading /consultations/{word}/")
