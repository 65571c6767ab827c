"""What the library may be asked: who took a photo, what it is found by, where and when it was taken, its rights.

Each question is answered by an index, or by looking from the newest on until a page is full.
"""

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.formats import date_format

from articles import search
from articles.models import Agreement, CreditPart, Photo
from authors import clock
from authors.text import LineFormField

SOON = timedelta(days=30)
LATELY = 300  # rows that the suggestions are taken from
DAYS = [MinValueValidator(date(1800, 1, 1)), MaxValueValidator(date(2999, 12, 31))]
RIGHTS = {
    "usable": "May be shown now",
    "unusable": "May not be shown now",
    "ending": "Rights end within 30 days",
    "unstated": "Nothing stated",
    "withdrawn": "Withdrawn",
}
SHOW = {"mine": "Added by me", "uncredited": "Without credit", "untold": "Without alternative text"}
NEWEST, LAST_TAKEN, BY_KEY = ("-created_at", "-pk"), ("-taken_at", "-pk"), ("-pk",)


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, validators=DAYS)


def _one_of(label: str, choices: dict[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "Any"), *choices.items()])


def _words(label: str, most: int, suggested: str) -> LineFormField:
    field = LineFormField(label=label, required=False, max_length=most)
    field.widget.attrs |= {"list": suggested, "autocomplete": "off"}
    return field


class LibraryFilters(forms.Form):
    """The filters of the library, as they stand in the address."""

    by = _words("Photographer or agency", 120, "nr-names")
    keyword = _words("Keyword", 64, "nr-keywords")
    place = _words("Place, city or country", 120, "nr-places")
    shape = _one_of("Shape", dict(Photo.Shape.choices))
    since = _day("Taken from")
    until = _day("Taken until")
    rights = _one_of("Rights", RIGHTS)
    show = _one_of("Library", SHOW)

    def __init__(self, data: dict):
        super().__init__(data, auto_id="nr-%s", label_suffix="", use_required_attribute=False)
        self.is_valid()

    @property
    def asked(self) -> dict:
        """The filters that are set, and can be read."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chips(self) -> list[tuple[str, str]]:
        """Return name and words of each filter that is set."""
        return [(name, self._told(name, value)) for name, value in self.asked.items()]

    def _told(self, name: str, value: str | date) -> str:
        field = self.fields[name]
        if isinstance(value, date):
            return f"{field.label} {date_format(value, 'j M Y')}"
        return dict(field.choices)[value] if isinstance(field, forms.ChoiceField) else value


def narrowed(queryset: QuerySet[Photo], asked: dict, user) -> QuerySet[Photo]:
    """Return the photos of `queryset` that answer to all that is `asked`, in an order that an index gives.

    Newest first; those that a day was asked of, the last taken first.
    """
    by_key = queryset.query.order_by == BY_KEY  # words were asked
    for name, value in asked.items():
        match name:
            case "by":
                queryset, by_key = queryset.filter(pk__in=_credited(value)), True
            case "keyword":
                queryset, by_key = queryset.filter(pk__in=_keyed(value)), True
            case "place":
                # exact, among the few that the words lead to
                here = Q(place=value) | Q(city=value) | Q(country=value)
                queryset, by_key = search.PHOTOS.find(queryset, value).filter(here), True
            case "since":
                queryset = queryset.filter(taken_at__gte=_midnight(value))
            case "until":
                queryset = queryset.filter(taken_at__lt=_midnight(value + timedelta(days=1)))
            case "shape":
                queryset = queryset.filter(shape=value)
            case "rights":
                queryset = _of_rights(queryset, value)
                by_key = by_key or value in {"unusable", "ending"}
            case "show":
                queryset = _of_state(queryset, value, user)
    if by_key:
        return queryset.order_by(*BY_KEY)
    return queryset.order_by(*(LAST_TAKEN if asked.keys() & {"since", "until"} else NEWEST))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _credited(name: str) -> QuerySet:
    return CreditPart.objects.filter(name=name).order_by().values("photo")


def _keyed(name: str) -> QuerySet:
    through = Photo.keywords.through.objects
    # the database's own lower case on both sides, which is what the index holds
    return through.filter(Exact(Lower("keyword__name"), Lower(Value(name, TextField())))).values("photo")


def _running(now: datetime) -> Q:
    return (Q(usable_from=None) | Q(usable_from__lte=now)) & (Q(usable_until=None) | Q(usable_until__gt=now))


def _of_rights(queryset: QuerySet[Photo], value: str) -> QuerySet[Photo]:
    now = clock.now()
    closed = list(Agreement.objects.exclude(_running(now)).values_list("pk", flat=True))
    match value:
        case "usable":
            return queryset.filter(_running(now), withdrawn_at=None).exclude(agreement__in=closed)
        case "unusable":
            return queryset.filter(
                pk__in=_any_of(
                    Q(withdrawn_at__isnull=False),
                    Q(usable_until__lte=now),
                    Q(usable_from__gt=now),
                    Q(agreement__in=closed),
                )
            )
        case "ending":
            soon = Q(usable_until__gt=now, usable_until__lte=now + SOON)
            ending = list(Agreement.objects.filter(soon).values_list("pk", flat=True))
            return queryset.filter(_running(now), withdrawn_at=None, pk__in=_any_of(soon, Q(agreement__in=ending)))
        case "withdrawn":
            return queryset.filter(withdrawn_at__isnull=False)
    said = {"usage_terms": "", "copyright_notice": "", "web_statement": "", "limit": ""}
    return queryset.filter(agreement=None, usable_from=None, usable_until=None, **said)


def _any_of(*conditions: Q) -> QuerySet:
    """Return the keys of the photos that answer to one of `conditions`, each of them looked up in its own index."""
    first, *others = (Photo.objects.filter(condition).order_by().values("pk") for condition in conditions)
    return first.union(*others)


def _of_state(queryset: QuerySet[Photo], value: str, user) -> QuerySet[Photo]:
    match value:
        case "mine":
            return queryset.filter(uploaded_by=user)
        case "uncredited":
            return queryset.filter(~Exists(CreditPart.objects.filter(photo=OuterRef("pk"))))
    return queryset.filter(alt="")


def suggested() -> dict[str, list[str]]:
    """Return the names, keywords and places of what came in lately, in alphabetical order. 3 queries."""
    names = CreditPart.objects.order_by("-pk").values_list("name")[:LATELY]
    keywords = Photo.keywords.through.objects.order_by("-pk").values_list("keyword__name")[:LATELY]
    places = Photo.objects.order_by(*NEWEST).values_list("place", "city", "country")[:LATELY]
    return {
        kind: sorted({word for row in rows for word in row if word}, key=str.casefold)
        for kind, rows in (("names", names), ("keywords", keywords), ("places", places))
    }
