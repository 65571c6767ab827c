"""The hub is told of what changed, by a worker at once and by a timer for the rest, and no editor waits for it."""

import socket
import threading
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command

from articles import tags, websub, workflow
from articles.feeds.addresses import FORMS, address
from articles.models import Edition
from authors import clock
from tests.cast import bring_to, make_author, make_live, make_section, make_story, publish_again
from tests.reading import MORNING

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("media_in_tmp")]


class Hub:
    """A hub on this machine: what it was told, a list of feeds for each request, and what it answers."""

    def __init__(self) -> None:
        self.told: list[list[str]] = []
        self.status = 204

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        fields = parse_qs(handler.rfile.read(int(handler.headers["Content-Length"])).decode())
        assert handler.headers["Content-Type"] == "application/x-www-form-urlencoded"
        assert fields["hub.mode"] == ["publish"]
        self.told.append(fields["hub.url"])
        handler.send_response(self.status)
        if self.status == 307:
            handler.send_header("Location", "/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def take(self) -> set[str]:
        """Return the paths of the feeds that it was told of since it was asked last."""
        told, self.told = self.told, []
        return {feed.removeprefix(site.SITE_URL) for feeds in told for feed in feeds}


@pytest.fixture
def hub(settings):
    """A hub that listens, and is the newsroom's."""
    found = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found(self)

        def log_message(self, *args) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.WEBSUB_HUB = f"http://127.0.0.1:{server.server_port}/"
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def worker(settings):
    """A newsroom where `manage.py db_worker` runs when the test says so: a function."""
    settings.TASKS = {"default": {"BACKEND": site.TASKS_BACKENDS["database"]}}
    return lambda: call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)


def feeds(*lists: tuple[str, ...]) -> set[str]:
    return {address(*each, form=form) for each in lists for form in FORMS}


CONCERNED = [("feed",), ("section_feed", "world"), ("author_feed", "ann-lee"), ("topic_feed", "harbour")]


def make(**fields):
    return make_story(author=make_author("Ann Lee"), topics=("Harbour",), **fields)


def test_a_worker_tells_it_right_after_and_no_editor_waits(hub, worker):
    story = bring_to(make(), "published")
    assert hub.take() == set()
    worker()
    assert hub.take() == feeds(*CONCERNED)
    story = publish_again(story, kind="correction", note="It was a Monday.", body="<p>On Monday.</p>")
    worker()
    assert hub.take() == feeds(*CONCERNED, ("corrections_feed",))
    workflow.withdraw(story, by=None, note="Wrong.")
    worker()
    assert hub.take() == feeds(*CONCERNED, ("corrections_feed",))


def test_what_readers_do_not_see_is_told_to_nobody(hub, worker):
    make()
    bring_to(make_story(), "scheduled")
    worker()
    call_command("websub")
    assert hub.told == []


def test_without_a_worker_the_timer_tells_it(hub):
    bring_to(make(), "published")
    assert hub.told == []
    call_command("websub")
    assert hub.take() == feeds(*CONCERNED)


def test_the_timer_tells_what_came_by_its_hour_and_then_no_more(hub, worker):
    story = bring_to(make(), "scheduled")
    at = Edition.objects.get(article=story).visible_from
    call_command("websub")
    assert hub.told == []
    with clock.stopped(at):
        call_command("websub")
        assert hub.take() == feeds(*CONCERNED)
    with clock.stopped(at + timedelta(minutes=2)):
        call_command("websub")  # once more: a change of that minute might have been saved after it was told
        hub.take()
    with clock.stopped(at + timedelta(minutes=4)):
        call_command("websub")
    assert hub.told == []


@pytest.mark.parametrize("works", [True, False])
def test_the_lists_that_a_story_left_are_told_as_well(hub, worker, works):
    tell = worker if works else partial(call_command, "websub")
    with clock.stopped(MORNING):
        story = bring_to(make(), "published")
        tell()
    with clock.stopped(MORNING + timedelta(hours=1)):
        tell()
        hub.take()
        section = make_section("Sport")
        tags.put(story, ["Rowing"])
        publish_again(story, section=section)
        tell()
        assert hub.take() == feeds(*CONCERNED, ("section_feed", "sport"), ("topic_feed", "rowing"))


@pytest.mark.parametrize("status", [400, 404, 500, 307])
def test_what_the_hub_did_not_take_is_told_again(hub, worker, status, caplog):
    hub.status = status
    with clock.stopped(MORNING):
        bring_to(make(), "published")
        worker()
        assert "did not take it" in caplog.text
        hub.take()
    for hour in (1, 2):
        with clock.stopped(MORNING + timedelta(hours=hour)), pytest.raises(CommandError, match="did not take it"):
            call_command("websub")
        hub.take()
    hub.status = 202
    with clock.stopped(MORNING + timedelta(hours=3)):
        call_command("websub")
        assert hub.take() == feeds(*CONCERNED)


def test_a_withdrawal_that_the_hub_missed_is_told_by_the_timer(hub):
    with clock.stopped(MORNING):
        story = bring_to(make(), "published")
        call_command("websub")
    with clock.stopped(MORNING + timedelta(hours=1)):
        call_command("websub")
        hub.take()
        workflow.withdraw(story, by=None, note="Wrong.")
    with clock.stopped(MORNING + timedelta(hours=2)):
        call_command("websub")
    assert hub.take() == feeds(*CONCERNED)


def test_a_hub_that_is_silent_or_gone_is_not_waited_for(settings, worker, monkeypatch, caplog):
    monkeypatch.setattr(websub, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.WEBSUB_HUB = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        bring_to(make(), "published")
        worker()
    assert "timed out" in caplog.text
    with pytest.raises(CommandError, match="refused"):
        call_command("websub")


def test_a_long_silence_is_not_made_up_for(hub):
    with clock.stopped(MORNING):
        make_live()
    with clock.stopped(MORNING + timedelta(days=2)):
        call_command("websub")
    assert hub.told == []


def test_many_feeds_go_in_several_requests(hub, monkeypatch):
    monkeypatch.setattr(websub, "AT_ONCE", 5)
    bring_to(make(), "published")
    call_command("websub")
    assert [len(told) for told in hub.told] == [5, 5, 2]


def test_a_state_that_cannot_be_read_begins_anew(hub, settings):
    (settings.VAR_DIR / websub.STATE).write_text("no time at all")
    make_live()
    call_command("websub")
    assert hub.told


def test_the_command_says_what_is_missing():
    with pytest.raises(CommandError, match="No hub is named in WEBSUB_HUB"):
        call_command("websub")


def test_without_a_hub_nothing_is_queued(worker):
    from django_tasks_db.models import DBTaskResult

    bring_to(make(), "published")
    assert not DBTaskResult.objects.filter(task_path__contains="websub").exists()
