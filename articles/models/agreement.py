from django.db import models

from authors.addresses import AddressField
from authors.text import LineField, ProseField


class Agreement(models.Model):
    """What allows the newsroom to show photos: a contract with an agency, a licence, a permission.

    What it says holds for each photo that names it; the photo's own terms can only narrow it.
    """

    name = LineField(max_length=120, unique=True, help_text="For example “MPA, news pictures” or “CC BY 4.0”.")
    usage_terms = ProseField(blank=True, help_text="What it allows, in words; goes out in the files.")
    address = AddressField(
        "where it is stated", max_length=400, blank=True, help_text="The licence's page, for example on the web."
    )
    usable_from = models.DateTimeField("from", null=True, blank=True)
    usable_until = models.DateTimeField("until", null=True, blank=True)
    notes = ProseField(blank=True, help_text="For the newsroom: who to call, what it costs.")
    renewed_to = models.BigIntegerField(
        null=True,
        editable=False,
        help_text="The last photo whose files carry the words as they are now; empty if all do.",
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="agreement_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(usable_from=None)
                | models.Q(usable_until=None)
                | models.Q(usable_from__lt=models.F("usable_until")),
                name="agreement_term_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.name
