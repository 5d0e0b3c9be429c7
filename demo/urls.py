"""Addresses of the demo. They stand before those of the other rooms: here signing in is one click."""

from django.urls import path

from demo import views

urlpatterns = [
    path("sign-in/", views.SignInDemo.as_view(), name="sign_in"),
    path("demo/sign-in/<str:username>/", views.sign_in_as, name="demo_sign_in"),
    path("demo/clock/", views.go_to, name="demo_clock"),
    path("demo/clock/next/", views.next_day, name="demo_next_day"),
    path("demo/story/", views.tell_on, name="demo_story"),
    path("demo/outbox/", views.outbox, name="demo_outbox"),
]
