from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.models import Article, Section
from newsroom.demo import fill


class Command(BaseCommand):
    help = "Fill an empty newsroom with the demonstration's accounts, authors, photos and stories."

    def handle(self, *args, **options):
        if Section.objects.exists() or Article.objects.exists():
            raise CommandError("There are sections or stories here already; the demonstration wants an empty newsroom.")
        with transaction.atomic():
            for line in fill.fill():
                self.stdout.write(f"  {line}")
                self.stdout.flush()  # it takes a while, and somebody is watching
