"""What axe finds on a page: the rules of WCAG and of good practice that a machine can check."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def findings(page: Page) -> list[str]:
    """Return what axe finds on `page` as it is now: the rule, the element and what is wrong, a line each.

    The page must have been opened with `bypass_csp=True`. What a frame shows is a page of its own.
    """
    found = Axe().run(page, options={"resultTypes": ["violations"], "iframes": False}).response["violations"]
    return [
        f"{violation['id']}: {node['target']} {node['html'][:160]} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]
