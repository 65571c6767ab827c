"""The pages of the search. What is not visible is not found: results.py and its neighbours ask for visible editions."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from articles import views
from articles.finding import questions, results
from articles.finding.meant import Meant, meant
from articles.finding.suggestions import suggest
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
        "choices": _choices(question, found, sections),
        "nothing": nothing,
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
    """Return JSON: `{"suggestions": [{"kind", "text", "url"}, …]}`, 1 to 4 queries."""
    found = suggest(request.GET.get("q", ""), Section.objects.all(), clock.now())
    response = JsonResponse({"suggestions": [asdict(each) for each in found]})
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


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
            ("section", "Section", "All sections", question.section, every),
            ("author", "Writer", "All writers", question.author, found.authors),
            ("topic", "Topic", "All topics", question.topic, found.topics),
        )
    ]
