from articles.models.agency import Agency, Contribution
from articles.models.agreement import Agreement
from articles.models.article import Article, Byline, Caption
from articles.models.edition import Address, Edition, EditionAuthor, EditionPhoto, EditionTopic
from articles.models.history import Aside, Revision, Transition
from articles.models.photo import CreditPart, Keyword, Photo
from articles.models.photo_history import Cut, Likeness, PhotoChange
from articles.models.presence import Presence
from articles.models.section import Section

__all__ = [
    "Address",
    "Agency",
    "Agreement",
    "Article",
    "Aside",
    "Byline",
    "Caption",
    "Contribution",
    "CreditPart",
    "Cut",
    "Edition",
    "EditionAuthor",
    "EditionPhoto",
    "EditionTopic",
    "Keyword",
    "Likeness",
    "Photo",
    "PhotoChange",
    "Presence",
    "Revision",
    "Section",
    "Transition",
]
