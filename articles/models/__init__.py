from articles.models.agency import Agency, Contribution
from articles.models.article import Article, Byline, Caption
from articles.models.edition import Address, Edition, EditionAuthor, EditionTopic
from articles.models.history import Aside, Revision, Transition
from articles.models.photo import CreditPart, Photo
from articles.models.presence import Presence
from articles.models.section import Section

__all__ = [
    "Address",
    "Agency",
    "Article",
    "Aside",
    "Byline",
    "Caption",
    "Contribution",
    "CreditPart",
    "Edition",
    "EditionAuthor",
    "EditionTopic",
    "Photo",
    "Presence",
    "Revision",
    "Section",
    "Transition",
]
