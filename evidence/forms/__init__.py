"""What people fill in about evidence; which form an act has that asks for more than a reason."""

from evidence.forms.findings import AnswerForm, CloseForm, SendBackForm
from governance import forms
from governance.models import Finding

forms.declare(
    {
        (Finding, "give_answer"): AnswerForm,
        (Finding, "send_back"): SendBackForm,
        (Finding, "close"): CloseForm,
    }
)
