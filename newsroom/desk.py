"""The admin as this newsroom's desk."""

from django.contrib.admin import AdminSite


class Desk(AdminSite):
    site_header = "Newsroom"
    site_title = "Newsroom"
    index_title = "Desk"
