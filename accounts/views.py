"""Signing in, and one's password: Django's own views with our words."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import forms, views
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy

from accounts.forms import ChangePasswordForm, ForgottenPasswordForm, SetPasswordForm, SignInForm


class SignIn(views.LoginView):
    """Somebody who is signed in already is taken to where they wanted to go."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True


class ChangePassword(SuccessMessageMixin, views.PasswordChangeView):  # type: ignore[type-arg]
    """Every other browser in which the person is signed in is signed out by it."""

    template_name = "accounts/password_change.html"
    form_class = ChangePasswordForm
    success_url = "/"
    success_message = "Your password is changed. Wherever else you were signed in, you no longer are."


class ForgottenPassword(views.PasswordResetView):
    """Asks for an address and answers the same to everybody: who has an account is nobody's business."""

    template_name = "accounts/password_forgotten.html"
    form_class = ForgottenPasswordForm
    email_template_name = "email/account.password/body.txt"
    subject_template_name = "email/account.password/subject.txt"
    success_url = reverse_lazy("password_sent")

    def form_valid(self, form: forms.PasswordResetForm) -> HttpResponse:
        """Send the link, built from our own address and never from the one a caller sends."""
        address = urlsplit(settings.ADDRESS)
        form.save(
            domain_override=address.netloc,
            use_https=address.scheme == "https",
            subject_template_name=self.subject_template_name,
            email_template_name=self.email_template_name,
        )
        return HttpResponseRedirect(str(self.success_url))


class PasswordSent(views.PasswordResetDoneView):
    template_name = "accounts/password_sent.html"


class SetPassword(SuccessMessageMixin, views.PasswordResetConfirmView):  # type: ignore[type-arg]
    """Where the link in the message leads; it works once, and for three days."""

    template_name = "accounts/password_set.html"
    form_class = SetPasswordForm
    success_url = reverse_lazy("sign_in")
    success_message = "Your password is set. Sign in with it."
