"""Addresses of this room."""

from django.urls import path

from evidence.views import findings, packs, questions, targets

urlpatterns = [
    path("audit-packs/", packs.exports, name="exports"),
    path("audit-packs/<int:pk>/download/", packs.download, name="download_export"),
    path("audit/", questions.questions, name="audit"),
    path("audit/all/", questions.every_report, name="audit_all"),
    path("audit/findings/", findings.findings, name="findings"),
    path("audit/findings/new/", findings.record_finding, name="record_finding"),
    path("audit/findings/<int:pk>/", findings.finding, name="finding"),
    path("audit/findings/<int:pk>/acts/<str:act>/", findings.finding_act, name="finding_act"),
    path("audit/<slug:slug>/", questions.report, name="audit_report"),
    path("audit/<slug:slug>/export/", questions.report_csv, name="audit_report_csv"),
    path("targets/<int:pk>/came-about/", targets.target_came_about, name="target_came_about"),
    path("targets/<int:pk>/came-about.json", targets.came_about_json, name="target_came_about_json"),
]
