"""What always holds of packs that people asked for."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Sum
from django.db.models.functions import Coalesce, Length

from audit.chain import Fault
from evidence.models import Export, Job, JobState, Part
from workflow.soundness import always, each_of


@always
def packs_are_whole() -> Iterator[Fault]:
    """A pack that is ready is there from its first byte to its last."""
    ready = Job.objects.filter(state=JobState.READY)
    there = ready.annotate(there=Coalesce(Sum(Length("parts__data")), 0))
    yield from each_of(there.exclude(there=F("size")), "It is ready, and not all of it is there.")
    gone = Part.objects.filter(job__state=JobState.GONE)
    yield from each_of(gone, "It is a piece of a pack that is no longer kept.")


@always
def packs_have_a_job() -> Iterator[Fault]:
    """Every pack that was asked for is being made, has been made, or could not be."""
    job = Job.objects.filter(export=OuterRef("pk"))
    yield from each_of(Export.objects.filter(~Exists(job)), "Nobody will ever make it.")
