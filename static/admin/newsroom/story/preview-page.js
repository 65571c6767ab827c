// The story's page in a frame, changed in place: what stays the same stays where it is, scrolled as it was.

const isSame = (one, other) => one.isEqualNode(other)

const copyAttributes = (old, now) => {
  for (const { name } of [...old.attributes]) if (!now.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
}

/** Makes `old` and all below it say what `now` says, with as few changes as is easily told. */
const morph = (old, now) => {
  if (isSame(old, now)) return
  if (old.nodeType !== Node.ELEMENT_NODE || old.nodeName !== now.nodeName) return old.replaceWith(now)
  copyAttributes(old, now)
  const before = [...old.childNodes]
  const after = [...now.childNodes]
  let start = 0
  while (start < before.length && start < after.length && isSame(before[start], after[start])) start += 1
  let end = 0
  const rest = Math.min(before.length, after.length) - start
  while (end < rest && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1
  const gone = before.slice(start, before.length - end)
  const come = after.slice(start, after.length - end)
  for (const [place, child] of come.entries()) {
    if (place < gone.length) morph(gone[place], child)
    else old.insertBefore(child, before[before.length - end] ?? null)
  }
  for (const child of gone.slice(come.length)) child.remove()
}

/** Shows `html`, a whole page whose address is `address`, in `frame`. Its links open windows of their own. */
export const showPage = (frame, html, address) => {
  const page = new DOMParser().parseFromString(html, "text/html")
  const base = page.createElement("base")
  base.href = new URL(address, location.href)
  base.target = "_blank"
  page.head.prepend(base)
  for (const script of page.querySelectorAll("script")) script.remove() // the frame would refuse it, aloud
  const shown = frame.contentDocument
  if (shown?.querySelector("main")) {
    const { scrollX, scrollY } = frame.contentWindow
    morph(shown.head, page.head)
    morph(shown.body, page.body)
    // not where it stayed: it may be on its way to the words that are being typed
    if (frame.contentWindow.scrollY !== scrollY) {
      frame.contentWindow.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" })
    }
  } else frame.srcdoc = `<!DOCTYPE html>${page.documentElement.outerHTML}`
}

const flat = (text) => text.replace(/\s+/g, " ").trim()

/** Brings the block of the page that says `words` into view, if it is not: the one nearest to the place `index`. */
export const follow = (frame, index, words) => {
  const view = frame.contentWindow
  const blocks = [...(frame.contentDocument?.querySelectorAll(".body > *") ?? [])]
  const wanted = flat(words)
  const far = (place) => Math.abs(place - index)
  const places = [...blocks.keys()].sort((one, other) => far(one) - far(other))
  const place = wanted ? places.find((each) => flat(blocks[each].textContent).includes(wanted)) : undefined
  const block = blocks[place ?? Math.min(index, blocks.length - 1)]
  if (!block) return
  const { top, bottom } = block.getBoundingClientRect()
  if (top >= 0 && bottom <= view.innerHeight) return
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
  const goal = view.scrollY + (top + bottom - view.innerHeight) / 2
  view.scrollTo({ top: Math.min(goal, view.scrollY + top - 40), behavior: calm ? "instant" : "smooth" })
}
