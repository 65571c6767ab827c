// Lists as Word writes them: paragraphs that name a list and a level, each with its bullet or number before it.

const LIST = /mso-list:\s*(l\d+)\s+level(\d+)\s+(lfo\d+)/
const DEFINED = /@list\s+(l\d+:level\d+)\s*\{([^}]*)\}/g
const PLAIN = /^(?:bullet|none|image)$/
const PARENTS = /^(?:\d+\.)+(?=\d)/ // the 2. before the 1. in 2.1.
const NUMBERED = /^\(?(?:(\d+)|([ivxlcdm]+)|([a-z]))(?:[.):]|$)/i
const ROMAN = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

const roman = (letters) => {
  const values = [...letters].map((letter) => ROMAN[letter])
  return values.reduce((sum, value, at) => sum + (value < values[at + 1] ? -value : value), 0)
}

/** The number that a marker such as `3.`, `(iv)` or `c)` says; `format` is that of its level, where Word defines one. */
const numberOf = (marker, format) => {
  const [, digits, numerals, letter] = NUMBERED.exec(marker.replace(PARENTS, "")) ?? []
  if (digits) return Number(digits)
  const letters = (numerals ?? letter ?? "").toLowerCase()
  if (numerals && !format.includes("alpha") && (format.includes("roman") || letters.length > 1 || letters === "i")) {
    return roman(letters)
  }
  return letters ? letters.charCodeAt(0) - 96 : 1
}

const definitions = (page) => {
  const formats = new Map()
  for (const sheet of page.querySelectorAll("style")) {
    for (const [, name, rules] of sheet.textContent.matchAll(DEFINED)) {
      formats.set(name, /mso-level-number-format:\s*([a-z-]+)/.exec(rules)?.[1] ?? "decimal")
    }
  }
  return formats
}

/** Takes the marker off `paragraph` and returns what it is in its list, or null where it is in none. */
const readItem = (paragraph, formats) => {
  const named = LIST.exec((paragraph.getAttribute("style") || "").replace(/\s+/g, " "))
  const marker = paragraph.querySelector('[style*="mso-list:Ignore"]')
  if (!named && !marker) return null
  const words = marker?.textContent.trim() ?? ""
  const isSymbol = /Symbol|Wingdings|Courier/.test(marker?.parentElement.getAttribute("style") || "")
  marker?.remove()
  const level = named ? Number(named[2]) : 1
  const format = formats.get(`${named?.[1]}:level${level}`) ?? (isSymbol || !NUMBERED.test(words) ? "bullet" : "")
  const ordered = !PLAIN.test(format)
  return { level, run: named?.[3] ?? "", ordered, number: ordered ? numberOf(words, format) : 0 }
}

/** One list after another is begun, gone on with and nested, while the items of one place are read in their order. */
const builder = (page) => {
  const open = [] // { level, run, ordered, list }, the outermost first
  const last = () => open[open.length - 1]
  const begin = (item, block) => {
    const list = page.createElement(item.ordered ? "ol" : "ul")
    if (item.number > 1) list.setAttribute("start", item.number)
    if (open.length) last().list.lastElementChild.append(list)
    else block.before(list)
    open.push({ ...item, list })
  }
  const differs = (item) => last().ordered !== item.ordered || (item.ordered && last().run !== item.run)
  return {
    isOpen: () => open.length > 0,
    close: () => open.splice(0),
    goOn: (block) => last().list.lastElementChild.append(block),
    add: (item, block) => {
      while (open.length > 1 && open[open.length - 2].level >= item.level) open.pop()
      if (open.length && last().level > item.level) last().level = item.level // a level was left out
      if (open.length && last().level === item.level && differs(item)) open.pop()
      if (!open.length || last().level < item.level) begin(item, block)
      const place = page.createElement("li")
      last().list.append(place)
      place.append(block)
    },
  }
}

/** Makes lists of the paragraphs of a page that are items. A heading that is numbered only loses its number. */
export const listsOf = (page) => {
  const formats = definitions(page)
  const blocks = [...page.querySelectorAll("p, h1, h2, h3, h4, h5, h6")].filter((block) => !block.closest("li"))
  for (const parent of new Set(blocks.map((block) => block.parentElement))) {
    const lists = builder(page)
    for (const block of [...parent.children]) {
      const item = /^(?:P|H[1-6])$/.test(block.nodeName) ? readItem(block, formats) : null
      if (item && block.nodeName === "P") lists.add(item, block)
      // set in below an item, without a marker of its own: more of the same item
      else if (!item && lists.isOpen() && /^MsoList(?:Paragraph|Continue)/.test(block.className)) lists.goOn(block)
      else lists.close()
    }
  }
}

/** The same for Word in the browser, where each item is a list of its own in a box of its own. */
export const onlineListsOf = (page) => {
  const boxes = [...page.querySelectorAll(".ListContainerWrapper")]
  const goesOn = boxes.map((box) => box.previousElementSibling?.classList.contains("ListContainerWrapper"))
  let lists = null
  boxes.forEach((box, at) => {
    if (!goesOn[at]) lists = builder(page)
    for (const item of box.querySelectorAll("li")) {
      const { listid: run, ariaLevel, ariaPosinset } = item.dataset
      const ordered = item.parentElement.nodeName === "OL"
      const words = page.createElement("div")
      words.append(...item.childNodes)
      box.before(words)
      lists.add({ level: Number(ariaLevel) || 1, run, ordered, number: ordered ? Number(ariaPosinset) : 0 }, words)
    }
    box.remove()
  })
}
