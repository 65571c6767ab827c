"""Topics, in our own words instead of those of the library that keeps them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from taggit.models import Tag

from articles import tags
from authors import slugs
from authors.doubles import SavedTwiceAtOnce
from authors.in_use import DeletedOnlyUnused, how_many
from authors.lookups import FiltersAlone
from authors.text import LineFormField

admin.site.unregister(Tag)


class TopicForm(forms.ModelForm):
    name = LineFormField(max_length=tags.LONGEST, help_text="As readers see it, for example “Harbour”.")

    class Meta:
        model = Tag
        fields = ["name"]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        same = Tag.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).first()
        if same:
            raise ValidationError(f"There is a topic “{same.name}” already.")
        return name

    def save(self, commit: bool = True) -> Tag:  # noqa: FBT001, FBT002 (Django's)
        if not self.instance.slug:
            self.instance.slug = slugs.for_row(self.instance, self.instance.name, fallback="topic", prefix="topics/")
        return super().save(commit)


@admin.register(Tag)
class TopicAdmin(SavedTwiceAtOnce, FiltersAlone, DeletedOnlyUnused, admin.ModelAdmin):
    form = TopicForm
    list_display = ["name", "address"]
    fields = ["name", "address"]
    readonly_fields = ["address"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    actions = None

    @admin.display(description="address", empty_value="made from the name")
    def address(self, topic: Tag) -> str:
        return f"/topics/{topic.slug}/" if topic.slug else ""

    def uses(self, topic: Tag) -> list[str]:
        uses = [
            how_many(topic.taggit_taggeditem_items.all(), "story", "stories"),
            how_many(topic.edition_topics.all(), "published edition", "published editions"),
        ]
        return [use for use in uses if use]
