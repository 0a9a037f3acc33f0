"""The record that Morango carries in the comparison; imported by its own Django alone."""

from django.db import models
from morango.models.core import SyncableModel


class Record(SyncableModel):
    """One small event, as large as ours."""

    morango_profile = "bench"
    morango_model_name = "record"
    kind = models.TextField()
    dossier = models.TextField()
    actor = models.TextField()
    at = models.TextField()
    body = models.TextField()

    def calculate_source_id(self, *args: object, **kwargs: object) -> None:
        """None: a random one."""

    def calculate_partition(self, *args: object, **kwargs: object) -> str:
        """One partition for all, as one stream is for us."""
        return PARTITION.read_text().strip()


PARTITION = __import__("pathlib").Path("partition.txt")
