"""The admin of authors: the staff desk looks after all of them, an author with an account after their own."""

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.forms.widgets import Media, Script
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from authors.doubles import SavedTwiceAtOnce
from authors.in_use import DeletedOnlyUnused, how_many
from authors.links import MOST, LinksField
from authors.lookups import FiltersAlone
from authors.models import Author
from authors.picker import PhotoPicker, RowPicker

OWN = ("portrait", "biography", "links", "email", "readers_may_write")  # what an author may say about themselves
OTHERS = ("name", "slug", "role", "organisation", "account")
TOLD_APART_BY = ("name", "role", "organisation")
TWICE = (
    "There is an author “{name}” already. Choose that one; if this is somebody else of the same name, let the role or "
    "the organisation say so."
)


class AuthorForm(forms.ModelForm):
    links = LinksField(
        label="Links elsewhere",
        required=False,
        help_text=f"One on each line, a label and an address: “Mastodon https://example.social/@mara”. At most {MOST}.",
    )

    class Meta:
        model = Author
        fields = [*OTHERS, *OWN]
        widgets = {"biography": forms.Textarea(attrs={"rows": 9, "data-count": ""})}

    def validate_unique(self) -> None:
        """Refuse a second author whom readers could not tell from the first: a button was pressed twice, mostly.

        The address is made by now: either it shows that somebody was faster, or the database does, or they are found.
        """
        typed = self.cleaned_data.get("slug")
        super().validate_unique()
        if not typed:
            self._errors.pop("slug", None)  # it is made of the name: the next try makes another
        told = {name: getattr(self.instance, name) for name in TOLD_APART_BY}
        if "name" in self.cleaned_data and set(TOLD_APART_BY) & set(self.changed_data):
            same = Author.objects.filter(**{f"{name}__iexact": text for name, text in told.items()})
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("name", TWICE.format(**told))


class CompleteFilter(admin.SimpleListFilter):
    title = "to complete"
    parameter_name = "without"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("biography", "Without biography"), ("portrait", "Without portrait"), ("account", "Without account")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        wanting = {"biography": Q(biography=""), "portrait": Q(portrait=None), "account": Q(account=None)}
        return queryset.filter(wanting.get(self.value(), Q()))


@admin.register(Author)
class AuthorAdmin(SavedTwiceAtOnce, FiltersAlone, DeletedOnlyUnused, admin.ModelAdmin):
    form = AuthorForm
    list_display = ["name", "role", "organisation", "has_biography", "has_portrait", "account"]
    list_filter = [CompleteFilter]
    list_select_related = ["account"]
    search_fields = ["name", "role", "organisation"]
    ordering = ["name", "pk"]
    autocomplete_fields = ["account"]
    raw_id_fields = ["portrait"]
    fieldsets = [
        (None, {"fields": ["name", "role", "organisation", "portrait", "biography", "links"]}),
        ("Letters from readers", {"fields": ["email", "readers_may_write"]}),
        ("Address and account", {"fields": ["slug", "account"]}),
    ]

    @property
    def media(self) -> Media:
        return super().media + Media(js=[Script("admin/newsroom/count.js", type="module")])

    @admin.display(description="biography", boolean=True)
    def has_biography(self, author: Author) -> bool:
        return bool(author.biography)

    @admin.display(description="portrait", boolean=True)
    def has_portrait(self, author: Author) -> bool:
        return author.portrait_id is not None

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs) -> forms.Field:
        if db_field.name == "portrait":
            kwargs["widget"] = PhotoPicker(db_field.remote_field, self.admin_site)
        if db_field.name == "account":
            kwargs["widget"] = RowPicker(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return super().has_change_permission(request, obj) or _is_own(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Author | None = None) -> bool:
        return super().has_view_permission(request, obj) or _is_own(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Author | None = None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [(None, {"fields": ["name", "role", "organisation", "portrait", "biography", "links_elsewhere"]})]

    @admin.display(description="links elsewhere", empty_value="—")
    def links_elsewhere(self, author: Author) -> SafeString:
        links = ((link["url"], link["label"]) for link in author.links)
        return format_html_join(", ", '<a href="{}" rel="noopener">{}</a>', links)

    def get_readonly_fields(self, request: HttpRequest, obj: Author | None = None) -> list[str]:
        if obj and not self.has_change_permission(request, obj):
            return ["links_elsewhere"]
        if obj and not super().has_change_permission(request, obj):
            return list(OTHERS)
        fixed = ["slug"] if obj else []  # the address stands in readers' bookmarks
        return fixed if request.user.has_perm("auth.view_user") else [*fixed, "account"]

    def uses(self, author: Author) -> list[str]:
        uses = [
            how_many(author.bylines.all(), "byline", "bylines"),
            how_many(author.editions.all(), "published edition", "published editions"),
        ]
        return [use for use in uses if use]


def _is_own(request: HttpRequest, author: Author | None) -> bool:
    return author is not None and author.account_id is not None and author.account_id == request.user.pk
