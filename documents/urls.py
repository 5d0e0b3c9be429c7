"""Addresses of this room."""

from django.urls import path

from documents import feeds, prints, views

urlpatterns = [
    path("papers/", views.shelf, name="papers"),
    path("papers/<uuid:pk>/", views.paper, name="paper"),
    path("papers/<uuid:pk>/lines/<int:line>/", views.correct, name="correct_line"),
    path("papers/<uuid:pk>/into/", views.into, name="paper_into"),
    path("papers/<uuid:pk>/throw-away/", views.throw_away, name="throw_away"),
    path("meetings/<int:pk>/meeting.ics", feeds.meeting, name="meeting_ics"),
    path("meetings/<int:pk>/pack.pdf", prints.pack, name="pack_pdf"),
    path("meetings/<int:pk>/minutes.pdf", prints.minutes, name="minutes_pdf"),
    path("bodies/<int:pk>/meetings.ics", feeds.body, name="body_ics"),
]
