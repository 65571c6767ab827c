// Pasted things that are not words: pictures, drawings, equations, films, forms. None of them is kept, each is counted.

const FRAMES = new Set(["VIDEO", "AUDIO", "IFRAME", "FRAME", "OBJECT", "EMBED"])
const FIELDS = new Set(["INPUT", "SELECT", "TEXTAREA", "BUTTON"])
const EQUATION = "math, mjx-container, .MathJax, .katex"
const ICON = 24 // pixels; smaller pictures are buttons, bullets and smileys
const SMILEY = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}).{0,12}$/u

const pixels = (element, name) => {
  const styled = element.style[name]
  return Number.parseFloat(element.getAttribute(name) || (styled.endsWith("px") ? styled : "NaN"))
}

const isIcon = (element) =>
  ["width", "height"].some((name) => pixels(element, name) <= ICON) ||
  (element.getAttribute("aria-hidden") === "true" && Boolean(element.closest("a, button, li")))

/** Whether `element` is none of the words; it is counted in `left`, and `say` writes the smiley that a picture shows. */
export const leaveOut = (element, left, say) => {
  const name = element.nodeName.toUpperCase() // that of an SVG is in small letters
  if (name === "IMG") {
    const alt = element.getAttribute("alt") || ""
    if (SMILEY.test(alt)) say(alt)
    else if (element.dataset.left) left.add(element.dataset.left)
    else if (!isIcon(element)) left.add("picture")
    return true
  }
  if (name === "SVG" || name === "CANVAS") {
    if (!isIcon(element)) left.add("drawing")
    return true
  }
  if (element.matches(EQUATION)) {
    left.add("equation")
    return true
  }
  if (FRAMES.has(name)) {
    left.add("frame")
    return true
  }
  if (FIELDS.has(name)) {
    if (element.type !== "hidden") left.add("field")
    return true
  }
  return false
}
