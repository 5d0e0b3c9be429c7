"""The auditor's questions, in the order in which a page lists them. Each has a module of its own."""

from evidence.questions import (
    basis,
    changed_after_approval,
    comments,
    conditions,
    entitled,
    interests,
    late_items,
    notice,
    quorum,
    statutory,
)

MODULES = (
    changed_after_approval, entitled, notice, quorum, interests, conditions, basis, statutory, comments, late_items,
)  # fmt: skip
QUESTIONS = {module.QUESTION.slug: module.QUESTION for module in MODULES}
