"""Is it alive, is it ready? Two addresses for machines: they name what is wrong and nothing else.

`/live` says that the process answers. `/ready` looks at everything it stands on, and each fault turns a field of its
own. Only what stops people's work (the database and its migrations) takes this server out of service with a 503: a
deaf worker or a lost broker delays mail, and an outage would not bring it back sooner. Those say `degraded`, which is
what a monitor should watch for.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from health_check.base import HealthCheck, HealthCheckResult

from config import readiness

logger = structlog.get_logger(__name__)

READY, DEGRADED, NOT_READY = "ready", "degraded", "not ready"


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    found = report()
    return JsonResponse(found, status=503 if found["status"] == NOT_READY else 200)


def report(names: Sequence[str] = ()) -> dict[str, Any]:
    """What `/ready` and `manage.py ready` say; about everything, or about what is named."""
    checks = {name: check for name, check in readiness.CHECKS.items() if not names or name in names}
    fields = {name: _field(result) for name, result in zip(checks, _ask(list(checks.values())), strict=True)}
    failed = {name for name, field in fields.items() if not field["ok"]}
    if failed:
        logger.warning("readiness", failed=sorted(failed))
    status = NOT_READY if failed & readiness.ESSENTIAL else DEGRADED if failed else READY
    return {"status": status, "checks": fields}


def _field(result: HealthCheckResult) -> dict[str, Any]:
    field: dict[str, Any] = {"ok": result.error is None}
    if isinstance(result.error, readiness.Unready):
        field["because"] = result.error.message
    elif result.error is not None:
        field["because"] = readiness.LIBRARY.get(type(result.check), "Nobody knows: the check itself failed.")
    return field | getattr(result.check, "seen", {})


def _ask(checks: Sequence[type[HealthCheck]]) -> list[HealthCheckResult]:
    """Ask all at once; one that hangs is given up after its time and does not hold the answer."""
    executor = ThreadPoolExecutor(max_workers=len(checks))

    async def gather() -> list[HealthCheckResult]:
        waiting: list[Awaitable[HealthCheckResult]] = [check().get_result(executor) for check in checks]
        return list(await asyncio.gather(*waiting))

    try:
        # On a thread of its own: the caller's may already run an event loop.
        with ThreadPoolExecutor(max_workers=1) as alone:
            return alone.submit(lambda: asyncio.run(gather())).result()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
