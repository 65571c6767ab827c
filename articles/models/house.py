"""Pages of the house: what the newsroom says of itself, such as “About us” or its ethics policy."""

from django.db import models
from django.urls import reverse

from articles.body.field import HouseBodyField
from articles.models import root
from articles.models.history import Kept
from authors import clock, slugs
from authors.text import LineField

WORDS = ("title", "summary", "body")  # what another version can be brought back of
SAID = (*WORDS, "role", "in_footer", "position")
MOST = 200  # pages that readers can see; no newsroom has as many, and no page of the site reads more


class Role(models.TextChoices):
    """What a page is to machines: schema.org's names of a newsroom's policies, and what browsers and crawlers look for.

    https://schema.org/NewsMediaOrganization and https://www.iana.org/assignments/link-relations/
    """

    ABOUT = "about", "About us"
    CONTACT = "contact", "Contact"
    PRINCIPLES = "publishingPrinciples", "Publishing principles"
    ETHICS = "ethicsPolicy", "Ethics policy"
    CORRECTIONS = "correctionsPolicy", "Corrections policy"
    VERIFICATION = "verificationFactCheckingPolicy", "Verification and fact checking"
    SOURCES = "unnamedSourcesPolicy", "Unnamed sources"
    BYLINES = "noBylinesPolicy", "Stories without a byline"
    OWNERSHIP = "ownershipFundingInfo", "Ownership and funding"
    MASTHEAD = "masthead", "Masthead"
    MISSION = "missionCoveragePrioritiesPolicy", "Mission and coverage priorities"
    DIVERSITY = "diversityPolicy", "Diversity policy"
    STAFFING = "diversityStaffingReport", "Diversity of the staff"
    FEEDBACK = "actionableFeedbackPolicy", "How readers are heard"
    PRIVACY = "privacy", "Privacy policy"
    TERMS = "terms", "Terms of use"


# by which a link says where it leads: https://www.rfc-editor.org/rfc/rfc6903
RELATIONS = {Role.PRIVACY: "privacy-policy", Role.TERMS: "terms-of-service"}


class Said(models.Model):
    """What a page says, and where it is shown."""

    title = LineField(max_length=120, blank=True, help_text="For example “About us”; the footer names the page by it.")
    summary = LineField(
        max_length=200, blank=True, help_text="One sentence under the title, which search engines show too."
    )
    body = HouseBodyField("text", blank=True)
    role = models.CharField(
        max_length=40,
        choices=Role,
        blank=True,
        help_text="What search engines and browsers are told that this page is. Each role belongs to one page at most.",
    )
    in_footer = models.BooleanField("in the footer", default=True)
    position = models.PositiveSmallIntegerField(
        "place in the footer", default=0, help_text="The lowest comes first; pages of one place stand by title."
    )

    class Meta:
        abstract = True


class HousePageQuerySet(models.QuerySet):
    def public(self) -> "HousePageQuerySet":
        """Return the pages that readers can see; what they see of them is `shown`."""
        return self.filter(shown__isnull=False)


class HousePage(Said):
    """The working copy of a page. Readers see the revision `shown`, or nothing where there is none."""

    slug = models.CharField(
        "address",
        max_length=slugs.LONGEST,
        unique=True,
        blank=True,
        help_text="For example “about” for /about/. Made from the title if left empty; fixed once readers know it.",
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    shown = models.ForeignKey(
        "articles.HouseRevision", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    shown_at = models.DateTimeField(null=True, editable=False)
    first_shown_at = models.DateTimeField(null=True, editable=False)

    objects = HousePageQuerySet.as_manager()

    class Meta:
        verbose_name = "page"
        ordering = ["position", "title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(slug=""), name="house_page_has_an_address"),
            models.UniqueConstraint(
                fields=["role"],
                condition=~models.Q(role=""),
                name="house_role_once",
                violation_error_message="Another page has this role already. Take it from that one first.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Page without a title"

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or root.for_row(self, self.title, fallback="page")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("page", args=[self.slug])

    def clean(self) -> None:
        if self.slug:
            self.slug = slugs.slugify(self.slug, fallback="page")
        else:
            self.slug = root.for_row(self, self.title, fallback="page")
        root.check(self.slug, self)

    @property
    def has_more(self) -> bool:
        """Whether something is saved that readers do not see yet."""
        return self.shown_id is not None and self.shown.version != self.version


class HouseRevision(Said, Kept):
    """A page as it stood after one save."""

    page = models.ForeignKey(HousePage, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["page", "-version"]
        constraints = [models.UniqueConstraint(fields=["page", "version"], name="house_revision_once_per_version")]

    def __str__(self) -> str:
        return f"Version {self.version}"


class HouseStep(Kept):
    """A page was put on the site, or taken from it."""

    class Verb(models.TextChoices):
        PUBLISH = "publish", "Published"
        TAKE_OFF = "take_off", "Taken off the site"

    page = models.ForeignKey(HousePage, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=8, choices=Verb)
    version = models.PositiveIntegerField()

    class Meta:
        ordering = ["page", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: version {self.version}"
