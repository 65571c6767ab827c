"""Where the feed of a list is."""

from django.urls import reverse

FORMS = ("rss", "atom", "json")


def address(name: str, slug: str = "", *, form: str = "rss") -> str:
    """Return the path of the feed called `name` in the URL table, of the list with `slug`: `/world/feed/atom/`.

    `form` is one of `FORMS`; RSS is where a feed is asked for without one.
    """
    which = {"slug": slug} if slug else {}
    return reverse(name, kwargs=which if form == "rss" else which | {"form": form})
