"""Which room answers which address."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config import health
from interface import gallery, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("live", health.live, name="live"),
    path("ready", health.ready, name="ready"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("", include("accounts.urls")),
    path("", include("governance.urls")),
    path("", include("meetings.urls")),
    path("", include("documents.urls")),
    path("", include("evidence.urls")),
    path("", include("notifications.urls")),
    path("", include("publication.urls")),
]
if settings.DEMO:
    urlpatterns.insert(0, path("", include("demo.urls")))

handler400 = "interface.errors.bad_request"
handler403 = "interface.errors.forbidden"
handler404 = "publication.door.not_found"
handler500 = "interface.errors.server_error"
