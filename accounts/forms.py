"""What people fill in to sign in and for their password. Django's own forms, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import forms

from accounts.models import User


class SignInForm(forms.AuthenticationForm):
    """It never says which of the two is wrong, nor that a sign-in has been suspended: that would tell a stranger."""

    error_messages = {
        "invalid_login": "The username and the password do not belong together. Capital letters count in a password.",
        "inactive": "The username and the password do not belong together. Capital letters count in a password.",
    }


class ChangePasswordForm(forms.PasswordChangeForm):
    error_messages = {
        "password_incorrect": "Your password now: that is not it.",
        "password_mismatch": "The two new passwords are not the same.",
    }

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label in [
            ("old_password", "Your password now"),
            ("new_password1", "New password"),
            ("new_password2", "New password again"),
        ]:
            self.fields[name].label = label
        self.fields["new_password2"].help_text = ""


class ForgottenPasswordForm(forms.PasswordResetForm):
    """Also for those who have never had a password: a person just appointed sets the first one this way."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["email"].label = "Your e-mail address"

    def get_users(self, email: str) -> Iterable[User]:
        """Everybody with that address whose sign-in is not suspended."""
        return User.objects.filter(email__iexact=email, is_active=True)


class SetPasswordForm(forms.SetPasswordForm):  # type: ignore[type-arg]
    error_messages = {"password_mismatch": "The two passwords are not the same."}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["new_password1"].label = "New password"
        self.fields["new_password2"].label = "New password again"
        self.fields["new_password2"].help_text = ""
