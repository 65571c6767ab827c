"""The site's settings as the tests run with them: nothing of this machine's environment but DATABASE_URL.

What a test writes (the SQLite file, photos, originals) goes below a directory that is gone afterwards.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

VAR = tempfile.mkdtemp(prefix="newsroom-tests-")
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
os.environ["VAR_DIR"] = VAR
for name in (
    *("ALLOWED_HOSTS", "BEHIND_PROXY", "CACHE_URL", "CSRF_TRUSTED_ORIGINS", "DATABASE_POOL", "DEBUG", "HTTPS"),
    *("LANGUAGE_CODE", "LOG_LEVEL", "MASTODON_HOSTS", "SEARCH_LANGUAGE", "SECRET_KEY"),
    *("SITE_DESCRIPTION", "SITE_NAME", "SITE_URL"),
    *("CARD_FONTS", "SITE_ADDRESS", "SITE_FOUNDED", "SITE_LOGO", "SITE_POLICIES", "SITE_SAME_AS", "X_ACCOUNT"),
    *("MODEL_TRAINING", "SECURITY_CONTACT", "TIME_ZONE", "WEBSUB_HUB"),
):
    os.environ.pop(name, None)

from newsroom.settings import *  # noqa: E402, F403 - the environment comes first; settings are all the names there are
from newsroom.settings import DATABASE, STORAGES  # noqa: E402

if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # a file: a database in memory is one connection, so threads and the live server could not be told from the test
    DATABASE["TEST"] = {"NAME": f"{VAR}/test.sqlite3"}
    # nothing in it has to outlive a power cut
    DATABASE["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

elif "TESTS_DATABASE" in os.environ:
    # two runs may work on one server at a time
    DATABASE["TEST"] = {"NAME": os.environ["TESTS_DATABASE"]}

# hashed names need `collectstatic`; tests of production's static files run a process of their own
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
(Path(VAR) / "static").mkdir(exist_ok=True)  # WhiteNoise warns of a missing one
# the strong hash takes half a second for each login
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
