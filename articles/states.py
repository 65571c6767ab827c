"""The words of the workflow: where a story stands, and what a published change was."""

from django.db import models


class State(models.TextChoices):
    """Where the working copy of a story stands."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    SPIKED = "spiked", "Spiked"


class Kind(models.TextChoices):
    """What an edition changed for its readers. All but `MINOR` are shown to them."""

    FIRST = "first", "First publication"
    UPDATE = "update", "Update"
    CORRECTION = "correction", "Correction"
    CLARIFICATION = "clarification", "Clarification"
    MINOR = "minor", "Minor fix"


FOLLOW_UPS = [Kind.UPDATE, Kind.CORRECTION, Kind.CLARIFICATION, Kind.MINOR]
NOTE_REQUIRED = {Kind.CORRECTION, Kind.CLARIFICATION}  # a correction that does not say what was wrong corrects nothing


class StoryType(models.TextChoices):
    NEWS = "news", "News"
    ANALYSIS = "analysis", "Analysis"
    OPINION = "opinion", "Opinion"
    FEATURE = "feature", "Feature"
    INTERVIEW = "interview", "Interview"
    REVIEW = "review", "Review"
    REPORT = "report", "Report"
