from articles.models.agency import Agency, Contribution
from articles.models.agreement import Agreement
from articles.models.article import Article, Byline, Caption
from articles.models.edition import (
    Address,
    Edition,
    EditionAuthor,
    EditionCorrection,
    EditionPhoto,
    EditionTopic,
)
from articles.models.finding import SearchGram, SearchName, SearchText, SearchWord
from articles.models.front import Banner, Front, FrontRevision
from articles.models.history import Aside, Revision, Transition
from articles.models.house import HousePage, HouseRevision, HouseStep
from articles.models.neighbour import Neighbour
from articles.models.photo import CreditPart, Keyword, Photo
from articles.models.photo_history import Cut, Likeness, PhotoChange
from articles.models.presence import Presence
from articles.models.reading import Reading
from articles.models.section import Section

__all__ = [
    "Address",
    "Agency",
    "Agreement",
    "Article",
    "Aside",
    "Banner",
    "Byline",
    "Caption",
    "Contribution",
    "CreditPart",
    "Cut",
    "Edition",
    "EditionAuthor",
    "EditionCorrection",
    "EditionPhoto",
    "EditionTopic",
    "Front",
    "FrontRevision",
    "HousePage",
    "HouseRevision",
    "HouseStep",
    "Keyword",
    "Likeness",
    "Neighbour",
    "Photo",
    "PhotoChange",
    "Presence",
    "Reading",
    "Revision",
    "SearchGram",
    "SearchName",
    "SearchText",
    "SearchWord",
    "Section",
    "Transition",
]
