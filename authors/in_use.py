"""Deleting only what nothing stands on: the admin of things that stories and pages use.

It lies in `authors` because that room imports from no other.
"""

from collections.abc import Iterable

from django.contrib.admin.utils import quote
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

COUNTED = 100  # uses that are counted; more is "more than 100"


def how_many(uses: QuerySet, one: str, many: str) -> str:
    """Return how many `uses` there are, in words: `1 story`, `12 stories`, `more than 100 stories`; empty for none."""
    count = uses.order_by().values("pk")[: COUNTED + 1].count()
    if count > COUNTED:
        return f"more than {COUNTED} {many}"
    return f"{count} {one if count == 1 else many}" if count else ""


class DeletedOnlyUnused:
    """A model's admin that says what a thing is used for instead of deleting it, and never loads those uses."""

    def uses(self, obj: Model) -> list[str]:
        """Return what `obj` is used for, in words; empty where it may be deleted."""
        raise NotImplementedError

    def get_deleted_objects(self, objs: Iterable[Model], request: HttpRequest) -> tuple:
        in_use = [_sentence(self, obj, found) for obj in objs if (found := self.uses(obj))]
        if in_use:
            return [], {}, set(), in_use
        return super().get_deleted_objects(objs, request)


def _sentence(model_admin, obj: Model, uses: list[str]) -> SafeString:
    name = f"{model_admin.admin_site.name}:{obj._meta.app_label}_{obj._meta.model_name}_change"
    address = reverse(name, args=[quote(obj.pk)])
    return format_html('<a href="{}">{}</a> is used: {}.', address, obj, ", ".join(uses))
