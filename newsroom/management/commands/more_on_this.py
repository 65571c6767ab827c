from django.core.management.base import BaseCommand

from articles.more import filling


class Command(BaseCommand):
    help = (
        "Find what the pages of stories lead on to (“More on this”), by the batch: once for the stories that were out "
        "before there was such a thing, and after an import. What is published later finds its own."
    )

    def handle(self, *args, **options) -> None:
        done = 0
        for done in filling.fill():
            if options["verbosity"] > 1:
                self.stdout.write(f"{done} stories")
        if options["verbosity"]:
            self.stdout.write(f"{done} stories lead on to others now.")
