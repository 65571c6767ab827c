"""The WSGI application, for granian: `granian --interface wsgi newsroom.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.requests import refuse_charsets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = refuse_charsets(get_wsgi_application())
