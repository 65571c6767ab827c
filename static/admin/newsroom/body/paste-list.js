// Pasted lists, however their program nests them.

const LISTS = new Set(["UL", "OL", "MENU", "DIR"])

export const isList = (element) => LISTS.has(element?.nodeName)

const items = (list) => [...list.children].filter((child) => child.nodeName === "LI")

/** Reads `element` as an item of `list`; `reading` is what `inner` makes elements and `walk` fills them with. */
const item = (element, list, marks, reading) => {
  const made = reading.inner("li", list, (out) => reading.walk(element, out, marks))
  // an item begins with words; where it is but a list of its own, the items of that stand in its place
  if (isList(made.firstElementChild)) list.append(...items(made.firstElementChild))
  else if (made.firstChild) list.append(made)
}

/** Writes the list `element` into `out`. */
export const list = (element, out, marks, reading) => {
  const isOrdered = element.nodeName === "OL"
  const made = out.box.ownerDocument.createElement(isOrdered ? "ol" : "ul")
  if (isOrdered && element.start > 1) made.setAttribute("start", element.start)
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE && child.data.trim()) {
      made.append(reading.inner("li", made, (inside) => inside.write(child.data, marks)))
    }
    if (child.nodeType !== Node.ELEMENT_NODE) continue
    // Google Docs and Word stand a nested list beside the item that it belongs to
    if (isList(child) && made.lastElementChild) list(child, reading.into(made.lastElementChild), marks, reading)
    else if (isList(child)) for (const nested of items(child)) item(nested, made, marks, reading)
    else item(child, made, child.nodeName === "LI" ? reading.marksOf(child, marks) : marks, reading)
  }
  if (made.firstChild) out.put(made)
}
