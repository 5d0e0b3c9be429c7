"""Addresses of this room."""

from django.urls import path

from governance.views import acts, bodies, decisions, ledger, objectives, people, plans, targets, tasks

urlpatterns = [
    path("", tasks.first_page, name="tasks"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.set_up, name="set_up_plan"),
    path("plans/<str:slug>/", plans.plan, name="plan"),
    path("plans/<str:slug>/route/add/", plans.add_stage, name="add_stage"),
    path("plans/<str:slug>/decisions/", decisions.decisions, name="decisions"),
    path("plans/<str:slug>/decisions/record/", decisions.record, name="record_decision"),
    path("plans/<str:slug>/acts/<str:act>/", acts.plan_act, name="plan_act"),
    path("objectives/<int:pk>/", objectives.objective, name="objective"),
    path("objectives/<int:pk>/amend/", objectives.amend, name="amend"),
    path("objectives/<int:pk>/comment/", objectives.comment, name="comment"),
    path("objectives/<int:pk>/acts/<str:act>/", acts.objective_act, name="objective_act"),
    path("comments/<int:pk>/answer/", objectives.answer, name="answer"),
    path("stages/<int:pk>/acts/<str:act>/", acts.stage_act, name="stage_act"),
    path("targets/<int:pk>/", targets.target, name="target"),
    path("targets/<int:pk>/acts/<str:act>/", acts.target_act, name="target_act"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/check/", ledger.check, name="ledger_check"),
    path("ledger/export/", ledger.export, name="ledger_export"),
    path("ledger/<str:key>/", ledger.entry, name="ledger_entry"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/new/", bodies.establish_body, name="establish_body"),
    path("bodies/<int:pk>/", bodies.body, name="body"),
    path("bodies/<int:pk>/name/", bodies.revise_body, name="revise_body"),
    path("bodies/<int:pk>/powers/confer/", bodies.confer_power, name="confer_power"),
    path("bodies/<int:pk>/appoint/", bodies.appoint, name="appoint"),
    path("powers/<int:pk>/end/", bodies.end_power, name="end_power"),
    path("appointments/<int:pk>/dismiss/", bodies.dismiss, name="dismiss"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/suspend/", people.suspend, name="suspend_sign_in"),
    path("people/<int:pk>/restore/", people.restore, name="restore_sign_in"),
]
