"""That a story was read, told by a beacon of its page. docs/privacy.md says what is counted, and what is kept.

Readings gather in the memory of this process, and are written together: no view costs a write. What several processes
write adds up. What has not been written when the process ends is lost, which is half a minute's readings.
"""

import logging
import re
import secrets
from collections import Counter
from datetime import datetime, timedelta
from hashlib import blake2b
from threading import Lock

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from articles import most_read
from articles.letters.limits import network
from authors import clock

logger = logging.getLogger(__name__)

EVERY, AT_MOST = timedelta(seconds=30), 200  # how long readings wait to be written, and how many of them
MOST_SEEN = 100_000  # marks of an hour: some ten megabytes
ROBOTS = re.compile(r"bot\b|bot/|crawl|spider|headless|lighthouse|preview", re.IGNORECASE)


class Tally:
    """Readings that are not written yet; and marks of who was counted this hour, so that one reader counts once.

    A mark is a digest of network and story under a key that is made anew each hour and never leaves this object: it
    tells nothing to anybody, and nothing at all an hour later.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[int] = Counter()
        self._since: datetime | None = None
        self._seen: set[bytes] = set()
        self._key, self._hour = b"", ""

    def count(self, article: int, network: str, now: datetime) -> Counter[int]:
        """Count a reading, unless it is one more of the same network this hour; return what is due to be written."""
        with self._lock:
            self._forget(f"{now:%Y-%m-%d %H}")
            mark = blake2b(f"{article} {network}".encode(), key=self._key, digest_size=8).digest()
            if mark not in self._seen:
                self._seen.add(mark)
                self._counts[article] += 1
                self._since = self._since or now
            is_due = self._since and (now - self._since >= EVERY or self._counts.total() >= AT_MOST)
            return self._taken() if is_due else Counter()

    def take(self) -> Counter[int]:
        """Return all readings that are not written yet; the caller writes them."""
        with self._lock:
            return self._taken()

    def _taken(self) -> Counter[int]:
        taken, self._counts, self._since = self._counts, Counter(), None
        return taken

    def _forget(self, hour: str) -> None:
        if hour != self._hour or len(self._seen) >= MOST_SEEN:
            self._seen, self._hour, self._key = set(), hour, secrets.token_bytes(32)


tally = Tally()


@csrf_exempt
@never_cache
def beacon(request: HttpRequest, key: str) -> HttpResponse:
    """Count a reading of the story with this key, and say nothing: 204 to whoever asks, whatever became of it."""
    if request.method == "POST" and is_reader(request):
        now = clock.now()
        write(tally.count(int(key), network(request), now), now)
    return HttpResponse(status=204)


def write(counts: Counter[int], now: datetime) -> None:
    """Write these readings, if any. Where that fails they are given up: no reader shall wait for them."""
    if not counts:
        return
    try:
        most_read.add(counts, now)
    except DatabaseError:
        logger.exception("%d readings could not be written and were not counted.", counts.total())


def is_reader(request: HttpRequest) -> bool:
    """Return whether a page of ours sent this, in a browser of somebody who does not mind, and not in a robot's."""
    said = request.headers
    if said.get("DNT") == "1" or said.get("Sec-GPC") == "1" or ROBOTS.search(said.get("User-Agent", "")):
        return False
    # a browser sets both itself, and no page can change them; older ones send but the origin
    if site := said.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return said.get("Origin", "") in {f"{scheme}://{request.get_host()}" for scheme in ("https", "http")}
