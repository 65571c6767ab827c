import codecs
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from articles import workflow
from articles.admin.story_form import LONGEST, StoryForm
from articles.models import Section
from authors.text import normalise_line

MOST_BYTES = 4 * (LONGEST + 2)  # what that many characters and a byte order mark can take in UTF-8


class Command(BaseCommand):
    help = "Make a draft of a story out of HTML, by the same rules as the story form, and print where it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="the story's text as HTML; without it, standard input")
        parser.add_argument("--by", required=True, help="the account that the draft belongs to")
        parser.add_argument("--headline", required=True)
        parser.add_argument("--standfirst", default="")
        parser.add_argument("--section", default="", help="its address, for example world")

    def handle(self, *args, file: str, by: str, headline: str, standfirst: str, section: str, **options) -> None:
        user, place = self.find_user(normalise_line(by)), self.find_section(normalise_line(section))
        article = workflow.create(
            by=user,
            section=place,
            headline=self.admit("headline", headline),
            standfirst=self.admit("standfirst", standfirst),
            body=self.admit("body", self.read(file)),
        )
        self.stdout.write(f"Story {article.pk}: {settings.SITE_URL}{article.get_absolute_url()}")

    def find_user(self, name: str) -> AbstractUser:
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account “{name}”.")
        if not user.has_perm("articles.add_article"):
            raise CommandError(f"“{name}” may not write stories: give the account the role of a writer or an editor.")
        return user

    def find_section(self, slug: str) -> Section | None:
        section = Section.objects.filter(slug=slug).first()
        if slug and section is None:
            known = ", ".join(Section.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no section “{slug}”. There are: {known}.")
        return section

    def read(self, file: str) -> str:
        """Return the text in `file`, if need be cut where it is too long anyway; raises CommandError."""
        try:
            if file == "-":
                content = sys.stdin.buffer.read(MOST_BYTES + 1)
            else:
                with Path(file).open("rb") as opened:
                    content = opened.read(MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"“{file}” cannot be read: {error.strerror}.") from error
        try:
            # a character that is cut in two at the end is no fault: the form refuses what is as long
            return codecs.getincrementaldecoder("utf-8-sig")().decode(content, final=len(content) <= MOST_BYTES)
        except UnicodeDecodeError as error:
            raise CommandError(f"“{file}” is not UTF-8: {error.reason}. Save it as UTF-8.") from error

    def admit(self, name: str, text: str) -> str:
        """Return `text` as the form's field `name` takes it; raises CommandError with what the form would say."""
        field = StoryForm.base_fields[name]
        try:
            return field.clean(text)
        except ValidationError as error:
            raise CommandError(f"{field.label}: {' '.join(error.messages)}") from error
