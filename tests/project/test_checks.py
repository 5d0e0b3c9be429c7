"""What `manage.py check` finds beside what Django looks for."""

import pytest

from config import checks

pytestmark = pytest.mark.once


def test_the_two_django_fsm_are_never_installed_together(tmp_path, monkeypatch):
    assert checks.only_one_django_fsm() == []
    original = tmp_path / "django_fsm-3.0.1.dist-info"
    original.mkdir()
    (original / "METADATA").write_text("Metadata-Version: 2.1\nName: django-fsm\nVersion: 3.0.1\n")
    monkeypatch.syspath_prepend(tmp_path)
    (found,) = checks.only_one_django_fsm()
    assert found.id == "assent.E001"
    assert found.msg == "The original django-fsm is installed beside django-fsm-2; both write to the folder django_fsm."
