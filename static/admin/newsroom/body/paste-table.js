// Pasted tables: those that hold figures stay tables, those that only hold a page together come apart.

const isLayout = (element) =>
  /^(?:presentation|none)$/.test(element.getAttribute("role") || "") ||
  Boolean(element.querySelector("table")) ||
  element.querySelectorAll("td, th").length < 2

const span = (cell, name, made) => {
  if (cell[name] > 1) made.setAttribute(name, cell[name])
}

const cellOf = (cell, out, marks, reading) => {
  const isHead = cell.nodeName === "TH" || cell.closest("thead")
  const within = reading.marksOf(cell, marks)
  const made = reading.inner(isHead ? "th" : "td", out.box, (inside) => reading.walk(cell, inside, within))
  if (isHead) for (const strong of made.querySelectorAll("strong")) strong.replaceWith(...strong.childNodes)
  span(cell, "colSpan", made)
  span(cell, "rowSpan", made)
  return made
}

/** Writes the table `element` into `out`; `reading` is what `inner` makes elements and `walk` fills them with. */
export const table = (element, out, marks, reading) => {
  out.end()
  if (isLayout(element)) {
    reading.walk(element, out, marks)
    out.end()
    return
  }
  if (element.caption) reading.walk(element.caption, out, marks)
  const page = out.box.ownerDocument
  const rows = page.createElement("tbody")
  for (const row of element.rows) {
    if (row.style.display === "none" || !row.cells.length) continue
    const made = page.createElement("tr")
    made.append(...[...row.cells].map((cell) => cellOf(cell, out, marks, reading)))
    rows.append(made)
  }
  if (!rows.textContent.trim()) return
  const made = page.createElement("table")
  made.append(rows)
  out.put(made)
}
