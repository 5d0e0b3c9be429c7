"""Everything a database holds, as one value: two of them are equal only if nothing has changed."""

import hashlib

from django.apps import apps
from django.contrib.sessions.models import Session


def fingerprint() -> dict[str, str]:
    """{model: hash of all its rows}; sessions are no part of what people decided."""
    return {
        model._meta.label: hashlib.sha256(
            repr(sorted(map(repr, model._base_manager.values_list()))).encode()
        ).hexdigest()
        for model in apps.get_models()
        if model is not Session
    }
