"""The files of a photo are there before a reader asks: at once where no worker runs, else made by the worker."""

import pytest
from django.conf import settings as site
from django.core.files.storage import default_storage
from django.core.management import call_command

from articles.models import Photo
from articles.photos import background, library, renditions
from tests.cast import make_photo

pytestmark = pytest.mark.usefixtures("media_in_tmp")


def there(photo: Photo) -> set[str]:
    folder = renditions.folder(photo.token, photo.cut_key).rstrip("/")
    return set(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else set()


def wanted(photo: Photo) -> set[str]:
    return {
        rendition.name for rendition in renditions.wanted_of(photo.cuts.select_related("photo").get(key=photo.cut_key))
    }


@pytest.fixture
def worker(settings):
    """A newsroom where `manage.py db_worker` runs when the test says so: a function."""
    settings.TASKS = {"default": {"BACKEND": site.TASKS_BACKENDS["database"]}}
    return lambda: call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)


@pytest.mark.django_db
def test_without_a_worker_all_is_made_when_the_upload_is_kept(django_capture_on_commit_callbacks):
    photo = make_photo(size=(700, 500))
    with django_capture_on_commit_callbacks(execute=True):
        background.begin(photo)
        assert there(photo) == {"original-320.jpg"}
    assert there(photo) == wanted(photo)


@pytest.mark.django_db(transaction=True)
def test_a_worker_makes_what_nobody_waited_for(worker):
    photo = make_photo(size=(700, 500))
    background.begin(photo)
    assert there(photo) == {"original-320.jpg"}
    worker()
    assert there(photo) == wanted(photo)
    library.write(photo, by=None, focal_x=0.1)
    assert there(photo) == set()
    worker()
    assert there(photo) == wanted(photo)


@pytest.mark.django_db(transaction=True)
def test_a_photo_that_went_meanwhile_is_no_trouble(worker):
    photo = make_photo()
    background.begin(photo)
    photo.delete()
    worker()
    assert background.make_files.call(photo.pk or 0) == 0
