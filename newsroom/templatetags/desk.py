"""How the desk writes times, and what it calls things."""

from datetime import datetime

from django import template
from django.db.models.options import Options
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe

from authors import clock

register = template.Library()
# models of libraries, by the trade's words for what we use them for
NAMES = {"taggit.tag": ("topic", "topics")}
MINUTE, HOUR, DAY = 60, 3600, 86_400


@register.filter
def ago(when: datetime | None) -> str:
    """Return how long ago `when` was, as short as it can be said: `now`, `12 min`, `3 h`, `2 days`, then the date."""
    if when is None:
        return ""
    seconds = (clock.now() - when).total_seconds()
    if seconds < MINUTE:
        return "now"
    if seconds < HOUR:
        return f"{seconds // MINUTE:.0f} min"
    if seconds < DAY:
        return f"{seconds // HOUR:.0f} h"
    if seconds < 7 * DAY:
        days = int(seconds // DAY)
        return "1 day" if days == 1 else f"{days} days"
    here = timezone.localtime(when)
    return date_format(here, "j M" if here.year == timezone.localtime(clock.now()).year else "j M Y")


@register.filter
def hour(when: datetime) -> str:
    """Return the hour at which something goes out, with its day unless that is today: `07:00`, `Tue 24 Nov, 07:00`."""
    return clock.told(when)


@register.filter
def singular(opts: Options) -> str:
    """Return what one thing of a model is called."""
    return NAMES.get(opts.label_lower, (opts.verbose_name, ""))[0]


@register.filter
def plural(opts: Options) -> str:
    """Return what the things of a model are called."""
    return NAMES.get(opts.label_lower, ("", opts.verbose_name_plural))[1]


@register.filter
def bare(label: SafeString) -> SafeString:
    """Return the `label` of a form's field without the colon at its end: it stands above its field."""
    return mark_safe(label.replace(":</label>", "</label>"))  # noqa: S308 (it was safe, and only loses a colon)
