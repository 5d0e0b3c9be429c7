"""How Celery is set up: a doorbell that may ring twice or not at all."""

import pytest

from config import celery_app
from tests.project.programs import PRODUCTION
from tests.project.test_production import settings_of

pytestmark = pytest.mark.once


def test_a_task_is_kept_until_it_is_done_and_never_runs_for_ever():
    conf = celery_app.conf
    assert (conf.task_acks_late, conf.task_reject_on_worker_lost, conf.worker_prefetch_multiplier) == (True, True, 1)
    assert conf.task_soft_time_limit < conf.task_time_limit == 600
    assert conf.task_ignore_result
    assert conf.accept_content == ["json"]


def test_a_long_task_is_not_taken_for_a_lost_one(tmp_path):
    found = settings_of(PRODUCTION | {"REDIS_URL": "redis://127.0.0.1/0"}, tmp_path, "CELERY_BROKER_TRANSPORT_OPTIONS")
    options = found["CELERY_BROKER_TRANSPORT_OPTIONS"]
    assert options["visibility_timeout"] == 1800 > celery_app.conf.task_time_limit
    assert options["unacked_restore_throttle"] == 1
    assert options["socket_timeout"]
    assert options["socket_keepalive"]


def test_every_ring_wakes_a_task_that_exists_and_expires_before_the_next():
    celery_app.autodiscover_tasks(force=True)
    assert celery_app.conf.beat_schedule
    for entry in celery_app.conf.beat_schedule.values():
        assert entry["task"] in celery_app.tasks
        seconds_between = 3600 / len(entry["schedule"].minute)
        assert entry["options"]["expires"] < seconds_between
