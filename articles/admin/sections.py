"""Sections."""

from django.contrib import admin

from articles.models import Section
from authors.doubles import SavedTwiceAtOnce
from authors.in_use import DeletedOnlyUnused, how_many
from authors.lookups import FiltersAlone


@admin.register(Section)
class SectionAdmin(SavedTwiceAtOnce, FiltersAlone, DeletedOnlyUnused, admin.ModelAdmin):
    list_display = ["name", "slug", "description", "position"]
    list_editable = ["position"]
    fields = ["name", "description", "slug", "language", "position"]
    search_fields = ["name"]
    actions = None
    view_on_site = True

    def get_readonly_fields(self, request, obj: Section | None = None) -> list[str]:
        return ["slug"] if obj else []  # the address stands in readers' bookmarks

    def uses(self, section: Section) -> list[str]:
        uses = [
            how_many(section.articles.all(), "story", "stories"),
            how_many(section.editions.all(), "published edition", "published editions"),
        ]
        return [use for use in uses if use]
