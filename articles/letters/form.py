"""The form of a letter, and the mail that is made of it."""

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from authors.mail import check_mail_address
from authors.models import Author
from authors.text import LineFormField, ProseFormField

LONGEST = 10_000  # characters of a letter: four pages
TRAP = "organisation_code"


class LetterForm(forms.Form):
    """A letter. What is refused stays in the form as it was typed."""

    name = LineFormField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Say who you are.")},
    )
    address = LineFormField(
        label=_("Your email address"),
        max_length=254,
        validators=[check_mail_address],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("For the answer. It is given to nobody else."),
        error_messages={"required": _("Give the address that an answer can be sent to.")},
    )
    subject = LineFormField(label=_("Subject"), max_length=150, required=False)
    letter = ProseFormField(
        label=_("Your letter"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Write your letter.")},
    )
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)
    # people see no such field; whatever fills in every field it finds is no reader
    organisation_code = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, and say nothing

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(TRAP))

    def mail_to(self, author: Author) -> EmailMessage:
        """Return the mail of this valid letter; an answer to it goes to the reader."""
        told = self.cleaned_data
        url = settings.SITE_URL + author.get_absolute_url()
        subject = told["subject"] or gettext("A letter from %(name)s") % {"name": told["name"]}
        foot = gettext("%(name)s <%(address)s>\nwrote this to you at %(url)s. Your answer goes to them.") % {
            "name": told["name"],
            "address": told["address"],
            "url": url,
        }
        return EmailMessage(
            subject=settings.EMAIL_SUBJECT_PREFIX + subject,
            body=f"{told['letter']}\n\n-- \n{foot}\n",
            to=[author.email],
            reply_to=[told["address"]],
        )
