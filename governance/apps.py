from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Governance"

    def ready(self) -> None:
        # Declares this room's words in the ledger, and what follows from its acts.
        from governance import roles, sealing, standing_in, vocabulary  # noqa: F401
        from workflow.middleware import principals_come_from
        from workflow.permissions import offices_come_from

        offices_come_from(roles.offices_of)
        principals_come_from(standing_in.principal_in)
        # At the turn of auth, which comes later: by then this room's permissions are there.
        post_migrate.connect(bring_offices_up_to_date, sender=apps.get_app_config("auth"))


def bring_offices_up_to_date(using: str, **_: Any) -> None:
    """A release may change the table of roles: every body's groups follow it."""
    from governance.models import Body
    from governance.roles import open_offices

    open_offices(Body.objects.using(using).all())
