from argparse import ArgumentParser
from datetime import datetime

from django.conf import settings
from django.core.mail import mail_managers
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from articles.photos import agreed, withdrawal
from articles.photos.ending import Ending, ending
from authors import clock


class Command(BaseCommand):
    help = (
        "Name the photos that are on the site, or scheduled, although their rights have run out or will within a week; "
        "exit with 1 if one has run out. Deletes what is left of the files of withdrawn photos, and finishes what was "
        "cut short of a changed agreement's words."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mail", action="store_true", help="write it to MANAGERS, if there is anything to say")

    def handle(self, *args, mail: bool, **options) -> None:
        if mail and not settings.MANAGERS:
            raise CommandError("Nobody is named in MANAGERS: set it to one address or more, with commas between.")
        now = clock.now()
        if swept := withdrawal.sweep():
            self.stdout.write(f"{swept} files of withdrawn photos were left, and are deleted.")
        if followed := agreed.finish():
            self.stdout.write(f"Photos that did not carry the words of their agreement yet, and do now: {followed}.")
        found = ending(now)
        text = "\n\n".join(told(each, now) for each in found)
        if text:
            self.stdout.write(text)
        elif options["verbosity"]:
            self.stdout.write("No photo is shown beyond its rights, nor will be within a week.")
        if mail and text:
            mail_managers("Photo rights", f"{text}\n")
        if any(each.has_run_out(now) for each in found):
            raise SystemExit(1)


def told(each: Ending, now: datetime) -> str:
    """Return one photo with the stories that show it, a line each."""
    page = settings.SITE_URL + reverse("admin:articles_photo_out", args=[each.photo.pk])
    lines = [f"{each.told(now)}: {each.photo}", f"  {page}"]
    for edition in each.editions:
        when = f"scheduled for {clock.told(edition.visible_from)}" if edition.visible_from > now else "on the site"
        lines.append(f"  {when}: {edition.card['headline']} {settings.SITE_URL}{edition.get_absolute_url()}")
    return "\n".join(lines)
