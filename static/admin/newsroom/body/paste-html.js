// Pasted markup, read once from end to end, and written down anew with nothing in it but what a story's body holds.

import { apart, flow } from "./paste-flow.js";
import { fromGoogle, isGoogle } from "./paste-google.js";
import { tally } from "./paste-left.js";
import { notesAsText } from "./paste-links.js";
import { isList, list } from "./paste-list.js";
import { marksOf } from "./paste-marks.js";
import { leaveOut } from "./paste-media.js";
import { table } from "./paste-table.js";
import { fromWord, fromWordOnline, isWord, isWordOnline } from "./paste-word.js";
import { fromWriter, isWriter } from "./paste-writer.js";

const names = (words) => new Set(words.split(" "))

const SILENT = names("AREA BASE COL COLGROUP HEAD LINK META NOSCRIPT PARAM SCRIPT SOURCE STYLE TEMPLATE TITLE TRACK XML")
const BLOCKS = names(
  "ADDRESS ARTICLE ASIDE CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HGROUP " +
    "LEGEND LI MAIN NAV P SEARCH SECTION SUMMARY TBODY TD TFOOT TH THEAD TR",
)
const HEADINGS = { H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3" }

/** Lines that were set as they are typed: an empty one ends a paragraph. */
const typedLines = (element, out, marks) => {
  out.end()
  for (const part of element.textContent.replace(/\r\n?/g, "\n").split(/\n{2,}/)) {
    part.split("\n").forEach((line, at) => {
      if (at) out.lineBreak()
      out.write(line, marks)
    })
    out.end()
  }
}

const isHidden = (element) => element.hidden || element.style?.display === "none"

/** What a page is read with: `walk(element, out, marks)` reads it into a flow; `left` counts what has to stay behind. */
const reader = (left, quotes) => {
  const reading = {
    into: flow,
    marksOf: (element, around) => marksOf(element, around, left),
    inner: (name, place, fill) => {
      const made = place.ownerDocument.createElement(name)
      const out = flow(made)
      fill(out)
      out.end()
      return made
    },
    walk: (element, out, marks) => {
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) out.write(node.data, marks)
        else if (node.nodeType === Node.ELEMENT_NODE && !SILENT.has(node.nodeName) && !isHidden(node)) read(node, out, marks)
      }
    },
  }

  const read = (element, out, marks) => {
    const name = element.nodeName
    if (leaveOut(element, left, (text) => out.write(text, marks))) return
    if (name === "BR") out.lineBreak()
    else if (name === "HR") out.put(out.box.ownerDocument.createElement("hr"))
    else if (name === "PRE") typedLines(element, out, marks)
    else if (name === "TABLE") table(element, out, marks, reading)
    else if (isList(element)) list(element, out, marks, reading)
    else if (name === "BLOCKQUOTE") quote(element, out, marks)
    else if (name === "Q") said(element, out, marks)
    else if (HEADINGS[name] || BLOCKS.has(name)) block(element, out, marks)
    else reading.walk(element, out, reading.marksOf(element, marks))
  }

  const block = (element, out, marks) => {
    const heading = HEADINGS[element.nodeName]
    if (heading) out.open(heading)
    else out.end()
    reading.walk(element, out, reading.marksOf(element, marks))
    out.end()
  }
  const quote = (element, out, marks) => {
    const made = reading.inner("blockquote", out.box, (inside) => reading.walk(element, inside, marks))
    if (made.firstChild) out.put(made)
  }
  const said = (element, out, marks) => {
    out.write(quotes[0], marks)
    reading.walk(element, out, marks)
    out.write(quotes[1], marks)
  }
  return reading
}

// Word in the browser first: what it writes may name Word as well
const PROGRAMS = [
  [isWordOnline, fromWordOnline],
  [isWord, fromWord],
  [isGoogle, fromGoogle],
  [isWriter, fromWriter],
]

const ROWS = /^\s*(?:<meta[^>]*>\s*)*<(?:t[dhr]|tbody|thead|col)\b/i // of which a parser keeps none without their table

/** Returns `{ html, sentence }`: what `html` is in a story's body, and what could not be kept, or "". */
export const rewritten = (html, quotes) => {
  const left = tally()
  const page = apart(ROWS.test(html) ? `<table>${html}` : html)
  const [, prepare] = PROGRAMS.find(([wrote]) => wrote(html)) ?? []
  prepare?.(page, left)
  notesAsText(page)
  const out = flow(apart().body)
  reader(left, quotes).walk(page.body, out, {})
  out.end()
  return { html: out.box.innerHTML, sentence: left.sentence() }
}
