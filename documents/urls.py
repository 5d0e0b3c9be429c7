"""Addresses of this room."""

from django.urls import path

from documents import feeds, plan_files, prints, views, your_calendar

urlpatterns = [
    path("papers/", views.shelf, name="papers"),
    path("papers/<uuid:pk>/", views.paper, name="paper"),
    path("papers/<uuid:pk>/lines/<int:line>/", views.correct, name="correct_line"),
    path("papers/<uuid:pk>/into/", views.into, name="paper_into"),
    path("papers/<uuid:pk>/throw-away/", views.throw_away, name="throw_away"),
    path("calendar/", your_calendar.page, name="your_calendar"),
    path("calendar/make/", your_calendar.make, name="make_calendar_address"),
    path("calendar/revoke/", your_calendar.revoke, name="revoke_calendar_address"),
    path("calendar/<str:word>.ics", feeds.person, name="calendar_of_person"),
    path("meetings/<int:pk>/meeting.ics", feeds.meeting, name="meeting_ics"),
    path("meetings/<int:pk>/pack.pdf", prints.pack, name="pack_pdf"),
    path("meetings/<int:pk>/minutes.pdf", prints.minutes, name="minutes_pdf"),
    path("plans/<str:slug>/plan.pdf", plan_files.pdf, name="plan_pdf"),
    path("plans/<str:slug>/summary.pdf", plan_files.summary_pdf, name="plan_summary_pdf"),
    path("plans/<str:slug>/plan.docx", plan_files.docx, name="plan_docx"),
    path("plans/<str:slug>/tables/<str:kind>.<str:format>", plan_files.table, name="plan_table"),
    path("bodies/<int:pk>/meetings.ics", feeds.body, name="body_ics"),
]
