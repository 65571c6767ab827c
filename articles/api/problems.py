"""What the API answers when it cannot: problem details (RFC 9457), a sentence that says what to do in each."""

from http import HTTPStatus

from django.conf import settings
from django.urls import reverse

CONTENT_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that cannot be answered. `name` is that of the response in the description, where its type leads."""

    def __init__(self, name: str, status: HTTPStatus, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.name, self.status, self.detail, self.more = name, status, detail, more

    def told(self) -> dict:
        """Return the problem as RFC 9457 has it."""
        described = f"{settings.SITE_URL}{reverse('api_description')}#/components/responses/{self.name}"
        return {
            "type": described,
            "title": TITLES[self.name],
            "status": self.status.value,
            "detail": self.detail,
        } | self.more


TITLES = {
    "BadCursor": "The cursor is none of ours",
    "BadParameter": "A parameter cannot be understood",
    "UnknownParameter": "There is no such parameter",
    "NotFound": "Nothing is here",
    "Withdrawn": "The story was withdrawn",
    "NotAllowed": "The API is only read",
}


def bad_cursor() -> Problem:
    detail = "Take the address of a further page from “next” or “previous” of an answer, as it stands."
    return Problem("BadCursor", HTTPStatus.BAD_REQUEST, detail)


def bad_parameter(name: str, detail: str) -> Problem:
    return Problem("BadParameter", HTTPStatus.BAD_REQUEST, detail, parameter=name)


def unknown_parameter(name: str, known: list[str]) -> Problem:
    detail = f"It takes {', '.join(known)}." if known else "It takes no parameter."
    return Problem("UnknownParameter", HTTPStatus.BAD_REQUEST, detail, parameter=name)


def not_found(detail: str) -> Problem:
    return Problem("NotFound", HTTPStatus.NOT_FOUND, detail)


def withdrawn(reason: str, at: str) -> Problem:
    return Problem("Withdrawn", HTTPStatus.GONE, "Take it from where you show it.", reason=reason, withdrawnAt=at)


def not_allowed() -> Problem:
    return Problem("NotAllowed", HTTPStatus.METHOD_NOT_ALLOWED, "Ask with GET or HEAD.")
