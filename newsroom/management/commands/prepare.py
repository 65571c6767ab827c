import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.models import Article, HousePage, Section
from newsroom.demo import accounts


class Command(BaseCommand):
    help = (
        "Make the newsroom ready to be served: database, roles, static files, and the demonstration where it is empty."
    )

    requires_system_checks = []  # it runs at every start; `manage.py check` tells what could be better

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="where it will be served, for the address printed")

    def handle(self, *args, port: int, **options):
        call_command("migrate", verbosity=0)
        call_command("roles", verbosity=0, stdout=self.stdout)
        self.collect_static()
        if not (Section.objects.exists() or Article.objects.exists()):
            self.stdout.write("Filling the demonstration newsroom (once):")
            call_command("demo", stdout=self.stdout)
        if not HousePage.objects.exists():
            call_command("pages", stdout=self.stdout)
        self.stdout.write(f"\n  Site    http://localhost:{port}/\n  Desk    http://localhost:{port}/admin/\n")
        width = max(len(login.name) for login in accounts.LOGINS)
        self.stdout.write(f"  Logins of the demonstration, all with the password “{accounts.PASSWORD}”:")
        for login in accounts.LOGINS:
            self.stdout.write(f"    {login.name:<{width}}  {login.does}")
        self.stdout.write("\n  Ctrl-C stops it; what you wrote stays in var/.\n")

    def collect_static(self) -> None:
        """Collect, hash and compress the static files, unless none changed since the last time."""
        seen = hashlib.sha256()
        for finder in get_finders():
            for name, storage in finder.list([]):
                file = Path(storage.path(name)).stat()
                seen.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        if stamp.exists() and stamp.read_text() == seen.hexdigest():
            return
        self.stdout.write("Collecting static files")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(seen.hexdigest())
