from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import websub
from authors import clock


class Command(BaseCommand):
    help = (
        "Tell the hub of WEBSUB_HUB which feeds changed since it was told last: what became visible by its hour, and "
        "what it did not take before. Exit with 1 if it does not take it now; the next run begins there."
    )

    def handle(self, *args, **options) -> None:
        if not settings.WEBSUB_HUB:
            raise CommandError("No hub is named in WEBSUB_HUB: set it to the hub's address.")
        try:
            told = websub.tell_since_last(clock.now())
        except websub.NotTaken as problem:
            raise CommandError(str(problem)) from problem
        if options["verbosity"] and told:
            self.stdout.write(f"The hub was told of {told} feeds.")
