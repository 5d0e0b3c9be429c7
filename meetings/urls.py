"""Addresses of this room."""

from django.urls import path, register_converter

from meetings.months import MonthConverter
from meetings.views import (
    agenda,
    calendar,
    call_in,
    comments,
    item,
    meetings,
    minutes,
    parts,
    publishing,
    reading,
    scheduling,
    sitting,
    standing_orders,
    voting,
    year,
)

register_converter(MonthConverter, "month")

urlpatterns = [
    path("meetings/", calendar.meetings, name="meetings"),
    path("meetings/month/<month:first>/", calendar.month, name="meetings_month"),
    path("meetings/new/", scheduling.schedule, name="schedule_meeting"),
    path("meetings/year/", year.year, name="schedule_year"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    # What has been published
    path("meetings/<int:pk>/items/<str:number>/", reading.item, name="item"),
    path("meetings/<int:pk>/items/<str:number>/comment/", comments.send_comment, name="send_comment"),
    path("meetings/<int:pk>/pack/", reading.pack, name="pack"),
    path("meetings/<int:pk>/agenda.json", reading.sealed_agenda, name="sealed_agenda"),
    path("meetings/<int:pk>/attachments/<int:attachment>/", reading.attachment, name="attachment"),
    # What is in preparation
    path("meetings/<int:pk>/agenda/", agenda.agenda, name="agenda"),
    path("meetings/<int:pk>/agenda/order/", agenda.order, name="order_agenda"),
    path("meetings/<int:pk>/agenda/usual/", agenda.usual, name="usual_items"),
    path("meetings/<int:pk>/agenda/bring/<int:stage>/", agenda.bring, name="bring_plan"),
    path("meetings/<int:pk>/agenda/actions/", agenda.list_actions, name="list_actions"),
    path("meetings/<int:pk>/agenda/called-in/<int:decision>/", agenda.bring_called_in, name="bring_called_in"),
    path("meetings/<int:pk>/agenda/publish/", publishing.publish, name="publish_agenda"),
    path("meetings/<int:pk>/agenda/add/<slug:kind>/", agenda.add, name="add_item"),
    path("meetings/<int:pk>/agenda/items/<int:item>/", parts.item, name="agenda_item"),
    path("meetings/<int:pk>/agenda/items/<int:item>/change/", agenda.change, name="change_item"),
    path("meetings/<int:pk>/agenda/items/<int:item>/off/", agenda.take_off, name="take_off_item"),
    path("meetings/<int:pk>/agenda/items/<int:item>/urgent/", publishing.hold_urgent, name="hold_urgent"),
    path("meetings/<int:pk>/agenda/items/<int:item>/appendices/", parts.appendices, name="choose_appendices"),
    path("meetings/<int:pk>/agenda/items/<int:item>/<slug:kind>/add/", parts.add, name="add_item_part"),
    path("meetings/<int:pk>/agenda/items/<int:item>/<slug:kind>/<int:part>/", parts.change, name="change_item_part"),
    path(
        "meetings/<int:pk>/agenda/items/<int:item>/<slug:kind>/<int:part>/withdraw/",
        parts.withdraw,
        name="withdraw_item_part",
    ),
    # At the meeting, and after it
    path("meetings/<int:pk>/sitting/", sitting.sitting, name="sitting"),
    path("meetings/<int:pk>/sitting/acts/<str:act>/", sitting.sitting_act, name="sitting_act"),
    path("meetings/<int:pk>/sitting/attendance/", sitting.attendance, name="attendance"),
    path("meetings/<int:pk>/sitting/comes-or-goes/", sitting.comes_or_goes, name="comes_or_goes"),
    path("meetings/<int:pk>/sitting/visitor/", sitting.visitor, name="visitor"),
    path("meetings/<int:pk>/sitting/interest/", sitting.declare, name="declare_interest"),
    path("meetings/<int:pk>/sitting/items/<int:item>/", item.item_taken, name="item_taken"),
    path("meetings/<int:pk>/sitting/items/<int:item>/take-up/", item.take_up, name="take_up"),
    path("meetings/<int:pk>/sitting/items/<int:item>/chair/", item.hand_over, name="hand_over"),
    path("meetings/<int:pk>/sitting/items/<int:item>/text/", item.write_minute, name="write_minute"),
    path("meetings/<int:pk>/sitting/items/<int:item>/motion/", item.record_motion, name="record_motion"),
    path(
        "meetings/<int:pk>/sitting/items/<int:item>/invite-comments/", comments.invite_comments, name="invite_comments"
    ),
    path("meetings/<int:pk>/sitting/items/<int:item>/take-in/", comments.take_in_comment, name="take_in_comment"),
    path("meetings/<int:pk>/sitting/items/<int:item>/resolve/", item.resolve, name="resolve"),
    path("meetings/<int:pk>/sitting/items/<int:item>/conclude/", item.conclude, name="conclude_item"),
    path("meetings/<int:pk>/sitting/motions/<int:motion>/put/", item.put_motion, name="put_motion"),
    path("meetings/<int:pk>/sitting/motions/<int:motion>/as-amended/", item.as_amended, name="as_amended"),
    path("meetings/<int:pk>/sitting/motions/<int:motion>/close/", item.close_vote, name="close_vote"),
    path("meetings/<int:pk>/sitting/motions/<int:motion>/names/", item.names, name="names"),
    path("meetings/<int:pk>/sitting/motions/<int:motion>/acts/<str:act>/", item.motion_act, name="motion_act"),
    path("meetings/<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/confirm/", minutes.confirm, name="confirm_minutes"),
    path("meetings/<int:pk>/minutes/acts/<str:act>/", minutes.minutes_act, name="minutes_act"),
    path("meetings/<int:pk>/minutes/resolved/<int:determination>/", minutes.reword, name="reword"),
    path("meetings/<int:pk>/call-in/<int:decision>/", call_in.call_in, name="call_in"),
    path("meetings/<int:pk>/vote/", voting.vote, name="vote"),
    path("meetings/<int:pk>/invite/", scheduling.invite, name="invite_body"),
    path("meetings/<int:pk>/acts/move/", scheduling.move, name="move_meeting"),
    path("meetings/<int:pk>/acts/<str:act>/", scheduling.act, name="meeting_act"),
    path("bodies/<int:pk>/standing-orders/", standing_orders.standing_orders, name="standing_orders"),
    path("bodies/<int:pk>/standing-orders/new/", standing_orders.bring_into_force, name="bring_standing_orders"),
    path("standing-orders/<int:pk>/end/", standing_orders.end_standing_orders, name="end_standing_orders"),
]
