"""Which addresses of other sites are recognised, and what is made of them. Nothing here asks another host."""

import subprocess
import sys

import pytest

from articles.body import embeds
from articles.body.clean import clean
from articles.body.schema import BODY
from authors.text import normalise

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"
TWEET = "https://platform.twitter.com/embed/Tweet.html?id=1234567890123456789&dnt=true"
DID = "did:plc:p2cp5gopk7mgjegy6wadk3ep"

# what is pasted, the canonical address, and the frame
RECOGNISED = [
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", VIDEO, PLAYER),
    ("http://youtube.com/watch?v=dQw4w9WgXcQ", VIDEO, PLAYER),
    ("https://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ&pp=x#more", VIDEO, PLAYER),
    ("https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=RD", VIDEO, PLAYER),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m16s", f"{VIDEO}&t=76", f"{PLAYER}&start=76"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=76s", f"{VIDEO}&t=76", f"{PLAYER}&start=76"),
    ("https://www.youtube.com/watch?t=76&v=dQw4w9WgXcQ", f"{VIDEO}&t=76", f"{PLAYER}&start=76"),
    ("https://youtu.be/dQw4w9WgXcQ", VIDEO, PLAYER),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc&t=1h2m3s", f"{VIDEO}&t=3723", f"{PLAYER}&start=3723"),
    ("https://www.youtube.com/embed/dQw4w9WgXcQ?start=30", f"{VIDEO}&t=30", f"{PLAYER}&start=30"),
    ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", VIDEO, PLAYER),
    ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", VIDEO, PLAYER),
    ("https://youtube.com/shorts/dQw4w9WgXcQ?si=x", "https://www.youtube.com/shorts/dQw4w9WgXcQ", PLAYER),
    (
        "https://vimeo.com/76979871",
        "https://vimeo.com/76979871",
        "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
    ),
    (
        "https://vimeo.com/791813674/2c9cfc5030?share=copy",
        "https://vimeo.com/791813674/2c9cfc5030",
        "https://player.vimeo.com/video/791813674?h=2c9cfc5030&dnt=1&autoplay=1",
    ),
    (
        "https://player.vimeo.com/video/791813674?title=0&h=2c9cfc5030#t=1",
        "https://vimeo.com/791813674/2c9cfc5030",
        "https://player.vimeo.com/video/791813674?h=2c9cfc5030&dnt=1&autoplay=1",
    ),
    (
        "https://vimeo.com/channels/staffpicks/76979871",
        "https://vimeo.com/76979871",
        "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
    ),
    ("https://x.com/ada/status/1234567890123456789", "https://x.com/ada/status/1234567890123456789", TWEET),
    ("https://twitter.com/ada/status/1234567890123456789?s=20", "https://x.com/ada/status/1234567890123456789", TWEET),
    (
        "https://mobile.twitter.com/ada/status/1234567890123456789",
        "https://x.com/ada/status/1234567890123456789",
        TWEET,
    ),
    ("https://x.com/ada/status/1234567890123456789/photo/1", "https://x.com/ada/status/1234567890123456789", TWEET),
    ("https://x.com/i/web/status/1234567890123456789", "https://x.com/i/status/1234567890123456789", TWEET),
    (
        f"https://bsky.app/profile/{DID}/post/3lxciw4rf4c2p",
        f"https://bsky.app/profile/{DID}/post/3lxciw4rf4c2p",
        f"https://embed.bsky.app/embed/{DID}/app.bsky.feed.post/3lxciw4rf4c2p",
    ),
    (
        "https://bsky.app/profile/Ada.bsky.social/post/3lxciw4rf4c2p?ref_src=embed",
        "https://bsky.app/profile/ada.bsky.social/post/3lxciw4rf4c2p",
        "https://embed.bsky.app/embed/{did}/app.bsky.feed.post/3lxciw4rf4c2p",
    ),
    (
        "https://mastodon.social/@Mastodon/108240534467366075",
        "https://mastodon.social/@Mastodon/108240534467366075",
        "https://mastodon.social/@Mastodon/108240534467366075/embed",
    ),
    (
        "http://social.bund.de/@bsi/108240534467366075/embed",
        "https://social.bund.de/@bsi/108240534467366075",
        "https://social.bund.de/@bsi/108240534467366075/embed",
    ),
    (
        "https://www.instagram.com/p/DKWU4cAoyUI/?img_index=1",
        "https://www.instagram.com/p/DKWU4cAoyUI/",
        "https://www.instagram.com/p/DKWU4cAoyUI/embed/",
    ),
    (
        "https://instagram.com/ada/reel/DNflfsaNzM5",
        "https://www.instagram.com/reel/DNflfsaNzM5/",
        "https://www.instagram.com/reel/DNflfsaNzM5/embed/",
    ),
    (
        "https://www.instagram.com/reels/DNflfsaNzM5/",
        "https://www.instagram.com/reel/DNflfsaNzM5/",
        "https://www.instagram.com/reel/DNflfsaNzM5/embed/",
    ),
    (
        "https://www.instagram.com/tv/CFz3HG2gqIe/",
        "https://www.instagram.com/tv/CFz3HG2gqIe/",
        "https://www.instagram.com/tv/CFz3HG2gqIe/embed/",
    ),
    (
        "https://www.tiktok.com/@scout2015/video/6718335390845095173?lang=en",
        "https://www.tiktok.com/@scout2015/video/6718335390845095173",
        "https://www.tiktok.com/player/v1/6718335390845095173?autoplay=1&rel=0",
    ),
    (
        "https://m.soundcloud.com/ada-vale/harbour_sounds?si=1",
        "https://soundcloud.com/ada-vale/harbour_sounds",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fada-vale%2Fharbour_sounds&auto_play=true",
    ),
    (
        "https://soundcloud.com/ada-vale/sets/the-isles",
        "https://soundcloud.com/ada-vale/sets/the-isles",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fada-vale%2Fsets%2Fthe-isles&auto_play=true",
    ),
    (
        "https://datawrapper.dwcdn.net/GBMVj/6/",
        "https://datawrapper.dwcdn.net/GBMVj/6/",
        "https://datawrapper.dwcdn.net/GBMVj/6/",
    ),
    (
        "https://www.datawrapper.de/_/GBMVj/",
        "https://datawrapper.dwcdn.net/GBMVj/",
        "https://datawrapper.dwcdn.net/GBMVj/",
    ),
]

REFUSED = [
    "",
    "dQw4w9WgXcQ",
    "javascript:alert(1)//https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "data:text/html,https://youtu.be/dQw4w9WgXcQ",
    "ftp://youtu.be/dQw4w9WgXcQ",
    "//youtu.be/dQw4w9WgXcQ",
    "https:/youtu.be/dQw4w9WgXcQ",
    "https:\\\\youtu.be\\dQw4w9WgXcQ",
    "https://youtu.be.evil.example/dQw4w9WgXcQ",
    "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil.example/www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example?https://youtu.be/dQw4w9WgXcQ",
    "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
    "https://ada:secret@youtube.com/watch?v=dQw4w9WgXcQ",
    "https://youtube.com:8443/watch?v=dQw4w9WgXcQ",
    "https://youtube.com./watch?v=dQw4w9WgXcQ",
    "https://xn--youtub-4of.com/watch?v=dQw4w9WgXcQ",
    "https://youtubе.com/watch?v=dQw4w9WgXcQ",  # a Cyrillic e
    "https://www-youtube.com/watch?v=dQw4w9WgXcQ",
    "https://wwwxyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtubexcom/watch?v=dQw4w9WgXcQ",
    "https://youtuxbe/dQw4w9WgXcQ",
    "https://playerxvimeo.com/video/76979871",
    "https://datawrapperxdwcdn.net/GBMVj/6/",
    "https://www.youtube.com/watch?v=dQw4w9WgXc",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQQ",
    "https://www.youtube.com/watch?v=dQw4w9WgXc٣",  # an Arabic digit
    "https://www.youtube.com/watch?list=PL123",
    "https://www.youtube.com/watch#v=dQw4w9WgXcQ",
    "https://www.youtube.com/embed/videoseries?list=PL123",
    "https://www.youtube.com/embed/live_stream?channel=UC123",
    "https://www.youtube.com/embed/../dQw4w9WgXcQ",
    "https://www.youtube.com/@ada",
    "https://youtu.be/dQw4w9WgXcQ\n",
    "https://youtu.be/dQw4w9WgXcQ?a=\t1",
    "https://youtu.be/dQw4w9WgXcQ?a b",
    "https://you\u200btu.be/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ\x00",
    " https://youtu.be/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ?" + "a" * 1_000,
    "https://vimeo.com/ada",
    "https://vimeo.com/0",
    "https://vimeo.com/76979871/../evil",
    "https://player.vimeo.com/76979871",
    "https://x.com/ada",
    "https://x.com/ada/status/abc",
    "https://x.com/ada/status/1/../../evil",
    "https://ex.com/ada/status/1",
    "https://x.com.evil.example/ada/status/1",
    "https://bsky.app/profile/ada/post/3lxciw4rf4c2p",
    "https://bsky.app/profile/did:web:evil.example/post/3lxciw4rf4c2p",
    "https://bsky.app/profile/ada.bsky.social/post/UPPERCASE0000",
    "https://embed.bsky.app/embed/ada.bsky.social/app.bsky.feed.post/3lxciw4rf4c2p",
    "https://mastodon.evil.example/@ada/1",
    "https://mastodon.social.evil.example/@ada/1",
    "https://mastodonxsocial/@ada/1",
    "https://mastodon.social/@ada",
    "https://mastodon.social/@ada@other.example/1",
    "https://www.instagram.com/ada/",
    "https://www.instagram.com/stories/ada/123456789/",
    "https://vm.tiktok.com/ZMabcdef/",
    "https://www.tiktok.com/@ada/video/abc",
    "https://www.tiktok.com/@ada/live",
    "https://soundcloud.com/ada-vale",
    "https://soundcloud.com/ada-vale/sets",
    "https://soundcloud.com/ada-vale/likes",
    "https://soundcloud.com/you/sets/x",
    "https://on.soundcloud.com/abcde",
    "https://api.soundcloud.com/tracks/293",
    "https://datawrapper.dwcdn.net/GBMVj/../evil",
    "https://datawrapper.dwcdn.net/toolong/",
    "https://dwcdn.net/GBMVj/6/",
]


@pytest.mark.parametrize(("pasted", "address", "frame"), RECOGNISED)
def test_an_address_of_a_provider_is_recognised(pasted, address, frame):
    embed = embeds.recognise(pasted)
    assert (embed.address, embed.frame) == (address, frame)
    assert embeds.recognise(embed.address) == embed
    assert frame.startswith(f"https://{embed.host}/")


@pytest.mark.parametrize("address", REFUSED)
def test_what_only_looks_like_one_is_refused(address):
    assert embeds.recognise(address) is None


def test_every_provider_of_the_issue_is_recognised():
    found = {embeds.recognise(pasted).provider for pasted, *_ in RECOGNISED}
    named = {"YouTube", "Vimeo", "X", "Bluesky", "Mastodon", "Instagram", "TikTok", "SoundCloud", "Datawrapper"}
    assert found == named == {provider["name"] for provider in BODY["Embed"]["providers"]}


def test_the_editor_recognises_the_same(browser_page):
    addresses = [pasted for pasted, *_ in RECOGNISED] + REFUSED
    recognised = browser_page.evaluate(
        """([providers, addresses]) => addresses.filter((address) =>
            providers.some(({ patterns }) => patterns.some((pattern) => new RegExp(pattern).test(address))))""",
        [BODY["Embed"]["providers"], addresses],
    )
    assert recognised == [pasted for pasted, *_ in RECOGNISED]


def test_only_a_canonical_address_is_stored():
    figure = '<figure data-embed="{}"><figcaption>Under it</figcaption></figure>'
    for pasted, address, _ in RECOGNISED:
        kept = figure.format(address.replace("&", "&amp;"))
        assert clean(figure.format(pasted.replace("&", "&amp;"))) == kept == clean(kept)
    for address in REFUSED:
        if address == normalise(address).strip():  # space around it and control characters are nothing of an address
            assert clean(figure.format(address)) == "<p>Under it</p>", address


def test_a_page_lets_in_the_hosts_of_its_embeds_alone():
    shown = [embeds.recognise(pasted) for pasted in (VIDEO, f"{VIDEO}&t=9", "https://vimeo.com/76979871")]
    hosts = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
    assert embeds.frame_hosts(shown) == hosts
    assert embeds.policy(shown) == {"frame-src": hosts}
    assert embeds.policy([]) == {}
    post = embeds.recognise("https://bsky.app/profile/ada.example/post/3lxciw4rf4c2p")
    assert embeds.policy([post]) == {
        "frame-src": ["https://embed.bsky.app"],
        "connect-src": ["'self'", "https://public.api.bsky.app"],
    }


def recognised_with(hosts: str) -> subprocess.CompletedProcess[str]:
    code = "from articles.body import embeds; print(embeds.recognise('https://news.example/@ada/1').frame)"
    return subprocess.run(  # noqa: S603 (our own interpreter and code)
        [sys.executable, "-c", code], env={"MASTODON_HOSTS": hosts}, capture_output=True, text=True, check=False
    )


def test_a_newsroom_adds_its_own_mastodon_servers():
    assert recognised_with("other.example, news.example").stdout == "https://news.example/@ada/1/embed\n"
    for wrong in ("https://news.example", "news.example/x", ".*"):
        process = recognised_with(wrong)
        assert process.returncode
        assert f"MASTODON_HOSTS names '{wrong}'" in process.stderr
