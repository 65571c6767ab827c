from django.apps import AppConfig
from django.contrib.admin import apps


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default = True

    def ready(self) -> None:
        from newsroom import checks  # noqa: F401 - registers itself


class AdminConfig(apps.AdminConfig):
    """The stock admin, with the newsroom's desk as its start page."""

    default_site = "newsroom.desk.Desk"
    default = False
