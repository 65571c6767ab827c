"""What axe finds on a page: the rules of WCAG and of good practice that a machine can check."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# the rules that look at colours; of the others the scheme changes nothing
OF_COLOURS = ["color-contrast", "link-in-text-block"]
# as the page is when nothing is on its way any more
AT_REST = """() => {
  const still = new CSSStyleSheet()
  still.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important }")
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still]
}"""


def findings(page: Page) -> list[str]:
    """Return what axe finds on `page` as it is now, in light and in dark: the rule, the element and what is wrong.

    A line each. The page must have been opened with `bypass_csp=True`. What a frame shows is a page of its own.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
        page.evaluate(AT_REST)
    found = in_scheme(page, "light", {}) + in_scheme(page, "dark", {"runOnly": OF_COLOURS})
    page.emulate_media(color_scheme="null")
    return found


def in_scheme(page: Page, scheme: str, options: dict[str, Any]) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    options = {"resultTypes": ["violations"], "iframes": False} | options
    violations = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    return [
        f"{scheme}, {violation['id']}: {node['target']} {node['html'][:160]} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
