// Paragraphs that are quotations: by the name of their style, or set in from both sides.

const points = { pt: 1, in: 72, cm: 28.35, mm: 2.835, px: 0.75 }
const SET_IN = 17 // points; a quarter of an inch is what the button for it does

const margin = (style) => {
  const match = /^([\d.]+)(pt|in|cm|mm|px)$/.exec(style)
  return match ? match[1] * points[match[2]] : 0
}

const isSetIn = ({ style }) =>
  margin(style.marginLeft) >= SET_IN && margin(style.marginRight) >= SET_IN && !(Number.parseFloat(style.textIndent) < 0)

/** Puts every run of paragraphs that are quotations into a block quote; `isNamed` tells one by its style's name. */
export const quotesOf = (page, isNamed) => {
  for (const paragraph of page.querySelectorAll("p")) {
    if (paragraph.closest("li, td, th, blockquote") || !(isNamed(paragraph) || isSetIn(paragraph))) continue
    const before = paragraph.previousElementSibling
    const quote = before?.nodeName === "BLOCKQUOTE" && "run" in before.dataset ? before : page.createElement("blockquote")
    if (quote !== before) {
      quote.dataset.run = ""
      paragraph.before(quote)
    }
    quote.append(paragraph)
  }
}
