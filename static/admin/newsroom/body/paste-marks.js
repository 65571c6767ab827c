// The marks of pasted words: bold and the like, said by elements in one program and by styles in the next.

import { destination } from "./paste-links.js";

const MARKS = { B: "strong", STRONG: "strong", I: "em", EM: "em", CITE: "em", DFN: "em", VAR: "em", SUB: "sub", SUP: "sup" }
const STRUCK = new Set(["S", "STRIKE", "DEL"])
const HEAVY = /^(?:bold|bolder|[6-9]00)$/
const LIGHT = /^(?:normal|lighter|[1-5]00)$/

/** The marks of what stands in `element`: those around it, changed by what it is and by how it is styled. */
export const marksOf = (element, around, left) => {
  const marks = { ...around }
  const mark = MARKS[element.nodeName]
  if (mark) marks[mark] = true
  if (element.nodeName === "A" && element.hasAttribute("href")) marks.href = destination(element.getAttribute("href"))
  let struck = STRUCK.has(element.nodeName)
  if (element.hasAttribute("style")) {
    const { fontWeight, fontStyle, verticalAlign, textDecorationLine } = element.style
    if (HEAVY.test(fontWeight)) marks.strong = true
    else if (LIGHT.test(fontWeight)) marks.strong = false
    if (/^(?:italic|oblique)/.test(fontStyle)) marks.em = true
    else if (fontStyle === "normal" && mark !== "em") marks.em = false
    if (verticalAlign === "super") marks.sup = true
    else if (verticalAlign === "sub") marks.sub = true
    struck ||= textDecorationLine.includes("line-through")
  }
  if (struck && !around.struck && element.textContent.trim()) left.add("struck")
  if (struck) marks.struck = true
  return marks
}
