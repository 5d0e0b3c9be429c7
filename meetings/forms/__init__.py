"""What people fill in about meetings; which form an act has that asks for more than a reason."""

from governance import forms
from meetings.forms.calendar import MoveForm, RelocateForm
from meetings.models import Meeting

forms.declare({(Meeting, "move"): MoveForm, (Meeting, "relocate"): RelocateForm})
