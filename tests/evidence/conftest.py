"""FPBV with five seats, as tests of meetings have it."""

from tests.meetings.conftest import fpbv

__all__ = ["fpbv"]
