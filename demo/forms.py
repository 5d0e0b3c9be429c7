"""What people type in the demo."""

from interface.dates import DatePartsField
from interface.forms import GdsForm


class ClockForm(GdsForm):
    day = DatePartsField(label="Another day", help_text="For example, 8 2 2001")
