"""The newsroom itself, as schema.org's NewsMediaOrganization, from the settings and the pages of the house.

What neither says is left out.
"""

from django.conf import settings
from django.templatetags.static import static

from articles.house import places
from articles.meaning.door import absolute
from articles.models.house import Role

# https://schema.org/NewsMediaOrganization: each the address of a page
POLICIES = (
    "publishingPrinciples",
    "correctionsPolicy",
    "ethicsPolicy",
    "masthead",
    "ownershipFundingInfo",
    "diversityPolicy",
    "diversityStaffingReport",
    "missionCoveragePrioritiesPolicy",
    "noBylinesPolicy",
    "unnamedSourcesPolicy",
    "verificationFactCheckingPolicy",
    "actionableFeedbackPolicy",
)


def reference() -> dict:
    """Return the newsroom where it is named a second time on a page."""
    return {"@id": absolute("/#publisher")}


def named() -> dict:
    """Return the newsroom by its name."""
    return {"@type": "NewsMediaOrganization", **reference(), "name": settings.SITE_NAME, "url": absolute("/")}


def node() -> dict:
    """Return the newsroom with all that is known of it."""
    policies = settings.SITE_POLICIES | places.policies()
    contact = policies.get(Role.CONTACT)
    return {
        **named(),
        "description": settings.SITE_DESCRIPTION,
        "logo": {"@type": "ImageObject", "url": absolute(settings.SITE_LOGO or static("site/icon.svg"))},
        "foundingDate": settings.SITE_FOUNDED,
        "address": settings.SITE_ADDRESS,
        "sameAs": settings.SITE_SAME_AS,
        "contactPoint": contact and {"@type": "ContactPoint", "url": absolute(contact)},
        **{name: absolute(policies.get(name, "")) for name in POLICIES},
    }


def crumbs(*steps: tuple[str, str]) -> dict:
    """Return the way to a page as a BreadcrumbList: name and address of each step after the front page."""
    way = [(settings.SITE_NAME, "/"), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": absolute(address)}
            for number, (name, address) in enumerate(way, start=1)
        ],
    }
