"""A real mail server on loopback that does at each step of the conversation what a test tells it to."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.services import free_port, wait_until

DROP, STALL = "drop", "stall"
"""Hang up; say nothing for longer than anybody waits"""
STALLED = 3.0


@dataclass
class Script:
    """What to answer at each step: a line such as "451 Later", DROP or STALL; steps without one go well.

    Steps: connect, mail, rcpt, data (the command), text (after 354), end (after the last dot, without keeping it) and
    kept (after the last dot, the message kept).
    """

    answers: dict[str, str] = field(default_factory=dict)
    times: int | None = None
    """how often an answer is given before all goes well; always, if None"""
    received: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0
    open: set[asyncio.Transport] = field(default_factory=set)

    def begin_again(self) -> None:
        """Nothing came in, and all goes well."""
        self.answers, self.times, self.received, self.recipients, self.connections = {}, None, [], [], 0

    def answer(self, step: str) -> str | None:
        said = self.answers.get(step)
        if said is None or self.times == 0:
            return None
        if self.times is not None:
            self.times -= 1
        return said

    @property
    def messages(self) -> list[EmailMessage]:
        """What came in, as a strict reader reads it."""
        return [message_from_bytes(each, _class=EmailMessage, policy=policy.default) for each in self.received]


class Scripted(SMTP):
    """An SMTP server with a script."""

    def __init__(self, script: Script, *args: object, **kwargs: object) -> None:
        self.script = script
        super().__init__(*args, **kwargs)

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.script.open.discard(self.transport)  # once encrypted, it is made again
        self.script.open.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.script.open.discard(self.transport)
        super().connection_lost(error)

    async def stall(self) -> None:
        """Say nothing until the other side has gone, or nearly for ever."""
        for _ in range(int(STALLED / 0.02)):
            if self.transport is None or self.transport.is_closing():
                return
            await asyncio.sleep(0.02)

    async def follow(self, step: str) -> bool:
        """Give the answer of the script; False if there is none."""
        said = self.script.answer(step)
        if said == DROP:
            self.hang_up()
        elif said == STALL:
            await self.stall()
        elif said is not None:
            await self.push(said)
        return said is not None

    async def _handle_client(self) -> None:
        self.script.connections += 1
        if await self.follow("connect"):
            self.hang_up()
            return
        await super()._handle_client()

    async def smtp_MAIL(self, arg: str) -> None:
        if not await self.follow("mail"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:
        self.script.recipients.append(arg)
        if not await self.follow("rcpt"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if await self.follow("data"):
            return
        said = self.script.answer("text")
        if said is not None:
            await self.push("354 Go on")
            if said == STALL:
                await self.stall()
            self.hang_up()
            return
        await super().smtp_DATA(arg)

    async def handle_kept(self, envelope: Envelope) -> str:
        if self.script.answers.get("end") and (said := self.script.answer("end")) is not None:
            return await self._said(said)
        self.script.received.append(bytes(envelope.content))
        if (said := self.script.answer("kept")) is not None:
            return await self._said(said)
        return "250 Kept"

    def hang_up(self) -> None:
        if self.transport is not None:
            self.transport.abort()

    async def _said(self, said: str) -> str:
        if said == STALL:
            await self.stall()
        if said in (DROP, STALL):
            self.hang_up()
            return ""
        return said


class Keeper:
    """Hands what came in to the script."""

    async def handle_DATA(self, server: Scripted, session: Session, envelope: Envelope) -> str:
        return await server.handle_kept(envelope)


class Listening(Controller):
    """The server in a thread of its own."""

    def __init__(self, script: Script, port: int, **more: Any) -> None:
        self.script, self.more = script, more
        super().__init__(Keeper(), hostname="127.0.0.1", port=port, ready_timeout=10)

    def factory(self) -> Scripted:
        more = {"hostname": "mail.example.org", "ident": "test", "enable_SMTPUTF8": False, **self.more}
        return Scripted(self.script, self.handler, **more)


def wants_a_sign_in(tls: ssl.SSLContext, name: str, password: str) -> dict[str, Any]:
    """What makes a server take nothing but from somebody who encrypts and has the password."""

    def signs_in(server: Scripted, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        right = (data.login, data.password) == (name.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return {"tls_context": tls, "require_starttls": True, "auth_required": True, "authenticator": signs_in}


@contextmanager
def mail_server(script: Script | None = None, **more: Any) -> Iterator[tuple[Script, int]]:
    """A server that follows `script`, and its port."""
    script = script or Script()
    port = free_port()
    server = Listening(script, port, **more)
    server.start()
    try:
        yield script, port
    finally:
        for transport in list(script.open):
            server.loop.call_soon_threadsafe(transport.abort)
        wait_until(lambda: all(each.is_closing() for each in list(script.open)), "The end of every connection")
        server.stop()
