"""No test talks to the outside: loopback and Unix sockets only."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any


class OutsideWorldError(RuntimeError):
    """A test tried to reach another machine."""


def is_here(family: int, address: Any) -> bool:
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = address[0]
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def guard() -> None:
    """Make every socket of this process refuse other machines."""

    def guarded(original: Callable[..., Any], position: int) -> Callable[..., Any]:
        def call(self: socket.socket, *args: Any) -> Any:
            address = args[position]
            if not is_here(self.family, address):
                raise OutsideWorldError(f"Tests reach nothing outside this machine, and this one tried {address!r}.")
            return original(self, *args)

        return call

    for name, position in (("connect", 0), ("connect_ex", 0), ("sendto", -1)):
        setattr(socket.socket, name, guarded(getattr(socket.socket, name), position))
