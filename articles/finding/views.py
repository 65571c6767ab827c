"""The pages of the search. What is not visible is not found: results.py and its neighbours ask for visible editions."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import conditional_page, require_safe

from articles import views
from articles.finding import questions, results
from articles.finding.meant import Meant, meant
from articles.finding.suggestions import suggest
from articles.languages import joined
from articles.models import Section
from authors import clock


@require_safe
@conditional_page
def search(request: HttpRequest) -> HttpResponse:
    """1 query for the page as it stands; at most 8 for an answer, 9 where nothing was found."""
    sections, now = list(Section.objects.all()), clock.now()
    question = questions.read(request.GET, sections)
    found = results.Results() if question.is_empty else results.find(question, sections, now)
    nothing = not question.is_empty and not found.found
    context = {
        "sections": sections,
        "here": reverse("search"),
        "question": question,
        "results": found,
        "heading": heading(question, found),
        "choices": _choices(question, found, sections),
        "nothing": nothing,
        "said": _said(question),
        "narrowed": _narrowed(question),
        "meant": meant(question, now) if nothing and question.words else None,
        "is_unread": bool(question.text) and not question.words,
        "by_best": question.address(order=questions.BEST),
        "by_newest": question.address(order=questions.NEWEST),
    }
    if context["meant"]:
        context |= _ways_on(question, context["meant"])
    return views.show(request, "search.html", context)


@require_safe
@conditional_page
def suggestions(request: HttpRequest) -> HttpResponse:
    """Return JSON: `{"suggestions": [{"kind", "text", "url"}, …], "said"}`, 1 to 4 queries.

    What is `said` of them is for those who do not see the list: empty where it is.
    """
    found = suggest(request.GET.get("q", ""), Section.objects.all(), clock.now())
    response = JsonResponse({"suggestions": [asdict(each) for each in found], "said": _suggested(len(found))})
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def _suggested(count: int) -> str:
    """Return what is said of so many suggestions."""
    if not count:
        return ""
    sentence = ngettext(
        "%(count)d suggested; the arrow keys lead to it.", "%(count)d suggested; the arrow keys lead to them.", count
    )
    return sentence % {"count": count}


def heading(question: questions.Question, found: results.Results) -> str:
    """Return how many stories were found, and which page of them this is."""
    if question.before is not None:
        heading = _("Further back")
    else:
        count = {"count": number_format(found.count, force_grouping=True)}
        if found.reached and not question.phrases:
            heading = ngettext("More than %(count)s story", "More than %(count)s stories", found.count) % count
        else:
            heading = ngettext("%(count)s story", "%(count)s stories", found.count) % count
    if question.page > 1:
        heading = pgettext("what was found", "%(heading)s, page %(page)s") % {
            "heading": heading,
            "page": question.page,
        }
    return heading


def _said(question: questions.Question) -> SafeString:
    """Return the words and phrases that were looked for, as a sentence lists them."""
    words = [format_html('<b dir="auto">{}</b>', said) for said in question.said]
    return mark_safe(joined(words))  # noqa: S308 (each was escaped; the rest is of our catalogues)


def _narrowed(question: questions.Question) -> list[str]:
    """Return what the stories were narrowed down to, a line each."""
    chosen = (
        (_("Section: %(name)s"), question.section and question.section.name),
        (_("Writer: %(name)s"), question.author and question.author.name),
        (_("Topic: %(name)s"), question.topic and question.topic.name),
        (_("From %(date)s"), question.since and date_format(question.since)),
        (_("Until %(date)s"), question.until and date_format(question.until)),
    )
    return [line % {"name": value, "date": value} for line, value in chosen if value]


def _ways_on(question: questions.Question, as_meant: Meant) -> dict:
    """Return the addresses of what to try where nothing was found."""
    unquoted = questions.unquoted(question.text)
    return {
        "as_meant": question.address(text=as_meant.text),
        "unquoted": question.address(text=unquoted) if question.phrases and unquoted != question.text else "",
        "one_by_one": [
            {"words": said, "url": question.address(text=said)} for said in as_meant.known if len(question.said) > 1
        ],
    }


def _choices(question: questions.Question, found: results.Results, sections: list[Section]) -> list[dict]:
    """Return what each list of the form offers, with what was chosen from it even where no story has it."""
    every = found.sections or [results.Choice(section.slug, section.name, 0) for section in sections]
    return [
        {
            "name": name,
            "label": label,
            "all": everything,
            "chosen": chosen.slug if chosen else "",
            "offered": offered if offered or not chosen else [results.Choice(chosen.slug, chosen.name, 0)],
        }
        for name, label, everything, chosen, offered in (
            ("section", _("Section"), _("All sections"), question.section, every),
            ("author", _("Writer"), _("All writers"), question.author, found.authors),
            ("topic", _("Topic"), _("All topics"), question.topic, found.topics),
        )
    ]
