"""Lists that stay fast however long they are: nothing is counted to its end, and no page lies deep."""

from django.contrib import messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

from authors.lookups import FiltersAlone

FARTHEST = 1_000  # rows that a list leads to; what lies beyond is found by filter and search


class CappedPaginator(Paginator):
    """Counts no further than `FARTHEST`."""

    @cached_property
    def _found(self) -> int:
        return self.object_list.order_by().values("pk")[: FARTHEST + 1].count()

    @property
    def count(self) -> int:
        return min(self._found, FARTHEST)

    @property
    def count_label(self) -> str:
        """How many there are, in words: `37`, `1,000+`."""
        return f"{FARTHEST:,}+" if self._found > FARTHEST else f"{self._found:,}"


class CappedChangeList(ChangeList):
    """Shows the last page to who asks for one beyond it."""

    def get_results(self, request: HttpRequest) -> None:
        paginator = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
        page = min(max(self.page_num, 1), paginator.num_pages)
        if page < self.page_num:
            messages.info(request, f"This list ends with page {page}. A filter or a search leads to what lies beyond.")
        self.page_num = page
        super().get_results(request)
        self.result_list = list(self.result_list)
        self.count_label = self.paginator.count_label


class CappedList(FiltersAlone):
    """A model's admin whose list is capped."""

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ChangeList]:
        return CappedChangeList
