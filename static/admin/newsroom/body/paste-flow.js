// Words and breaks written into paragraphs, one after another: what is pasted is read once and written down anew.

import { spaced } from "./paste-spaces.js";

const MARKS = ["em", "strong", "sub", "sup"]

/** A page apart, in which nothing runs and nothing is fetched. */
export const apart = (html = "") => new DOMParser().parseFromString(html, "text/html")

const isBreak = (node) => node?.nodeName === "BR"

/** `text` within its marks; a heading is bold as it is. */
const marked = (page, text, { href, ...marks }, isHeading) => {
  let node = page.createTextNode(text)
  const around = (name) => {
    const outer = page.createElement(name)
    outer.append(node)
    node = outer
  }
  for (const name of MARKS) if (marks[name] && !(isHeading && name === "strong")) around(name)
  if (href) {
    around("a")
    node.setAttribute("href", href)
  }
  return node
}

/** Takes from the end of `line` the spaces and breaks that nothing follows. */
const trim = (line) => {
  for (let last = line.lastChild; last; last = line.lastChild) {
    if (!isBreak(last)) {
      const text = line.ownerDocument.createTreeWalker(last, NodeFilter.SHOW_TEXT).lastChild() ?? last
      text.data = text.data.trimEnd()
      if (last.textContent) return
    }
    last.remove()
  }
}

/**
 * Writes into `box`, an element that holds blocks. `write` and `lineBreak` add to the paragraph that is open, and open
 * one where none is; `open` begins another block; `put` stands an element between the paragraphs; `end` closes.
 */
export const flow = (box) => {
  const page = box.ownerDocument
  const holdsHeadings = box.nodeName === "BODY" || box.nodeName === "BLOCKQUOTE"
  let line = null
  let tag = "p"
  let atStart = true // of a line, where a space has no place

  const end = () => {
    if (line) trim(line)
    if (line?.firstChild) box.append(line)
    line = null
    tag = "p"
    atStart = true
  }
  return {
    box,
    end,
    open: (name) => {
      end()
      if (holdsHeadings) tag = name
    },
    put: (element) => {
      end()
      box.append(element)
    },
    write: (text, marks) => {
      const words = atStart ? spaced(text).trimStart() : spaced(text)
      if (!words) return
      line ??= page.createElement(tag)
      line.append(marked(page, words, marks, tag !== "p"))
      atStart = words.endsWith(" ")
    },
    lineBreak: () => {
      if (!line) return
      if (isBreak(line.lastChild)) {
        end() // two of them are how mail and many pages make a paragraph
        return
      }
      line.append(page.createElement("br"))
      atStart = true
    },
  }
}
