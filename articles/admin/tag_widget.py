"""Topics in a form: the admin's own Select2 over their names, in which new ones may be typed."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.html import format_html

from articles import tags
from articles.models import Article
from authors.text import normalise_line

A_PAGE = 20
MOST = 50  # topics of one story


class TopicsInput(AutocompleteMixin, forms.SelectMultiple):
    """The values are names, not keys: a topic called “2026” is not the one whose key is 2026.

    Without scripts there is a line for more names, with commas between them.
    """

    def __init__(self):
        super().__init__(Article._meta.get_field("tags"), admin.site)

    def get_url(self) -> str:
        return reverse("admin:articles_article_topics")

    def build_attrs(self, base_attrs: dict, extra_attrs: dict | None = None) -> dict:
        return super().build_attrs(base_attrs, extra_attrs) | {
            "data-tags": "true",
            "data-token-separators": '[","]',
            "data-allow-clear": "false",  # one press that takes all away; and a button that is no item of the list
        }

    def optgroups(self, name: str, value: list[str], attrs: dict | None = None) -> list:
        options = [
            self.create_option(name, topic, topic, selected=True, index=index, attrs=attrs)
            for index, topic in enumerate(value)
        ]
        return [(None, options, 0)]

    def format_value(self, value: object) -> list[str]:
        return [name for name in value or [] if name.strip()]

    def render(self, name: str, value: object, attrs: dict | None = None, renderer: object = None) -> str:
        line = '<noscript><input name="{}-more" aria-label="More topics, with commas between them"></noscript>'
        return super().render(name, value, attrs, renderer) + format_html(line, name)

    def value_from_datadict(self, data: object, files: object, name: str) -> list[str]:
        return [*data.getlist(name), *data.get(f"{name}-more", "").split(",", MOST)]

    def value_omitted_from_data(self, data: object, files: object, name: str) -> bool:
        return False


class TopicsField(forms.Field):
    """The names of a story's topics, each once, whatever its case."""

    widget = TopicsInput

    def to_python(self, value: list[str] | None) -> list[str]:
        names = {name.casefold(): name for name in map(normalise_line, value or []) if name}
        if len(names) > MOST:
            raise ValidationError(f"A story has at most {MOST} topics; these are {len(names)}.")
        for name in names.values():
            if len(name) > tags.LONGEST:
                raise ValidationError(f"“{name[:40]}…” is too long for a topic: at most {tags.LONGEST} characters.")
        return list(names.values())


def suggest(request: HttpRequest) -> JsonResponse:
    """Return the topics whose names hold `term`, as Select2 reads them.

    Raises PermissionDenied for who sees no story.
    """
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    found = Paginator(tags.containing(normalise_line(request.GET.get("term", ""))), A_PAGE)
    page = found.get_page(request.GET.get("page"))
    results = [{"id": tag.name, "text": tag.name} for tag in page]
    return JsonResponse({"results": results, "pagination": {"more": page.has_next()}})
