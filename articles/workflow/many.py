"""Many new stories at once."""

from datetime import datetime

from django.db import transaction

from articles import document as documents
from articles import editions
from articles.models import Article, Edition
from articles.states import State


def publish_many(stories: list[tuple[dict, datetime]], *, by=None) -> list[Edition]:
    """Publish new stories by the batch, each a complete document and the hour it went out; for imports and load.

    The documents passed the gate where they come from. Nothing is written when one of them cannot be.
    """
    with transaction.atomic():
        articles = Article.objects.bulk_create(
            Article(
                **{name: document[name] for name in documents.TEXTS},
                **documents.first_columns(document),
                section_id=document["section"]["id"],
                owner=by,
                state=State.PUBLISHED,
                version=1,
            )
            for document, _ in stories
        )
        return editions.make_many(articles, stories, by=by)
