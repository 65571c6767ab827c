"""What the lists of the admin may be asked: their own filters, and nothing else of what stands behind them.

It lies in `authors` because that room imports from no other.
"""

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

LONGEST_KEY = 18  # digits; a longer number fits no database's key
OF_A_FIELD = ("", "__exact", "__isnull", "__id__exact")  # what the stock filter of a field asks


def is_key(text: str) -> bool:
    """Return whether `text` can be the key of a row: Django asks the database for any number, and SQLite fails."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


class FiltersAlone:
    """A model's admin whose list answers to its filters alone.

    The stock admin takes any field of the model in an address, and any that leads there from another model:
    `?articles=7` on the list of authors tells who wrote a story that is not theirs to read, and `?headline__regex=(`
    is an error of the database's.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        for spec in self.get_list_filter(request):
            if isinstance(spec, str):
                if lookup in {spec + asked for asked in OF_A_FIELD}:
                    return super().lookup_allowed(lookup, value, request)
            elif issubclass(spec, SimpleListFilter) and lookup == spec.parameter_name:
                return True
        return False

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Take an action on the rows that were chosen. Raises SuspiciousOperation for a key that is none."""
        for key in request.POST.getlist(ACTION_CHECKBOX_NAME):
            if not is_key(key):
                raise SuspiciousOperation(f"{key[:40]!r} is no key of a row.")
        return super().response_action(request, queryset)

    def _get_list_editable_queryset(self, request: HttpRequest, prefix: str) -> QuerySet:
        """Return the rows that were edited in the list; all of them where a key is none, and the form says which."""
        if all(map(is_key, self._get_edited_object_pks(request, prefix))):
            return super()._get_list_editable_queryset(request, prefix)
        return self.get_queryset(request)
