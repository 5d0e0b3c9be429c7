"""Addresses of this room."""

from django.urls import path, register_converter

from meetings.months import MonthConverter
from meetings.views import calendar, item, meetings, minutes, scheduling, sitting, standing_orders, voting, year

register_converter(MonthConverter, "month")

urlpatterns = [
    path("meetings/", calendar.meetings, name="meetings"),
    path("meetings/month/<month:first>/", calendar.month, name="meetings_month"),
    path("meetings/new/", scheduling.schedule, name="schedule_meeting"),
    path("meetings/year/", year.year, name="schedule_year"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/sitting/", sitting.sitting, name="sitting"),
    path("meetings/<int:pk>/sitting/acts/<str:act>/", sitting.sitting_act, name="sitting_act"),
    path("meetings/<int:pk>/sitting/attendance/", sitting.attendance, name="attendance"),
    path("meetings/<int:pk>/sitting/comes-or-goes/", sitting.comes_or_goes, name="comes_or_goes"),
    path("meetings/<int:pk>/sitting/visitor/", sitting.visitor, name="visitor"),
    path("meetings/<int:pk>/sitting/interest/", sitting.declare, name="declare_interest"),
    path("meetings/<int:pk>/sitting/items/<int:item>/", item.item_taken, name="item_taken"),
    path("meetings/<int:pk>/sitting/items/<int:item>/take-up/", item.take_up, name="take_up"),
    path("meetings/<int:pk>/sitting/items/<int:item>/text/", item.write_minute, name="write_minute"),
    path("meetings/<int:pk>/sitting/items/<int:item>/motion/", item.record_motion, name="record_motion"),
    path("meetings/<int:pk>/sitting/items/<int:item>/resolve/", item.resolve, name="resolve"),
    path("meetings/<int:pk>/sitting/items/<int:item>/conclude/", item.conclude, name="conclude_item"),
    path("meetings/<int:pk>/sitting/motions/<int:motion>/put/", item.put_motion, name="put_motion"),
    path("meetings/<int:pk>/sitting/motions/<int:motion>/close/", item.close_vote, name="close_vote"),
    path("meetings/<int:pk>/sitting/motions/<int:motion>/names/", item.names, name="names"),
    path("meetings/<int:pk>/sitting/motions/<int:motion>/acts/<str:act>/", item.motion_act, name="motion_act"),
    path("meetings/<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/confirm/", minutes.confirm, name="confirm_minutes"),
    path("meetings/<int:pk>/minutes/acts/<str:act>/", minutes.minutes_act, name="minutes_act"),
    path("meetings/<int:pk>/minutes/resolved/<int:determination>/", minutes.reword, name="reword"),
    path("meetings/<int:pk>/vote/", voting.vote, name="vote"),
    path("meetings/<int:pk>/invite/", scheduling.invite, name="invite_body"),
    path("meetings/<int:pk>/acts/move/", scheduling.move, name="move_meeting"),
    path("meetings/<int:pk>/acts/<str:act>/", scheduling.act, name="meeting_act"),
    path("bodies/<int:pk>/standing-orders/", standing_orders.standing_orders, name="standing_orders"),
    path("bodies/<int:pk>/standing-orders/new/", standing_orders.bring_into_force, name="bring_standing_orders"),
    path("standing-orders/<int:pk>/end/", standing_orders.end_standing_orders, name="end_standing_orders"),
]
