from django.core.management.base import BaseCommand

from articles.house import first_texts
from articles.models import HousePage


class Command(BaseCommand):
    help = (
        "Write drafts of “About us”, the ethics and corrections policies and “Contact”, where there are no pages yet."
    )

    def handle(self, *args, **options):
        if HousePage.objects.exists():
            self.stdout.write("There are pages here already: nothing was written.")
            return
        made = first_texts.write(first_texts.read())
        self.stdout.write(
            f"{len(made)} drafts: {', '.join(page.title for page in made)}. Readers see none of them yet."
        )
