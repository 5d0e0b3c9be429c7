"""Files of office programs are zip archives, which hold when each of their parts was written: here, when what they say
was published. So the same text is the same file."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from django.conf import settings

WHEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
ABOUT = "docProps/core.xml"
OLDEST = datetime(1980, 1, 1)  # noqa: DTZ001 - a zip knows no zone
"""that a zip can hold"""


def as_dated(file: bytes, dated: datetime) -> bytes:
    """`file` as if every part of it had been written at `dated`, on the clock of the body."""
    written = BytesIO()
    universal = dated.replace(tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
    at = max(dated, OLDEST)
    when = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = old.read(name)
            if name == ABOUT:
                part = WHEN.sub(rb"\g<1>" + f"{universal:%Y-%m-%dT%H:%M:%SZ}".encode(), part)
            about = zipfile.ZipInfo(name, when)
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(about, part)
    return written.getvalue()
