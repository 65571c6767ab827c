"""Fills the demonstration newsroom: accounts, sections, authors, photos, and stories in every state.

The stories lie in `stories/`, a file each; `desk.toml` and `photos.toml` hold the rest. Everything takes the way it
takes in a real newsroom: photos through the one door, stories through the verbs of the workflow, at the hours they
would have gone.
"""

import io
import random
import secrets
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import File

from articles import audio, captions, most_read, tags, workflow
from articles.body.figures import Figure
from articles.document import TEXTS
from articles.house import first_texts, keeping
from articles.models import Agency, Agreement, Article, Byline, Caption, Contribution, Edition, Photo, Section
from articles.photos import store
from authors import clock
from authors.models import Author
from newsroom.demo import accounts, front, sound

HERE = Path(__file__).parent
PHOTO_MARK = "<photo>"


def read(name: str) -> dict:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def stories() -> list[dict]:
    """Return the stories' files, oldest first; those that never went out come last."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "stories").glob("*.toml"))]
    return sorted(files, key=lambda story: -story.get("days_ago", 0))


def fill() -> Iterator[str]:
    """Fill an empty newsroom; yields a line for each part that is done."""
    users = accounts.make_logins()
    desk = read("desk.toml")
    for position, section in enumerate(desk["sections"]):
        Section.objects.create(position=position, **section)
    for agency in desk["agencies"]:
        Agency.objects.create(**agency)
    yield f"{len(desk['sections'])} sections, {len(accounts.LOGINS)} accounts"
    photos = _photos(users["photo"], _agreements(desk["agreements"]))
    yield f"{len(photos)} photos"
    authors = _authors(desk["authors"], photos, users)
    yield f"{len(authors)} authors"
    files = stories()
    for story in files:
        _story(story, authors, photos, users)
    _readings()
    yield f"{len(files)} stories"
    yield f"a front page with {front.arrange(by=users['editor'])} stories pinned to it"
    for page in first_texts.write(desk["pages"]):
        keeping.publish(page, by=users["editor"])
    yield f"{len(desk['pages'])} pages of the house"


def _readings() -> None:
    """Let the stories have been read as in a newsroom of this size: a few of the newest far more than the rest."""
    chance, now = random.Random(2026), clock.now()
    newest = Edition.objects.visible(now).newest_first().values_list("article", flat=True)
    most_read.add({key: int(900 / place * chance.uniform(0.3, 1)) for place, key in enumerate(newest, start=1)}, now)


def draw_jpeg(name: str) -> bytes:
    """Return the drawn picture `name` as a JPEG."""
    from newsroom.demo import drawing

    file = io.BytesIO()
    drawing.draw(name).save(file, "JPEG", quality=92)
    return file.getvalue()


def _agreements(rows: list[dict]) -> dict[str, Agreement]:
    """Return the agreements, each by the words that stand in the credits of its photos."""
    return {
        row["credits"]: Agreement.objects.create(
            name=row["name"],
            usage_terms=row["usage_terms"],
            notes=row.get("notes", ""),
            usable_until=clock.now() + timedelta(days=row["days"]) if "days" in row else None,
        )
        for row in rows
    }


def _photos(by, agreements: dict[str, Agreement]) -> dict[str, Photo]:
    rows = read("photos.toml")["photos"]
    made = {}
    with ProcessPoolExecutor() as pool:
        for row, content in zip(rows, pool.map(draw_jpeg, [row["name"] for row in rows]), strict=True):
            taken = clock.now() - timedelta(days=row["days_ago"])
            file = File(io.BytesIO(content), name=f"{row['name']}.jpg")
            photo = store.add(
                file,
                by=by,
                credit=row["credit"],
                keywords=row["keywords"],
                title=row["title"],
                caption=row["caption"],
                alt=row["alt"],
                persons=row.get("persons", ""),
                place=row["place"],
                city=row.get("city", ""),
                copyright_notice="© The Saltmarsh Courier" if "The Saltmarsh Courier" in row["credit"] else "",
                digital_source_type=row.get("source_type", ""),
                agreement=next((each for words, each in agreements.items() if words in row["credit"]), None),
                usable_until=clock.now() + timedelta(days=row["until_days"]) if "until_days" in row else None,
                taken_at=taken,
                focal_x=row["focal"][0],
                focal_y=row["focal"][1],
            )
            made[row["name"]] = photo
    return made


def _authors(rows: list[dict], photos: dict[str, Photo], users: dict) -> dict[str, Author]:
    by_name = {user.get_full_name(): user for user in users.values()}
    made = {}
    for row in rows:
        author = Author.objects.create(
            name=row["name"],
            slug=row["slug"],
            role=row["role"],
            organisation=row["organisation"],
            biography=row["biography"],
            email=row["email"],
            readers_may_write=True,
            links=row["links"],
            portrait=photos[f"portrait-{row['slug']}"],
            account=by_name.get(row["name"]) or accounts.make_writer(row["name"]),
        )
        made[row["slug"]] = author
    return made


def _story(story: dict, authors: dict[str, Author], photos: dict[str, Photo], users: dict) -> None:
    accounts_of = [authors[row["author"]].account for row in story["bylines"]]
    writer, editor = next((user for user in accounts_of if user != users["photo"]), users["writer"]), users["editor"]
    state = story["state"]
    at = clock.now().replace(hour=story["hour"], minute=12, second=0, microsecond=0)
    at = min(at - timedelta(days=story.get("days_ago", 0)), clock.now() - timedelta(minutes=20))
    begun = at - timedelta(hours=9)
    with clock.stopped(begun):
        article = _draft(story, writer, authors, photos)
    _talk(article, story, writer, editor, begun)
    if state == "spiked":
        with clock.stopped(at):
            workflow.spike(article, by=editor, note=story.get("spike_note", ""))
    if state in {"draft", "returned", "spiked", "in_review"}:
        return
    with clock.stopped(at - timedelta(minutes=10)):
        workflow.approve(article, by=editor)
    if state == "approved":
        return
    if state == "scheduled":
        workflow.publish(article, by=editor, at=clock.now() + timedelta(hours=story["hours_ahead"]))
        return
    with clock.stopped(at):
        workflow.publish(article, by=editor)
    for change in story.get("later", []):
        _publish_again(article, change, editor, min(at + timedelta(hours=change["hours_after"]), clock.now()))
    if state == "withdrawn":
        with clock.stopped(at + timedelta(hours=8)):
            workflow.withdraw(article, by=editor, note=story["withdrawn_reason"])


def _draft(story: dict, writer, authors: dict[str, Author], photos: dict[str, Photo]) -> Article:
    article = Article.objects.create(
        owner=writer,
        holder=writer,
        section=Section.objects.get(slug=story["section"]),
        body=_body(story, photos),
        **{name: story.get(name, "") for name in TEXTS if name != "body"},
    )
    for position, row in enumerate(story["bylines"]):
        Byline.objects.create(article=article, author=authors[row["author"]], role=row["role"], position=position)
    for position, row in enumerate(story.get("agencies", [])):
        agency = Agency.objects.get(name=row["agency"])
        Contribution.objects.create(article=article, agency=agency, how=row["kind"], position=position)
    if lead := story.get("lead"):
        Caption.objects.create(
            article=article, photo=photos[lead["photo"]], caption=lead["caption"], alt=lead["alt"], layout="wide"
        )
    if story.get("audio"):
        recording = audio.admit(file := sound.harbour())
        article.audio.save(f"{secrets.token_hex(16)}.{recording.extension}", File(file), save=False)
        article.audio_seconds = recording.seconds
        article.save()
    tags.put(article, story["tags"])
    captions.sync(article)
    workflow.keep(article, by=writer)
    return article


def _body(story: dict, photos: dict[str, Photo]) -> str:
    body = story["body"]
    for number, use in enumerate(story.get("photos", [])):
        figure = Figure(
            photo=photos[use["photo"]].pk,
            layout=("wide", "column", "inset")[number % 3],
            caption=use["caption"],
            alt=use["alt"],
        )
        body = body.replace(PHOTO_MARK, figure.html(), 1)
    return "".join(line.strip() + ("" if line.rstrip().endswith(">") else " ") for line in body.splitlines())


def _talk(article: Article, story: dict, writer, editor, begun: datetime) -> None:
    """Send the story to and fro as its file tells; at the least, submit what went further than a draft."""
    said = story.get("talk", [])
    steps = [(workflow.STEPS[row["verb"]].verb, row["by"], row["note"]) for row in said]
    if story["state"] != "draft" and (not steps or steps[0][0] != "submit"):
        steps.insert(0, ("submit", "writer", ""))
    for number, (verb, by, note) in enumerate(steps, start=1):
        with clock.stopped(begun + timedelta(minutes=50 * number)):
            workflow.VERBS[verb](article, by={"writer": writer, "editor": editor}[by], note=note)


def _publish_again(article: Article, change: dict, editor, at: datetime) -> None:
    old, new = change["replace"]
    for minutes, step in ((6, None), (4, workflow.submit), (2, workflow.approve)):
        with clock.stopped(at - timedelta(minutes=minutes)):
            if step:
                step(article, by=editor)
                continue
            article.refresh_from_db()
            if article.body.count(old) != 1:
                raise ValueError(f"{article}: “{old}” does not stand in the text exactly once")
            article.body = article.body.replace(old, new)
            article.save()
            captions.sync(article)
            workflow.keep(article, by=editor)
    with clock.stopped(at):
        workflow.publish(article, by=editor, kind=change["kind"], note=change["note"])
