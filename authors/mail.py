"""The door for mail addresses: what a mail can be sent to, and nothing else."""

from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _


def check_mail_address(address: str) -> None:
    """Raise `ValidationError` for what no mail can be sent to: some names of hosts are too long only once encoded."""
    validate_email(address)
    try:
        sanitize_address(address, "utf-8")
    except ValueError:  # a UnicodeError is one
        raise ValidationError(_("Enter a valid email address.")) from None
