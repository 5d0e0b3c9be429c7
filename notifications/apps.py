from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "Notifications"

    def ready(self) -> None:
        from audit.signals import recorded
        from notifications import vocabulary  # noqa: F401 - declares this room's words in the ledger
        from notifications.doorbell import ring

        recorded.connect(ring, dispatch_uid="notifications.doorbell")
