"""Carries what a report says into a plan.

`draft` is what the report asks for, `standing` and `history` what is there, `matching` which is which, `comparison`
what would change, `procedure` that it does, and `corrections` what a person puts right before.
"""
