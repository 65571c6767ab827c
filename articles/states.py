"""The words of the workflow: where a story stands, and what a published change was."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where the working copy of a story stands."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    SPIKED = "spiked", "Spiked"


class Kind(models.TextChoices):
    """What an edition changed for its readers, who are told of those that are marked for translation."""

    FIRST = "first", "First publication"
    UPDATE = "update", _("Update")
    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    MINOR = "minor", "Minor fix"


FOLLOW_UPS = [Kind.UPDATE, Kind.CORRECTION, Kind.CLARIFICATION, Kind.MINOR]
NOTE_REQUIRED = {Kind.CORRECTION, Kind.CLARIFICATION}  # a correction that does not say what was wrong corrects nothing


class StoryType(models.TextChoices):
    NEWS = "news", _("News")
    ANALYSIS = "analysis", _("Analysis")
    OPINION = "opinion", _("Opinion")
    FEATURE = "feature", _("Feature")
    INTERVIEW = "interview", _("Interview")
    REVIEW = "review", _("Review")
    REPORT = "report", _("Report")
