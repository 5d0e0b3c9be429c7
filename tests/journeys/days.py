"""Days that a test can make today."""

from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_31


def on_2001_01_15():
    return JAN_15


def on_2001_01_17():
    return JAN_17


def on_2001_01_22():
    return JAN_22


def on_2001_02_08():
    return FEB_8


def on_2001_03_31():
    return MAR_31
