"""Who a person is: a name and a way to sign in. What a person may do follows from their appointments."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person. `name` is what other people call them; papers and the ledger print it as it stands."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=150)

    REQUIRED_FIELDS = ["name", "email"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
