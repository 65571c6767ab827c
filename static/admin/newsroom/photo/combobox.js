// A field that offers what begins with what is typed: a combobox with a list, as ARIA 1.2 has it.

import { element } from "./element.js";

const PAUSE = 150 // milliseconds after the last key
let count = 0

/** Resolves to the answer of `url` to `query`; to null if it cannot be had. */
export const asked = async (url, query, signal) => {
  try {
    const answer = await fetch(`${url}?${new URLSearchParams(query)}`, { redirect: "error", signal })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

const option = (id, { label, note = "" }) =>
  element("li", { id, role: "option", "aria-selected": "false" }, [
    element("span", { textContent: label }),
    ...(note ? [element("small", { textContent: note })] : []),
  ])

/**
 * Makes `field` a combobox. `find(signal)` resolves to what is offered, `[{ label, note }]`; `onChoose` is called with one
 * of them. `onEnter` is called where Enter chooses none, and returns whether that was of use. Returns the list, which
 * stands behind the field.
 */
export const combobox = (field, { name, find, onChoose, onEnter = () => false }) => {
  const id = `photo-offered-${(count += 1)}`
  const list = element("ul", { className: "photo-offered", role: "listbox", id, "aria-label": name, hidden: true })
  let offered = []
  let active = -1
  let timer = 0
  let asking = new AbortController()

  const mark = (index) => {
    active = index
    ;[...list.children].forEach((line, at) => line.setAttribute("aria-selected", String(at === index)))
    if (index < 0) field.removeAttribute("aria-activedescendant")
    else field.setAttribute("aria-activedescendant", list.children[index].id)
    list.children[index]?.scrollIntoView({ block: "nearest" })
  }
  const show = (found) => {
    offered = found
    list.replaceChildren(...found.map((each, index) => option(`${id}-${index}`, each)))
    list.hidden = !found.length
    field.setAttribute("aria-expanded", String(Boolean(found.length)))
    mark(-1)
    if (found.length) list.scrollIntoView({ block: "nearest" })
  }
  const close = () => {
    clearTimeout(timer)
    asking.abort()
    show([])
  }
  const look = async () => {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const found = await find(signal)
    if (!signal.aborted && document.activeElement === field) show(found)
  }
  const choose = (index) => {
    const chosen = offered[index]
    close()
    onChoose(chosen)
  }
  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(look, PAUSE)
  })
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && offered.length) {
      event.preventDefault()
      mark(active < 0 && step < 0 ? offered.length - 1 : (active + step + offered.length) % offered.length)
    } else if (step === 1) {
      event.preventDefault()
      look()
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault()
      choose(active)
    } else if (event.key === "Enter" && onEnter()) {
      event.preventDefault()
      close()
    } else if (event.key === "Escape" && offered.length) {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  })
  field.addEventListener("blur", close)
  list.addEventListener("mousedown", (event) => event.preventDefault()) // the field keeps the focus
  list.addEventListener("click", (event) => {
    const index = [...list.children].indexOf(event.target.closest("li"))
    if (index >= 0) choose(index)
  })
  for (const [attribute, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-expanded", "false"],
    ["aria-controls", id],
    ["autocomplete", "off"],
  ]) {
    field.setAttribute(attribute, value)
  }
  field.after(list) // and the field stays where it is: one that is moved loses the focus of who types already
  return list
}
