"""How gunicorn serves Assent: `gunicorn --config python:config.gunicorn config.wsgi`."""

import os

from django.conf import settings

bind = os.environ.get("ASSENT_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("ASSENT_WEB_PROCESSES", "2"))
threads = int(os.environ.get("ASSENT_WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 20
# Workers are replaced now and then: a slow leak never grows old, and the jitter keeps them from going at once.
max_requests = 2_000
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - the heartbeat file, not data
logconfig_dict = settings.LOGGING
