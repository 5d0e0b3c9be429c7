"""Addresses of this room."""

from django.urls import path

from meetings.views import meetings

urlpatterns = [
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
]
