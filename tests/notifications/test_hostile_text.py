"""Whatever people write into a name or a title, one message goes out with the headers that are ours."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts.models import User
from notifications.models import Message
from notifications.outbox.letter import Letter, as_bytes, email_of

pytestmark = pytest.mark.once
OURS = {
    "Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe",
}  # fmt: skip
NASTY = st.text(st.sampled_from('\r\n\0\u2028\u2029\x85\v\f:<>,;"\\@é́\u202eAB 99.=?\ud800'), max_size=60)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(name=NASTY, title=NASTY, text=NASTY, link=NASTY)
@example(name="Olive\r\nBcc: all@example.org", title="Street\nBcc: x@example.org\n\nHello", text=".\r\n.", link="x")
@example(name="a" * 2000, title="b" * 2000, text="c" * 5000, link="d" * 2000)
@example(name="=?utf-8?q?x?=", title="=?utf-8?q?a=0Ab?=", text="\r\n.\r\nRSET\r\n", link="a\rb")
def test_the_headers_are_ours_and_the_parts_are_two(name, title, text, link):
    person = User(name=name, email="olive@example.org")
    letter = Letter(
        title, f"Dear all,{text}", f"<p>{text}</p>", {"List-Unsubscribe": f"<https://assent.example.org/{link}>"}
    )
    mail = message_from_bytes(
        as_bytes(email_of(Message(person=person), letter)), _class=EmailMessage, policy=policy.default
    )

    assert sorted(set(mail.keys())) == sorted(OURS)
    assert len(mail.keys()) == len(OURS)
    assert [each.addr_spec for each in mail["To"].addresses] == ["olive@example.org"]
    assert len(list(mail.iter_parts())) == 2
    assert not mail.defects
    assert len(str(mail["Subject"]).strip()) <= 200
    assert not set(str(mail["Subject"])) & set("\r\n\0\u2028\u2029\x85\u202e")
    for line in mail.as_bytes().split(b"\n"):
        assert len(line) <= 998
