from django.conf import settings
from django.db import models
from django.urls import reverse
from taggit.managers import TaggableManager

from articles import rights
from articles.body.field import BodyField
from articles.models.photo import Photo
from articles.models.section import Section
from articles.states import State, StoryType
from authors import clock
from authors.addresses import AddressField, check_elsewhere
from authors.models import Author
from authors.text import LineField, ProseField


class ArticleQuerySet(models.QuerySet):
    def readable_by(self, user) -> "ArticleQuerySet":
        """The stories that `user` may read in the admin."""
        return self if rights.may_read_all(user) else self.filter(owner=user)

    def awaiting_review(self) -> "ArticleQuerySet":
        return self.filter(state=State.IN_REVIEW)

    def for_list(self) -> "ArticleQuerySet":
        """With all that a line of the list of stories shows, and no body."""
        return self.select_related("section", "owner", "holder").prefetch_related("bylines__author").defer("body")


class Article(models.Model):
    """The working copy of a story. Readers' pages never look at it: they show editions.

    The state is set by `articles.workflow` alone.
    """

    kicker = LineField(max_length=60, blank=True, help_text="The label above the headline, for example “Harbour”.")
    headline = LineField(max_length=400, blank=True)
    short_headline = LineField(max_length=120, blank=True, help_text="For lists, where the headline is long.")
    standfirst = LineField(max_length=600, blank=True, help_text="One or two sentences under the headline.")
    body = BodyField(blank=True)
    slug = models.CharField(
        "address",
        max_length=80,
        blank=True,
        help_text="The end of the story's address. Made from the headline if left empty.",
    )
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="articles", null=True, blank=True)
    story_type = models.CharField("type", max_length=12, choices=StoryType, default=StoryType.NEWS)
    dateline = LineField("dateline place", max_length=80, blank=True, help_text="For example “PORT ANSEL”.")
    byline_sentence = LineField(
        "byline as a sentence",
        max_length=300,
        blank=True,
        help_text="Instead of the list of names, for example “Mara Lindqvist in Carrow and Leila Haddad in Brenn”. "
        "The names of this story's authors are linked.",
    )
    editors_note = ProseField("editor's note", blank=True, help_text="Shown to readers, above the story.")
    audio = models.FileField("audio version", upload_to="audio", max_length=200, blank=True)
    audio_seconds = models.PositiveIntegerField("duration in seconds", null=True, blank=True, editable=False)
    social_headline = LineField("headline for search and sharing", max_length=120, blank=True)
    social_summary = LineField("summary for search and sharing", max_length=300, blank=True)
    first_publisher = LineField(
        "first published by", max_length=120, blank=True, help_text="For example “Harbour Post”. Empty: by us."
    )
    first_address = AddressField(
        "address there",
        max_length=500,
        blank=True,
        validators=[check_elsewhere],
        help_text="Where the story first appeared. Search engines are sent there, and our sitemaps leave it out.",
    )
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles")
    tags = TaggableManager("topics", blank=True, help_text="")

    state = models.CharField(max_length=12, choices=State, default=State.DRAFT, editable=False)
    state_since = models.DateTimeField(default=clock.now, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="writer",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories",
        editable=False,
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="with",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stories_in_hand",
        editable=False,
        help_text="Whose turn it is; nobody's means the desk's.",
    )
    returned = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False, help_text="Counts the saves.")
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    begun_as = models.UUIDField(
        null=True, unique=True, editable=False, help_text="Of the form it was begun in, which may be sent twice."
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField("changed", default=clock.now, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "story"
        verbose_name_plural = "stories"
        ordering = ["-changed_at", "-pk"]
        permissions = rights.permissions()
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="article_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | ~models.Q(approved_digest=""),
                name="article_approval_names_its_text",
            ),
            models.CheckConstraint(
                condition=models.Q(audio="") | models.Q(audio_seconds__isnull=False), name="article_audio_has_duration"
            ),
            models.CheckConstraint(condition=models.Q(story_type__in=StoryType.values), name="article_type_known"),
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_newest_first"),
            models.Index(fields=["state", "-changed_at", "-id"], name="article_by_state"),
            models.Index(fields=["owner", "state", "-changed_at"], name="article_by_owner"),
            models.Index(fields=["section", "-changed_at", "-id"], name="article_by_section"),
            models.Index(fields=["story_type", "-changed_at", "-id"], name="article_by_type"),
        ]

    def __str__(self) -> str:
        return self.headline or self.short_headline or "Untitled story"

    def get_absolute_url(self) -> str:
        """The working copy's page is the admin's; what readers see is an edition, at the edition's address."""
        return reverse("admin:articles_article_change", args=[self.pk])


class Byline(models.Model):
    """One author's part in a story."""

    class Role(models.TextChoices):
        BY = "by", "by"
        REPORTING = "additional_reporting", "additional reporting by"
        PHOTOGRAPHS = "photographs", "photographs by"
        TRANSLATION = "translation", "translation by"
        GRAPHICS = "graphics", "graphics by"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=20, choices=Role, default=Role.BY)
    position = models.PositiveSmallIntegerField("order", default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author", "role"], name="byline_once_per_role"),
            models.CheckConstraint(
                condition=models.Q(role__in=["by", "additional_reporting", "photographs", "translation", "graphics"]),
                name="byline_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.author}"


class Caption(models.Model):
    """One use of a photo in a story: as its lead, or as the n-th picture of its body.

    What stands under a picture of the body is typed in the body; `articles.captions` keeps these rows in step
    with it, so that the database knows every use of a photo and lets none be deleted.
    """

    class Place(models.TextChoices):
        LEAD = "lead", "Lead photo"
        BODY = "body", "In the text"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="captions")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="captions")
    place = models.CharField(max_length=4, choices=Place, default=Place.LEAD)
    position = models.PositiveSmallIntegerField(default=0)
    layout = models.CharField(
        max_length=6, choices=[("column", "Column"), ("wide", "Wide"), ("inset", "Inset")], default="column"
    )
    caption = ProseField(blank=True, help_text="Who, what, where and when. The credit is added by itself.")
    alt = LineField(
        "alternative text", max_length=300, blank=True, help_text="What the photo shows, for those who cannot see it."
    )
    decorative = models.BooleanField(
        default=False, help_text="It adds nothing that the text does not say; screen readers pass over it."
    )

    class Meta:
        ordering = ["-place", "position", "pk"]  # the lead first
        constraints = [
            models.UniqueConstraint(fields=["article", "place", "position"], name="caption_place_once"),
            models.CheckConstraint(
                condition=models.Q(place="body") | models.Q(place="lead", position=0), name="caption_one_lead"
            ),
            models.CheckConstraint(
                condition=models.Q(decorative=False) | models.Q(alt=""), name="caption_decorative_has_no_alt"
            ),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.photo)
