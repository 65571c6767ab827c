import sys
import time

from django.core.management.base import BaseCommand, CommandError

from articles.more import filling
from newsroom.demo import many


class Command(BaseCommand):
    help = "Publish any number of invented stories more, to see how the site bears them."

    def add_arguments(self, parser):
        parser.add_argument("--stories", type=int, required=True, help="how many, for example 100000")

    def handle(self, *args, stories: int, **options):
        if stories < 1:
            raise CommandError("--stories wants a number of at least 1.")
        started = time.monotonic()
        try:
            for done in many.make(stories):
                self.show(done, stories, time.monotonic() - started)
        except ValueError as error:
            raise CommandError(str(error)) from error
        for _ in filling.fill():
            pass
        self.stdout.write(f"{stories} stories in {time.monotonic() - started:.0f} seconds")

    def show(self, done: int, stories: int, seconds: float) -> None:
        """Draw the bar, where somebody is looking at it."""
        if not sys.stderr.isatty() and done != stories:
            return
        filled = 40 * done // stories
        left = seconds / done * (stories - done)
        self.stderr.write(
            f"\r[{'#' * filled}{'.' * (40 - filled)}] {done:,} of {stories:,}, {left:.0f} s left ",
            ending="\n" if done == stories else "",
        )
