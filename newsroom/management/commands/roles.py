from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles import rights


class Command(BaseCommand):
    help = "Make the groups of articles/rights.py, each with exactly its rights. May be repeated at any time."

    def handle(self, *args, **options):
        with transaction.atomic():
            known = {
                f"{app}.{code}": pk
                for pk, app, code in Permission.objects.values_list("pk", "content_type__app_label", "codename")
            }
            for role in rights.ROLES:
                codes = rights.codes_of(role)
                if missing := codes - known.keys():
                    raise CommandError(
                        f"These permissions are not in the database: {', '.join(sorted(missing))}. "
                        "Run `manage.py migrate` first."
                    )
                group, _ = Group.objects.get_or_create(name=role)
                group.permissions.set([known[code] for code in codes])
            ContentType.objects.clear_cache()
        if options["verbosity"]:
            self.stdout.write(f"{len(rights.ROLES)} roles: {', '.join(rights.ROLES)}")
