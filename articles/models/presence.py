from django.conf import settings
from django.db import models

from articles.models.article import Article
from authors import clock


class Presence(models.Model):
    """One open form of a story. One of them holds it: its typing becomes the story's text."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tab = models.UUIDField(help_text="Made by the browser, one for each open form.")
    came_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)
    holds = models.BooleanField(default=False)
    asks = models.BooleanField(default=False)
    refused = models.BooleanField(default=False)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    page = models.UUIDField(null=True, help_text="The loading of the form that its last text came from.")
    sequence = models.PositiveIntegerField(default=0, help_text="Of that text.")

    class Meta:
        ordering = ["article", "came_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "tab"], name="presence_once_per_tab"),
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(holds=True), name="presence_one_holds_the_story"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} since {self.came_at:%H:%M}"
