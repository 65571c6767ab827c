"""What machines are asked to keep out of, and whom to write to: robots.txt (RFC 9309) and security.txt (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from articles import xml
from articles.responses import answer
from authors import clock
from authors.text import normalise_line

CONTENT_TYPE = "text/plain; charset=utf-8"
# the admin holds the previews, too; a search's results are no pages of their own
KEPT_OUT = ("/admin/", "/search/")

# Crawlers that collect text to train models with, by the names that they obey or are said to obey. From the list of
# https://github.com/ai-robots-txt/ai.robots.txt (robots.json of 22 August 2026): those whose purpose is given as
# training, or as a dataset for it. What answers a reader's question with a link, as a search does, is not among them.
TRAINERS = (
    "AI2Bot",
    "Ai2Bot-Dolma",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Brightbot 1.0",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Cotoyogi",
    "DeepSeekBot",
    "FacebookBot",
    "Factset_spyderbot",
    "FriendlyCrawler",
    "Google-Extended",
    "GPTBot",
    "ICC-Crawler",
    "img2dataset",
    "Kangaroo Bot",
    "LAIONDownloader",
    "meta-externalagent",
    "omgili",
    "PanguBot",
    "TikTokSpider",
    "Timpibot",
    "VelenPublicWebCrawler",
    "Webzio-Extended",
    "YandexAdditional",
    "YandexAdditionalBot",
)
VALID_FOR = timedelta(days=180)  # of security.txt; the standard recommends less than a year


@require_safe
@conditional_page
def robots(request: HttpRequest) -> HttpResponse:
    """No query."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in KEPT_OUT), ""]
    if not settings.MODEL_TRAINING:
        lines += [*(f"User-agent: {name}" for name in TRAINERS), "Disallow: /", ""]
    lines += [f"Sitemap: {settings.SITE_URL}{reverse(name)}" for name in ("sitemap", "sitemap_news")]
    return answer(request, _text(lines), CONTENT_TYPE)


@require_safe
@conditional_page
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole in the site, where the newsroom names somebody: no query."""
    if not settings.SECURITY_CONTACT:
        raise Http404("Nobody is named.")
    # the same for a month, so that who has it need not fetch it again
    expires = clock.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0) + VALID_FOR
    lines = [
        f"Contact: {normalise_line(settings.SECURITY_CONTACT)}",
        f"Expires: {xml.date_time(expires)}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE.partition('-')[0]}",
        f"Canonical: {settings.SITE_URL}{reverse('security')}",
    ]
    return answer(request, _text(lines), CONTENT_TYPE)


def _text(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
