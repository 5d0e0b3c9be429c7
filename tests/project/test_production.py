"""The settings a production installation gets without asking."""

import json

import pytest

from tests.project.programs import PRODUCTION, manage

pytestmark = pytest.mark.once

SHOW = """
import json
from django.conf import settings
names = %r
print(json.dumps({name: getattr(settings, name, None) for name in names}, default=str))
"""


def settings_of(given, folder, *names):
    answer = manage("shell", "--no-imports", "--command", SHOW % (names,), given=given, folder=folder)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout.splitlines()[-1])


def test_djangos_own_deployment_check_is_clean(tmp_path):
    given = PRODUCTION | {"DATABASE_URL": "postgresql://assent:db@127.0.0.1/assent", "REDIS_URL": "redis://127.0.0.1/0"}
    answer = manage("check", "--deploy", "--fail-level", "WARNING", given=given, folder=tmp_path)
    assert answer.returncode == 0, answer.stderr


def test_it_warns_where_nobody_receives_mail(tmp_path):
    given = {name: value for name, value in PRODUCTION.items() if name != "EMAIL_URL"}
    given["DATABASE_URL"] = "postgresql://assent:db@127.0.0.1/assent"
    answer = manage("check", "--deploy", "--fail-level", "WARNING", given=given, folder=tmp_path)
    assert answer.returncode == 1
    assert "Nobody receives mail: it is written to files in the folder assent-outbox." in answer.stderr


def test_cookies_and_redirects_are_for_https_only(tmp_path):
    found = settings_of(
        PRODUCTION,
        tmp_path,
        "DEBUG",
        "ALLOWED_HOSTS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "CSRF_TRUSTED_ORIGINS",
        "SECURE_PROXY_SSL_HEADER",
    )
    assert found == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["assent.example.org", "127.0.0.1", "localhost"],
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
        "CSRF_TRUSTED_ORIGINS": ["https://assent.example.org"],
        "SECURE_PROXY_SSL_HEADER": None,
    }


def test_a_proxy_that_ends_tls_is_named_by_its_header(tmp_path):
    given = PRODUCTION | {"ASSENT_PROXY_SSL_HEADER": "X-Forwarded-Proto", "ASSENT_SSL_REDIRECT": "0"}
    found = settings_of(given, tmp_path, "SECURE_PROXY_SSL_HEADER", "SECURE_SSL_REDIRECT")
    assert found == {"SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"], "SECURE_SSL_REDIRECT": False}


def test_the_demo_has_a_database_of_its_own(tmp_path):
    found = settings_of({"ASSENT_DEMO": "1", "REDIS_URL": "redis://elsewhere/0"}, tmp_path, "DATABASES", "REDIS_URL")
    assert found["DATABASES"]["default"]["NAME"] == str(tmp_path / "demo.sqlite3")
    assert found["REDIS_URL"] == ""


def test_the_demo_touches_no_other_database(tmp_path):
    given = {"ASSENT_DEMO": "1", "DATABASE_URL": f"sqlite:///{tmp_path}/mine.sqlite3"}
    answer = manage("migrate", given=given, folder=tmp_path)
    assert answer.returncode != 0
    assert not (tmp_path / "mine.sqlite3").exists()
