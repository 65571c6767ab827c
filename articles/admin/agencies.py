"""News agencies."""

from django.contrib import admin

from articles.models import Agency
from authors.doubles import SavedTwiceAtOnce
from authors.in_use import DeletedOnlyUnused, how_many
from authors.lookups import FiltersAlone


@admin.register(Agency)
class AgencyAdmin(SavedTwiceAtOnce, FiltersAlone, DeletedOnlyUnused, admin.ModelAdmin):
    list_display = ["name", "short_name", "sentence"]
    fields = ["name", "short_name", "takes_article"]
    search_fields = ["name", "short_name"]
    actions = None

    @admin.display(description="in a sentence")
    def sentence(self, agency: Agency) -> str:
        label = agency.label
        return f"{label[0].upper()}{label[1:]} contributed to this report."

    def uses(self, agency: Agency) -> list[str]:
        use = how_many(agency.contributions.all(), "story", "stories")
        return [use] if use else []
