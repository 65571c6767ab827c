// What Word puts on the clipboard: the program's own kind, and that of Word in the browser. Outlook writes as Word does.

import { apart } from "./paste-flow.js";
import { quotesOf } from "./paste-quotes.js";
import { listsOf, onlineListsOf } from "./paste-word-lists.js";

export const isWord = (html) => /\bmso-|\bclass="?Mso|urn:schemas-microsoft-com:office:word/.test(html)
export const isWordOnline = (html) => /\bdata-ccp-props=|\bclass="[^"]*\bSCXW\d/.test(html)

const QUOTE = /quot|zitat|citat|citaz|cytat|MsoBlockText/i
const HEADING = /^Mso(?:Title|Heading\d)/

const rename = (element, name) => {
  const renamed = element.ownerDocument.createElement(name)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

const unwrap = (element) => element.replaceWith(...element.childNodes)

/** Tracked changes count as accepted. One that Word has cut up by its formatting counts once. */
const changes = (page, left, selectors) => {
  for (const [kind, selector] of Object.entries(selectors)) {
    const outer = new Set([...page.querySelectorAll(selector)].filter((change) => !change.parentElement.closest(selector)))
    const begins = (change) => change.textContent.trim() && !outer.has(change.previousSibling)
    left.add(kind, [...outer].filter(begins).length)
    for (const change of outer) {
      if (kind === "deletion") change.remove()
      else unwrap(change)
    }
  }
}

const comments = (page, left) => {
  const lists = page.querySelectorAll('[style*="mso-element:comment-list"]')
  const anchors = page.querySelectorAll("a.msocomanchor")
  const said = [...lists].reduce((sum, list) => sum + list.querySelectorAll('[style*="mso-element:comment"]').length, 0)
  left.add("comment", said || anchors.length)
  for (const element of [...lists, ...anchors]) element.remove()
  for (const mark of page.querySelectorAll('[style*="mso-special-character:comment"]')) mark.remove()
}

// Word keeps a shape's own form in a comment for itself, and stands a picture of it beside that for others
const isShape = (data) => /<v:(?!shapetype)/.test(data) && !data.includes("<v:imagedata")

/** The markup in the text boxes of a shape. */
const boxesOf = (data) =>
  data
    .split("<v:textbox")
    .slice(1)
    .map((part) => part.slice(part.indexOf(">") + 1, part.indexOf("</v:textbox>")))

const pictureAfter = (comment) => {
  let next = comment.nextSibling
  while (next && next.nodeType !== Node.ELEMENT_NODE) next = next.nextSibling
  return next?.matches("img") ? next : next?.querySelector("img")
}

/** Puts the words of a text box after the paragraph that it hangs on. Returns whether there were any. */
const wordsOfShape = (comment) => {
  const place = comment.parentElement.closest("p") ?? comment
  const boxes = boxesOf(comment.data).map((words) => apart(words.replace(/<!\[(?:if[^\]]*|endif)\]>/g, "")))
  const said = boxes.filter((box) => box.body.textContent.trim())
  for (const { body } of said.reverse()) place.after(...body.childNodes)
  return said.length > 0
}

const shapes = (page) => {
  const comments = []
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT)
  while (walker.nextNode()) comments.push(walker.currentNode)
  for (const comment of comments) {
    const isEquation = comment.data.includes("gte msEquation")
    if (!isEquation && !isShape(comment.data)) continue
    const picture = pictureAfter(comment)
    if (!isEquation && wordsOfShape(comment)) picture?.remove()
    else if (picture) picture.dataset.left = isEquation ? "equation" : "drawing"
    else comment.after(page.createElement(isEquation ? "math" : "canvas"))
  }
}

const headings = (page) => {
  for (const paragraph of page.querySelectorAll("p")) {
    const outline = /mso-outline-level:\s*(\d)/.exec(paragraph.getAttribute("style") || "")
    const titled = HEADING.exec(paragraph.className)
    if (outline) rename(paragraph, outline[1] > 2 ? "h3" : "h2")
    else if (titled) rename(paragraph, titled[0] === "MsoTitle" ? "h2" : "h3")
  }
}

/** Notes come after the text, without the rule that Word draws above them. */
const notes = (page) => {
  for (const kind of ["footnote", "endnote"]) {
    for (const list of page.querySelectorAll(`[style*="mso-element:${kind}-list"]`)) {
      for (const rule of list.querySelectorAll("hr, br")) rule.remove()
      page.body.append(list)
    }
  }
}

/** Makes of the page of the program plain markup, and counts what is not kept. */
export const fromWord = (page, left) => {
  changes(page, left, { deletion: "del, .msoDel", insertion: "ins, .msoIns" })
  comments(page, left)
  shapes(page)
  listsOf(page)
  headings(page)
  quotesOf(page, ({ className }) => QUOTE.test(className))
  notes(page)
  for (const hidden of page.querySelectorAll('[style*="mso-hide:all"]')) hidden.remove()
}

/** The same for Word in the browser. */
export const fromWordOnline = (page, left) => {
  changes(page, left, { deletion: "del", insertion: "ins" })
  left.add("comment", page.querySelectorAll(".CommentStart").length)
  for (const end of page.querySelectorAll(".EOP")) end.remove()
  onlineListsOf(page)
  for (const heading of page.querySelectorAll('p[role="heading"]')) {
    rename(heading, heading.getAttribute("aria-level") > 2 ? "h3" : "h2")
  }
  const styleOf = (paragraph) => paragraph.querySelector("[data-ccp-parastyle]")?.dataset.ccpParastyle ?? ""
  quotesOf(page, (paragraph) => QUOTE.test(styleOf(paragraph)))
}
