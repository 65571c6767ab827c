from django.core.management.base import BaseCommand

from articles.finding import index


class Command(BaseCommand):
    help = (
        "Write anew what readers can search, by the batch: after SEARCH_LANGUAGE was changed, or the name of a topic "
        "or author. The search works meanwhile."
    )

    def handle(self, *args, **options) -> None:
        done = 0
        for done in index.fill(anew=True):
            if options["verbosity"] > 1:
                self.stdout.write(f"{done} stories")
        if options["verbosity"]:
            self.stdout.write(f"{done} stories can be found.")
