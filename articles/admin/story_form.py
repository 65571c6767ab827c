"""The form of a story: its words, lead photo, bylines, agencies and topics, saved together or not at all."""

from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.widgets import Media, Script
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles import captions, rights, tags, workflow
from articles.admin.story_rows import Agencies, Bylines
from articles.admin.tag_widget import TopicsField
from articles.audio import AudioFileField
from articles.autosave import Typing
from articles.models import Article, Caption, Photo
from authors import slugs
from authors.text import LineFormField, ProseFormField, normalise

COLUMNS = (
    "headline",
    "standfirst",
    "body",
    "kicker",
    "section",
    "story_type",
    "short_headline",
    "dateline",
    "byline_sentence",
    "slug",
    "audio",
    "editors_note",
    "social_headline",
    "social_summary",
    "first_publisher",
    "first_address",
)
LONGEST, MOST_TAGS = 500_000, 20_000  # of a text, in characters: some 80,000 words
STALE = "Somebody else saved this story while you were writing. Nothing of yours is lost: it is still here, unsaved."
NOT_YOURS_NOW = (
    "This story is {state} now, and you may not change it any more. What you typed is still here, unsaved: copy what "
    "you need, or ask the desk to return the story to you."
)


class BodyFormField(ProseEditorFormField):
    """The body as the editor sends it; a stray control character is no reason to refuse it."""

    def to_python(self, value: object) -> str:
        # asked before it is cleaned, which for elements within elements takes the square of their number
        if isinstance(value, str) and (len(value) > LONGEST or value.count("<") > MOST_TAGS):
            raise forms.ValidationError("This text is too long for one story. Make several of it.")
        return super().to_python(normalise(value) if isinstance(value, str) else value)


class StoryForm(forms.ModelForm):
    """Nothing is required: a draft can always be saved. What is refused stays in the form as it was typed."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    begun_as = forms.UUIDField(required=False, widget=forms.HiddenInput)
    topics = TopicsField(required=False)
    slug = LineFormField(
        label="Address",
        required=False,
        help_text="The end of the story's address. Made from the headline if left empty.",
    )
    audio = AudioFileField(label="Audio version", required=False, widget=forms.ClearableFileInput)
    lead_photo = forms.ModelChoiceField(
        Photo.objects.all(),
        label="Lead photo",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid_choice": "This photo is not in the library."},
    )
    lead_caption = ProseFormField(label="Caption", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    lead_alt = LineFormField(
        label="Alternative text",
        required=False,
        max_length=Caption._meta.get_field("alt").max_length,
        help_text="What the photo shows, for those who cannot see it.",
    )
    lead_decorative = forms.BooleanField(label="Decorative: says nothing that the text does not", required=False)

    class Meta:
        model = Article
        fields = COLUMNS
        field_classes = {"body": BodyFormField}
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 1, "placeholder": "Headline", "autocapitalize": "sentences"}),
            "standfirst": forms.Textarea(attrs={"rows": 2, "placeholder": "Standfirst: one or two sentences"}),
            "body": AdminProseEditorWidget(attrs={"rows": 24}),
            "short_headline": forms.Textarea(attrs={"rows": 1}),
            "byline_sentence": forms.Textarea(attrs={"rows": 2}),
            "editors_note": forms.Textarea(attrs={"rows": 2}),
            "social_headline": forms.Textarea(attrs={"rows": 1}),
            "social_summary": forms.Textarea(attrs={"rows": 2}),
            # as text: a browser that refuses to send half an address would keep the whole story from being saved
            "first_address": forms.TextInput(
                attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}
            ),
        }

    def __init__(self, *args, user, typing: Typing | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.typing = typing
        self.is_stale = False
        article, data = self.instance, self.data if self.is_bound else None
        self.bylines = Bylines(article, data, user=user)
        self.agencies = Agencies(article, data, user=user)
        self.initial |= {"version": article.version, "begun_as": None if article.pk else uuid4()}
        if article.pk:
            self.initial |= {"topics": [topic.name for topic in tags.of(article)]} | self._lead_initial()
        else:
            self.fields["headline"].widget.attrs["autofocus"] = True
        self.fields["section"].empty_label = "Choose a section"
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, and say nothing

    def _lead_initial(self) -> dict:
        lead = self.instance.captions.filter(place=Caption.Place.LEAD).first()
        if lead is None:
            return {}
        return {
            "lead_photo": lead.photo_id,
            "lead_caption": lead.caption,
            "lead_alt": lead.alt,
            "lead_decorative": lead.decorative,
        }

    @property
    def media(self) -> Media:
        # first of all: it must listen when the editor says that it is ready, which it says once
        own = Media(js=[Script("admin/newsroom/story.js", type="module")])
        stock = Media(js=["admin/js/jquery.init.js", "admin/js/core.js", "admin/js/admin/RelatedObjectLookups.js"])
        return own + super().media + self.bylines.media + self.agencies.media + stock

    @property
    def rows(self) -> list:
        return [self.bylines, self.agencies]

    def is_valid(self) -> bool:
        # all of them: each shows what is wrong with it
        return all([super().is_valid(), *(rows.is_valid() for rows in self.rows)])

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        return slugs.slugify(slug, fallback="story") if slug else ""

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.typing is None:
            self._check_version()
        told = cleaned.get("lead_caption") or cleaned.get("lead_alt")
        if told and not cleaned.get("lead_photo") and "lead_photo" not in self.errors:
            self.add_error("lead_photo", "Choose the photo that this caption belongs to.")
        return cleaned

    def _check_version(self) -> None:
        article = self.instance
        if article.pk and not rights.may(self.user, "edit", article):
            raise forms.ValidationError(NOT_YOURS_NOW.format(state=article.get_state_display().lower()))
        seen = {str(article.version)} & {self.data.get("version"), self.data.get("_over")}
        if article.pk and not seen:
            self.is_stale = True
            raise forms.ValidationError(STALE)

    def save(self) -> bool:
        """Save the story, locked by the caller if it is not new. Returns whether that made another version of it.

        What the editor saves by itself may have errors: what they are about stays as it was saved before.
        """
        self.write()
        return workflow.keep(self.instance, by=self.user, typing=self.typing)

    def write(self) -> None:
        """Write the story's rows; no version is made of it."""
        article, cleaned = self.instance, self.cleaned_data
        self.leave_errors_out()
        if "audio" in cleaned:
            self._time_audio(cleaned["audio"])
        if article._state.adding:
            article.owner = article.holder = self.user
            article.begun_as = cleaned.get("begun_as")
            article.save()
        else:
            article.save(update_fields=[*COLUMNS, "audio_seconds"])
        for rows in self.rows:
            if rows.is_valid():
                rows.write(article)
        if "topics" in cleaned:
            tags.put(article, cleaned["topics"])
        if not any(name.startswith("lead_") for name in self.errors):
            self._save_lead()
        captions.sync(article)

    def leave_errors_out(self) -> None:
        wrong = [name for name in COLUMNS if name in self.errors]
        if wrong:
            saved = Article.objects.filter(pk=self.instance.pk).first() or Article()
            for name in wrong:
                setattr(self.instance, name, getattr(saved, name))

    def _time_audio(self, audio: object) -> None:
        if isinstance(audio, UploadedFile):
            self.instance.audio_seconds = audio.recording.seconds
        elif not audio:
            self.instance.audio_seconds = None

    def _save_lead(self) -> None:
        article, photo = self.instance, self.cleaned_data["lead_photo"]
        if photo is None:
            article.captions.filter(place=Caption.Place.LEAD).delete()
            return
        decorative = self.cleaned_data["lead_decorative"]
        Caption.objects.update_or_create(
            article=article,
            place=Caption.Place.LEAD,
            defaults={
                "photo": photo,
                "caption": self.cleaned_data["lead_caption"],
                "alt": "" if decorative else self.cleaned_data["lead_alt"],
                "decorative": decorative,
            },
        )
