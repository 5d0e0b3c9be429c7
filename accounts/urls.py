"""Signing in and out, and one's password."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from accounts.views import ChangePassword, ForgottenPassword, PasswordSent, SetPassword, SignIn

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("password/", ChangePassword.as_view(), name="password_change"),
    path("password/forgotten/", ForgottenPassword.as_view(), name="password_forgotten"),
    path("password/sent/", PasswordSent.as_view(), name="password_sent"),
    path("password/<uidb64>/<token>/", SetPassword.as_view(), name="password_reset_confirm"),
]
