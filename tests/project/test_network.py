"""The guard that keeps tests on this machine."""

import socket

import pytest

from tests.network import OutsideWorldError
from tests.services import free_port

pytestmark = pytest.mark.once


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443)])
def test_other_machines_are_out_of_reach(address):
    with socket.socket() as door, pytest.raises(OutsideWorldError):
        door.connect(address)
    with socket.socket() as door, pytest.raises(OutsideWorldError):
        door.connect_ex(address)
    with socket.socket(type=socket.SOCK_DGRAM) as door, pytest.raises(OutsideWorldError):
        door.sendto(b"hello", address)


def test_this_machine_is_within_reach():
    with socket.socket() as door, pytest.raises(ConnectionRefusedError):
        door.connect(("127.0.0.1", free_port()))
