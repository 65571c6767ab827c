from django.db import models

from articles.models.edition import Edition


class Neighbour(models.Model):
    """That the page of an edition leads on to another, and how near that is. Written by `articles.more` alone.

    Between editions, and not between stories, so that what an edition to come is about shows nowhere before its hour.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="neighbours", db_index=False)
    other = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="neighbour_of")
    nearness = models.IntegerField(help_text="The more, the nearer.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "other"], name="neighbour_once"),
            models.CheckConstraint(condition=~models.Q(edition=models.F("other")), name="neighbour_is_another"),
        ]
        indexes = [models.Index(fields=["edition", "-nearness", "-other"], name="neighbour_nearest")]

    def __str__(self) -> str:
        return f"{self.edition_id} to {self.other_id}"
