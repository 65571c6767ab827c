"""What of other sites a body may show: the addresses that are recognised, and the frame that each is shown in.

One table. An address is recognised by its whole form (scheme, host and path), so that nothing that only looks like
one of these sites gets in, and what is stored is the one canonical form of it. The patterns mean the same in Python
and in JavaScript: the editor recognises by this list too. They let no space, control character or other script in.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from csp.constants import SELF
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EMBED = re.compile(r'<figure data-embed="([^"]*)"><figcaption>([^<]*)</figcaption></figure>')

# servers that readers know, or that newsrooms and public bodies run; MASTODON_HOSTS adds to them
MASTODON_HOSTS = (
    "c.im chaos.social det.social ec.social-network.europa.eu fediscience.org flipboard.social fosstodon.org "
    "hachyderm.io infosec.exchange journa.host mas.to masto.ai mastodon.art mastodon.au mastodon.green mastodon.ie "
    "mastodon.nl mastodon.nu mastodon.nz mastodon.online mastodon.scot mastodon.social mastodon.world mastodon.xyz "
    "mastodonapp.uk mathstodon.xyz mstdn.ca mstdn.party mstdn.social newsie.social norden.social octodon.social "
    "piaille.fr sciences.social social.bund.de social.coop social.overheid.nl social.vivaldi.net techhub.social "
    "toot.community troet.cafe universeodon.com"
).split()
HOST_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}")

# a query and a fragment that say nothing to us; classes like \s differ between the two languages, ranges do not
MORE = r"(?:[?#][!-~]{0,900})?"
AMONG, REST = (
    r"\?(?:[!$-~]{0,900}&)?",
    r"(?:[&#][!-~]{0,900})?$",
)  # what may stand around the one part of a query that counts
START = re.compile(r"[?&#](?:t|start)=(?:([0-9]{1,2})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s?)?(?=[&#]|$)")


@dataclass(frozen=True)
class Embed:
    """Something of another site, as a story shows it."""

    provider: str
    kind: str  # a key of SENTENCES
    shape: str  # how it stands on the page: `video`, `tall`, `sound`, `list`, or as high as it says: `post`, `chart`
    address: str  # the canonical one, of the page that readers can go to
    frame: str  # what is loaded when a reader asks for it
    lookup: str = ""  # where the frame's `{did}` is asked for, then too

    @property
    def host(self) -> str:
        """The host that a reader's browser asks for the frame."""
        return urlsplit(self.frame).hostname or ""

    @property
    def button(self) -> str:
        return str(SENTENCES[self.kind].button)

    @property
    def loading(self) -> str:
        return SENTENCES[self.kind].loading % {"host": self.host}

    @property
    def name(self) -> str:
        return SENTENCES[self.kind].name % {"provider": self.provider}


class Sentences(NamedTuple):
    """What is said of a kind of thing before a reader asks for it."""

    name: Promise
    button: Promise
    loading: Promise


PLAYING = _("Playing it loads content from %(host)s.")
SHOWING = _("Showing it loads content from %(host)s.")
SENTENCES = {
    "video": Sentences(_("Video on %(provider)s"), _("Play the video"), PLAYING),
    "recording": Sentences(_("Recording on %(provider)s"), _("Play the recording"), PLAYING),
    "post": Sentences(_("Post on %(provider)s"), _("Show the post"), SHOWING),
    "chart": Sentences(_("Chart on %(provider)s"), _("Show the chart"), SHOWING),
}


@dataclass(frozen=True)
class Provider:
    """A site, the forms its addresses have, and what is made of the parts that a form captures."""

    name: str
    patterns: tuple[str, ...]
    make: Callable[[str, list[str]], dict]  # of the address and the captured parts: the fields of `Embed`


def _youtube(address: str, parts: list[str]) -> dict:
    key = parts[0]
    start = START.search(address)
    hours, minutes, seconds = (int(part or 0) for part in start.groups()) if start else (0, 0, 0)
    seconds += 60 * minutes + 3600 * hours
    upright = "/shorts/" in address
    return {
        "kind": "video",
        "shape": "tall" if upright else "video",
        "address": f"https://www.youtube.com/shorts/{key}"
        if upright
        else f"https://www.youtube.com/watch?v={key}" + (f"&t={seconds}" if seconds else ""),
        "frame": f"https://www.youtube-nocookie.com/embed/{key}?autoplay=1&rel=0"
        + (f"&start={seconds}" if seconds and not upright else ""),
    }


def _vimeo(address: str, parts: list[str]) -> dict:
    key, secret = parts[0], (parts[1:] or [""])[0]
    return {
        "kind": "video",
        "shape": "video",
        "address": f"https://vimeo.com/{key}" + (f"/{secret}" if secret else ""),
        "frame": f"https://player.vimeo.com/video/{key}?" + (f"h={secret}&" if secret else "") + "dnt=1&autoplay=1",
    }


def _x(address: str, parts: list[str]) -> dict:
    name, key = parts if len(parts) == 2 else ("i", parts[0])
    return {
        "kind": "post",
        "shape": "post",
        "address": f"https://x.com/{name}/status/{key}",
        "frame": f"https://platform.twitter.com/embed/Tweet.html?id={key}&dnt=true",
    }


def _bluesky(address: str, parts: list[str]) -> dict:
    who, key = parts
    fields = {"kind": "post", "shape": "post"}
    if who.startswith("did:"):
        fields["frame"] = f"https://embed.bsky.app/embed/{who}/app.bsky.feed.post/{key}"
    else:  # the frame knows people by their DID alone (https://docs.bsky.app/docs/advanced-guides/resolving-identities)
        who = who.lower()
        fields["lookup"] = f"https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle?handle={who}"
        fields["frame"] = f"https://embed.bsky.app/embed/{{did}}/app.bsky.feed.post/{key}"
    return fields | {"address": f"https://bsky.app/profile/{who}/post/{key}"}


def _mastodon(address: str, parts: list[str]) -> dict:
    host, name, key = parts
    address = f"https://{host}/@{name}/{key}"
    return {"kind": "post", "shape": "post", "address": address, "frame": f"{address}/embed"}


def _instagram(address: str, parts: list[str]) -> dict:
    kind, key = parts
    address = f"https://www.instagram.com/{'reel' if kind == 'reels' else kind}/{key}/"
    return {"kind": "post", "shape": "post", "address": address, "frame": f"{address}embed/"}


def _tiktok(address: str, parts: list[str]) -> dict:
    name, key = parts
    return {
        "kind": "video",
        "shape": "tall",
        "address": f"https://www.tiktok.com/@{name}/video/{key}",
        "frame": f"https://www.tiktok.com/player/v1/{key}?autoplay=1&rel=0",
    }


def _soundcloud(address: str, parts: list[str]) -> dict:
    address = f"https://soundcloud.com/{parts[0]}"
    return {
        "kind": "recording",
        "shape": "list" if "/sets/" in address else "sound",
        "address": address,
        "frame": f"https://w.soundcloud.com/player/?url={quote(address, safe='')}&auto_play=true",
    }


def _datawrapper(address: str, parts: list[str]) -> dict:
    key, version = parts[0], (parts[1:] or [""])[0]
    address = f"https://datawrapper.dwcdn.net/{key}/" + (f"{version}/" if version else "")
    return {"kind": "chart", "shape": "chart", "address": address, "frame": address}


def _mastodon_hosts() -> list[str]:
    """Return the hosts of Mastodon; raises ValueError for a name in the environment that is no host's.

    The environment is read here and not in the settings: they read the list that this is a part of.
    """
    added = [host.strip() for host in os.environ.get("MASTODON_HOSTS", "").split(",") if host.strip()]
    for host in added:
        if not HOST_NAME.fullmatch(host):
            raise ValueError(f"MASTODON_HOSTS names {host!r}: give host names in small letters, such as social.example")
    return sorted({*MASTODON_HOSTS, *added})


_YOUTUBE = r"^https?://(?:www\.|m\.|music\.)?youtube\.com"
_VIDEO = r"(?!videoseries|live_stream)([0-9A-Za-z_-]{11})"  # these two are lists and channels
_VIMEO, _NUMBER, _SECRET = r"^https?://(?:www\.)?vimeo\.com", r"([1-9][0-9]{0,14})", r"([0-9a-f]{6,40})"
_X = r"^https?://(?:www\.|mobile\.|m\.)?(?:x|twitter)\.com"
_POST = rf"([1-9][0-9]{{0,19}})(?:/(?:photo|video)/[1-9])?/?{MORE}$"
_INSTAGRAM = r"^https?://(?:www\.|m\.)?instagram\.com/(?:[0-9A-Za-z_.]{1,30}/)?"
_NO_MUSICIAN = "charts|discover|feed|jobs|pages|people|search|settings|stations|stream|tags|terms-of-use|upload|you"
_NO_TRACK = "albums|comments|followers|following|likes|popular-tracks|reposts|sets|spotlight|tracks"
_MUSICIAN = rf"^https?://(?:www\.|m\.)?soundcloud\.com/((?!(?:{_NO_MUSICIAN})/)[0-9a-z_-]{{1,64}}"
_TRACK = rf"[0-9a-z_-]{{1,128}}(?:/s-[0-9A-Za-z]{{1,40}})?)/?{MORE}$"

PROVIDERS = (
    Provider(
        "YouTube",
        (
            rf"{_YOUTUBE}/watch/?{AMONG}v={_VIDEO}{REST}",
            rf"{_YOUTUBE}/(?:shorts|live|embed|v)/{_VIDEO}/?{MORE}$",
            rf"^https?://(?:www\.)?youtube-nocookie\.com/embed/{_VIDEO}/?{MORE}$",
            rf"^https?://(?:www\.)?youtu\.be/{_VIDEO}/?{MORE}$",
        ),
        _youtube,
    ),
    Provider(
        "Vimeo",
        (
            rf"{_VIMEO}/{_NUMBER}/{_SECRET}/?{MORE}$",
            rf"{_VIMEO}/{_NUMBER}/?{AMONG}h={_SECRET}{REST}",
            rf"{_VIMEO}/(?:channels/[0-9A-Za-z_-]{{1,64}}/|groups/[0-9A-Za-z_-]{{1,64}}/videos/)?{_NUMBER}/?{MORE}$",
            rf"^https?://player\.vimeo\.com/video/{_NUMBER}/?{AMONG}h={_SECRET}{REST}",
            rf"^https?://player\.vimeo\.com/video/{_NUMBER}/?{MORE}$",
        ),
        _vimeo,
    ),
    Provider(
        "X",
        (rf"{_X}/i/web/status/{_POST}", rf"{_X}/([0-9A-Za-z_]{{1,20}})/status(?:es)?/{_POST}"),
        _x,
    ),
    Provider(
        "Bluesky",
        (
            r"^https?://bsky\.app/profile/"
            rf"(did:plc:[a-z2-7]{{24}}|(?:[0-9A-Za-z-]{{1,63}}\.){{1,8}}[A-Za-z]{{2,24}})/post/([2-7a-z]{{13}})/?{MORE}$",
        ),
        _bluesky,
    ),
    Provider(
        "Mastodon",
        (
            rf"^https?://({'|'.join(host.replace('.', chr(92) + '.') for host in _mastodon_hosts())})"
            rf"/(?:web/|deck/)?@([0-9A-Za-z_]{{1,64}})/([1-9][0-9]{{0,19}})(?:/embed)?/?{MORE}$",
        ),
        _mastodon,
    ),
    Provider("Instagram", (rf"{_INSTAGRAM}(p|reels?|tv)/([0-9A-Za-z_-]{{5,50}})(?:/embed)?/?{MORE}$",), _instagram),
    Provider(
        "TikTok",
        (rf"^https?://(?:www\.|m\.)?tiktok\.com/@([0-9A-Za-z_.]{{1,32}})/video/([1-9][0-9]{{5,24}})/?{MORE}$",),
        _tiktok,
    ),
    Provider(
        "SoundCloud",
        (
            rf"{_MUSICIAN}/(?!(?:{_NO_TRACK})(?:[/?#]|$)){_TRACK}",
            rf"{_MUSICIAN}/sets/{_TRACK}",
        ),
        _soundcloud,
    ),
    Provider(
        "Datawrapper",
        (
            rf"^https?://datawrapper\.dwcdn\.net/([0-9A-Za-z]{{5}})/([1-9][0-9]{{0,4}})(?:/(?:index\.html)?)?{MORE}$",
            rf"^https?://datawrapper\.dwcdn\.net/([0-9A-Za-z]{{5}})(?:/(?:index\.html)?)?{MORE}$",
            rf"^https?://www\.datawrapper\.de/_/([0-9A-Za-z]{{5}})/?{MORE}$",
        ),
        _datawrapper,
    ),
)
COMPILED = [(provider, re.compile(pattern)) for provider in PROVIDERS for pattern in provider.patterns]


def recognise(url: str) -> Embed | None:
    """Return what stands at `url`, or None where that is nothing we show. Of a canonical address it is the same."""
    for provider, pattern in COMPILED:
        if match := pattern.fullmatch(url):
            return Embed(provider=provider.name, **provider.make(url, [part for part in match.groups() if part]))
    return None


def find(body: str) -> list[Embed]:
    """Return the embeds of a cleaned body in their order."""
    found = (recognise(unescape(address)) for address, caption in EMBED.findall(body))
    return [embed for embed in found if embed]


def captions(body: str) -> list[str]:
    """Return what stands under the embeds of a cleaned body, as plain text."""
    return [unescape(caption) for address, caption in EMBED.findall(body)]


def policy(shown: list[Embed]) -> dict[str, list[str]]:
    """Return what a page that shows these embeds adds to its Content-Security-Policy: their hosts, and no other."""
    lookups = [embed.lookup for embed in shown if embed.lookup]
    return ({"frame-src": frame_hosts(shown)} if shown else {}) | (
        {"connect-src": [SELF, *_origins(lookups)]} if lookups else {}
    )


def frame_hosts(shown: list[Embed]) -> list[str]:
    """Return the origins that the frames of these embeds are loaded from, each once."""
    return _origins([embed.frame for embed in shown])


def _origins(urls: list[str]) -> list[str]:
    return list(dict.fromkeys(f"https://{urlsplit(url).netloc}" for url in urls))


def options() -> dict:
    """Return what the editor needs to recognise the same addresses: `{"providers": [{"name", "patterns"}, …]}`."""
    return {"providers": [{"name": provider.name, "patterns": list(provider.patterns)} for provider in PROVIDERS]}
