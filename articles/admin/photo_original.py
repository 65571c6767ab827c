"""The original of a photo, to take home: for those who may change it, and as a file, never as a page."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from articles.models import Photo
from articles.photos.door import EXTENSIONS
from authors import slugs


@require_safe
def download(request: HttpRequest, photo: Photo | None, *, may_change: bool) -> FileResponse:
    """Send the file of `photo` as it came in. Raises PermissionDenied, or Http404 where it is gone."""
    if not may_change:
        raise PermissionDenied
    try:
        file = photo.original.open("rb")
    except FileNotFoundError as gone:
        raise Http404("The original of this photo is not in the storage.") from gone
    name = f"{slugs.slugify(photo.title, fallback='photo')}.{EXTENSIONS.get(photo.format, 'bin')}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Content-Encoding"] = "identity"  # a picture is as small as it gets: compressing it would cost time alone
    return response
