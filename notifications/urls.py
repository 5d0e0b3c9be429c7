"""Addresses of messages, and of who hears of what."""

from django.urls import path

from notifications.views import chase, hearing, inbox, outbox, reminders, snoozes

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/choices/", inbox.choices, name="choices"),
    path("inbox/<int:pk>/", inbox.message, name="message"),
    path("stop/<str:word>/", inbox.stop, name="stop"),
    path("who-hears/", hearing.who_hears, name="who_hears"),
    path("who-hears/<str:key>/", hearing.hearers, name="hearers"),
    path("bodies/<int:pk>/reminders/", reminders.reminders, name="reminders"),
    path("bodies/<int:pk>/reminders/new/", reminders.bring_reminder_rule, name="bring_reminder_rule"),
    path("reminder-rules/<int:pk>/end/", reminders.end_reminder_rule, name="end_reminder_rule"),
    path("chase/", chase.chases, name="chases"),
    path("plans/<str:slug>/chase/", chase.chase, name="chase"),
    path("targets/<int:pk>/snooze/", snoozes.snooze, name="snooze"),
    path("targets/<int:pk>/snooze/end/", snoozes.end_snooze, name="end_snooze"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/<str:act>/", outbox.act, name="outbox_act"),
]
