"""The steps of the workflow as buttons: pages that ask for a note or a choice, and actions for several stories."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from articles import rights, workflow
from articles.admin.story_bar import bar_of, context, find, items, version_in
from articles.models import Article, Edition
from articles.refusals import Refused, Stale
from articles.states import FOLLOW_UPS, NOTE_REQUIRED, Kind
from authors import clock
from authors.text import ProseFormField

PUBLISHING = {"publish", "publish_unapproved"}
DONE = {
    "submit": "Submitted. The desk finds it among the stories waiting for review.",
    "recall": "Recalled. It is a draft again.",
    "approve": "Approved. Exactly this text may go out.",
    "return": "Returned to its writer, with your note.",
    "unschedule": "Unscheduled. That edition does not go out.",
    "withdraw": "Withdrawn. Readers find your reason at its address.",
    "spike": "Spiked. Nothing was deleted; “Unspike” brings it back.",
    "unspike": "It is a draft again.",
}
IN_BULK = ("submit", "approve", "spike")
KINDS = {
    Kind.UPDATE: "Update: there is news",
    Kind.CORRECTION: "Correction: something was wrong",
    Kind.CLARIFICATION: "Clarification: something was unclear",
    Kind.MINOR: "Minor fix: readers need not be told",
}


class StepForm(forms.Form):
    """What a step asks for: a note, and for publishing the kind of change and the hour."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, step: workflow.Step, *args, follows: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.verb = step.verb
        if step.verb in PUBLISHING and follows:
            self.fields["kind"] = forms.ChoiceField(
                label="What kind of change is this?",
                choices=[(kind.value, KINDS[kind]) for kind in FOLLOW_UPS],
                widget=forms.RadioSelect,
            )
            self.fields["public_note"] = ProseFormField(
                label="Note to readers",
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text="What changed, in words for readers; a correction says what was wrong. It stands below the "
                "story from now on.",
            )
        if step.note:
            self.fields["note"] = ProseFormField(
                label=step.asks, required=step.note == "required", widget=forms.Textarea(attrs={"rows": 4})
            )
        if step.verb in PUBLISHING:
            self.fields["when"] = forms.ChoiceField(
                label="When?",
                choices=[("now", "Now"), ("later", "Later, at")],
                initial="now",
                widget=forms.RadioSelect,
            )
            self.fields["at"] = forms.DateTimeField(
                label="Date and time",
                required=False,
                input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
                widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
                help_text=f"In the newsroom's time, {timezone.get_default_timezone_name().replace('_', ' ')}.",
                error_messages={"invalid": "This is no date and time. Write it like 2026-11-22T18:30."},
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("when") == "later" and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", "Say when.")
        if cleaned.get("kind") in NOTE_REQUIRED and not cleaned.get("public_note", "").strip():
            kind = Kind(cleaned["kind"]).label.lower()
            self.add_error("public_note", f"A {kind} needs a note to readers that says what was wrong.")
        return cleaned

    def arguments(self) -> dict:
        """Return what the verb's function is called with."""
        cleaned = self.cleaned_data
        if self.verb not in PUBLISHING:
            return {"version": cleaned["version"]} | ({"note": cleaned["note"]} if "note" in cleaned else {})
        return {
            "version": cleaned["version"],
            "kind": cleaned.get("kind"),
            "note": cleaned.get("public_note", ""),
            "reason": cleaned.get("note", ""),
            "at": cleaned["at"] if cleaned["when"] == "later" else None,
        }


def begin(request: HttpRequest, article: Article, verb: str) -> HttpResponse:
    """Take the step that was pressed with a save; where it must ask for something, go to its page first."""
    step = workflow.STEPS[verb]
    if step.asks_first:
        return redirect("admin:articles_article_step", article.pk, verb)
    try:
        _take(request, article, verb, {"version": article.version})
    except Refused as refused:
        messages.error(request, refusal(refused))
    return redirect(article)


def step_page(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Ask for what the step `verb` wants, and take it: on POST, and only then."""
    article = find(request, pk)
    step = workflow.STEPS.get(verb)
    if step is None:
        raise Http404("There is no such step.")
    if request.method != "POST" and step not in workflow.available(article, request.user):
        messages.error(request, f"“{step.label.rstrip('…')}” is not possible as the story stands now.")
        return redirect(article)
    follows = Edition.objects.filter(article=article).went_out(clock.now()).exists()
    form = StepForm(step, request.POST or None, follows=follows, initial={"version": article.version})
    refused = None
    if form.is_bound and form.is_valid():
        try:
            _take(request, article, verb, form.arguments())
        except Refused as refusal:
            refused = refusal
            article = find(request, pk)
        else:
            # who gave the story back is done with it, and should not hold it open
            return redirect("admin:index") if verb == "return" else redirect(article)
    bar = bar_of(article, request.user)
    shown = context(
        request,
        article,
        step.label.rstrip("…"),
        step=step,
        form=form,
        bar=bar,
        refused=refused,
        is_stale=isinstance(refused, Stale),
        wants=items(refused.wants) if refused and refused.wants else bar.wants,
        last=article.revisions.select_related("by").first(),
    )
    return TemplateResponse(request, "admin/articles/article/step.html", shown, status=409 if refused else 200)


def _take(request: HttpRequest, article: Article, verb: str, arguments: dict) -> None:
    """Call the verb's function, and say what came of it. Raises `Refused`."""
    result = workflow.VERBS[verb](article, by=request.user, **arguments)
    messages.success(request, _published(result) if verb in PUBLISHING else DONE[verb])


def _published(edition: Edition) -> str:
    if edition.visible_from > clock.now():
        opens = date_format(timezone.localtime(edition.visible_from), "j F Y, H:i")
        return f"Scheduled: edition {edition.number} goes out on {opens}."
    return format_html(
        'Published: edition {} is <a href="{}">on the site</a>.', edition.number, edition.get_absolute_url()
    )


def refusal(refused: Refused) -> str:
    """Return why a step was refused, with what the gate misses."""
    if not refused.wants:
        return refused.sentence
    wants = format_html_join("", "<li>{}</li>", ((want.sentence,) for want in refused.wants))
    return format_html("{}<ul>{}</ul>", refused.sentence, wants)


class StoryActions:
    """Several stories at once, in the list: each is a step of its own, and what was refused says why."""

    def get_actions(self, request: HttpRequest) -> dict:
        actions = super().get_actions(request)
        for verb in IN_BULK:
            if any(request.user.has_perm(f"articles.{right.code}") for right in rights.RIGHTS if right.verb == verb):
                actions[verb] = (partial(_in_bulk, verb), verb, workflow.STEPS[verb].label.rstrip("…"))
        return actions


def _in_bulk(verb: str, model_admin: admin.ModelAdmin, request: HttpRequest, stories: QuerySet[Article]) -> None:
    done = 0
    for article in stories:
        seen = version_in(request.POST.get(f"seen-{article.pk}", ""))
        try:
            workflow.VERBS[verb](article, by=request.user, version=seen)
            done += 1
        except Refused as refused:
            messages.error(request, format_html("“{}”: {}", article, refusal(refused)))
    if done:
        label = workflow.STEPS[verb].label.rstrip("…")
        messages.success(request, f"{label}: {done} {'story' if done == 1 else 'stories'}.")
