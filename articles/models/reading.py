from django.db import models

from articles.models.article import Article
from articles.models.section import Section


class Reading(models.Model):
    """How much a story is read, in one number that fades; `articles/most_read.py` says how. Nothing of who read it."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="+")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+", db_index=False)
    heat = models.FloatField()

    class Meta:
        indexes = [
            models.Index(fields=["-heat", "-article"], name="reading_hottest"),
            models.Index(fields=["section", "-heat", "-article"], name="reading_hottest_of_section"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.heat:.1f}"
