"""The page on which readers write to an author."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles import page, views
from articles.letters import limits, tickets
from articles.letters.form import TRAP, LetterForm
from articles.meaning import pages as meaning
from authors.models import Author

logger = logging.getLogger(__name__)

SENTENCES = {
    "wrong": _("Nothing was sent yet: something needs another look."),
    "elsewhere": _(
        "Nothing was sent yet, and nothing is lost: your browser says that this form came from another site. "
        "Press “Send” once more."
    ),
    "old": _(
        "Nothing was sent yet, and nothing is lost: this form had been open for very long. Press “Send” once more."
    ),
    "early": _(
        "Nothing was sent yet, and nothing is lost: that was quicker than anybody types. Press “Send” once more."
    ),
    "trapped": _(
        "Nothing was sent yet, and nothing is lost: a field was filled in that people leave empty. "
        "Press “Send” once more."
    ),
    "going": _(
        "Your letter is being sent at this moment. Press “Send” again in a few seconds to see whether it went: it "
        "will not go twice."
    ),
    "many": _("Nothing was sent: too many letters came within an hour. What you wrote is still here; try again later."),
    "failed": _(
        "Nothing was sent: our mail does not work at the moment. What you wrote is still here; try again later."
    ),
}
STATUS = {"many": 429, "failed": 503}


@csrf_exempt  # the form acts for nobody who is logged in, and readers get no cookie: see tickets.py
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and what became of a letter: 4 queries. An author who is not to be written to has no such page."""
    author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    if not author.can_be_written_to:
        raise Http404("This author is not written to here.")
    if request.method != "POST":
        return _show(request, author, LetterForm(initial={"ticket": tickets.issue(author)}))
    form = LetterForm(request.POST)
    ticket = tickets.read(request.POST.get("ticket", ""), author)
    if obstacle := _obstacle(request, form, ticket):
        return _again(request, author, form, obstacle, keeps_ticket=ticket is not None and obstacle != "elsewhere")
    claimed = limits.claim(ticket)
    why = _send(request, author, form, ticket) if claimed == limits.FREE else ""
    if why or claimed == limits.GOING:
        return _again(request, author, form, why or "going")
    return _show(request, author, None)


def _send(request: HttpRequest, author: Author, form: LetterForm, ticket: tickets.Ticket) -> str:
    """Send the letter whose ticket was taken; return why that could not be, a key of `SENTENCES`, or nothing."""
    why = ""
    if not limits.admit(request, author):
        why = "many"
    else:
        try:
            form.mail_to(author).send()
        except OSError:  # of the network or the mail server; smtplib's are among them
            logger.exception("a letter to %s could not be sent", author.slug)
            why = "failed"
    if why:
        limits.give_back(ticket)
    else:
        limits.use_up(ticket)
    return why


def _obstacle(request: HttpRequest, form: LetterForm, ticket: tickets.Ticket | None) -> str:
    """Return why a letter does not go, a key of `SENTENCES`; nothing where it does."""
    if not form.is_valid():
        return "wrong"
    if not tickets.is_from_here(request):
        return "elsewhere"
    if ticket is None:
        return "old"
    if form.is_trapped:
        return "trapped"
    return "early" if ticket.is_early else ""


def _again(
    request: HttpRequest, author: Author, form: LetterForm, why: str, *, keeps_ticket: bool = True
) -> HttpResponse:
    """Return the form as it was filled in, with a sentence that says what to do."""
    form.data = form.data.copy()
    form.data[TRAP] = ""
    if not keeps_ticket:
        form.data["ticket"] = tickets.issue(author)
    return _show(request, author, form, sentence=SENTENCES[why], status=STATUS.get(why, 200))


def _show(
    request: HttpRequest, author: Author, form: LetterForm | None, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    """Return the page with `form`, or without one that the letter was sent; nobody keeps it."""
    person = page.person(author)
    context = {"person": person, "form": form, "sentence": sentence} | meaning.letter(person)
    response = views.show(request, "write.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
