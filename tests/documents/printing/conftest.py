"""FPBV with five members, and a decision it took under a delegation, as the tests of meetings have them."""

from tests.meetings.conftest import fpbv
from tests.meetings.test_delegated import told

__all__ = ["fpbv", "told"]
