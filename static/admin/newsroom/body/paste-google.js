// What Google Docs puts on the clipboard.

import { quotesOf } from "./paste-quotes.js";

export const isGoogle = (html) => /\bid="docs-internal-guid-/.test(html)

/** Makes of the page plain markup: Docs says most of it in styles, which are read as they are. */
export const fromGoogle = (page) => {
  // a checklist's boxes are pictures
  for (const box of page.querySelectorAll("img[aria-roledescription=checkbox]")) box.remove()
  quotesOf(page, () => false)
}
