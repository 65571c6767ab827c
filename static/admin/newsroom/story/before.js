// What is still to do before the story goes out, and what is worth a look: beside the text, and in the bar.

import { form } from "./form.js";
import { goTo } from "./goto.js";
import { lookNow, onLook } from "./look.js";
import { read, write } from "./store.js";

const panel = form.querySelector("[data-before]")
const status = panel.querySelector("[data-before-status]")
const again = panel.querySelector("[data-before-again]")
const OVER = new Set(["published", "spiked"]) // states in which nobody gets a story ready

let found = null
let current = null // of what was gone to last
const left = new Set()

const make = (name, properties = {}, children = []) => {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

/** Returns by what a piece of advice is known: its numbers change while one types. */
const keyOf = ({ anchor, sentence, words }) =>
  JSON.stringify([/^(p|photos)-/.test(anchor) ? "" : anchor, sentence.replace(/\d+/g, "#"), words])

// -- what was set aside: of a story, in this browser

const place = () => `newsroom:left:${form.dataset.story || form.elements.begun_as.value}`
let kept = place()
for (const key of read(kept) ?? []) left.add(key)

const leave = (item) => {
  left.add(keyOf(item))
  write(place(), [...left])
  isHeld = false // it goes from under the hand that sent it away
  render()
  isHeld = true
  // on to the next one, as a hand on the keyboard expects
  ;(panel.querySelector("[data-before-list=advice] a") ?? again).focus()
}

again.addEventListener("click", () => {
  left.clear()
  write(place(), [])
  render()
  panel.querySelector("[data-before-list=advice] a")?.focus()
})

// -- the lists

const link = ({ anchor, sentence, words }) => {
  const made = make("a", { href: `#${anchor}`, textContent: sentence })
  made.dataset.goto = words
  return made
}

const line = (item, isAdvice) => {
  const made = make("li", {}, [link(item)])
  if (isAdvice) {
    const button = make("button", { type: "button", className: "before__leave", textContent: "Leave it" })
    button.setAttribute("aria-label", `Leave it: ${item.sentence}`)
    button.addEventListener("click", () => leave(item))
    made.append(button)
  }
  return made
}

let isHeld = true // by the pointer or the focus on them

/** Makes a list say `items`. Lines that stay are the same elements; while somebody points at the list, none moves. */
const fill = (list, items, isAdvice) => {
  const lines = new Map([...list.children].map((each) => [each.dataset.key, each]))
  const times = new Map() // the same may be said of two places in one block
  const wanted = items.map((item) => {
    const said = `${item.anchor} ${item.sentence} ${item.words}`
    times.set(said, (times.get(said) ?? 0) + 1)
    const key = `${times.get(said)} ${said}`
    const there = lines.get(key) ?? line(item, isAdvice)
    lines.delete(key)
    there.dataset.key = key
    there.classList.remove("is-done")
    return there
  })
  if (isHeld && list.matches(":hover, :focus-within")) {
    for (const gone of lines.values()) gone.classList.add("is-done")
    list.append(...wanted.filter((each) => !each.isConnected))
  } else list.replaceChildren(...wanted)
}

const many = (number, words) => (number ? `${number} ${words}` : "")

const renderPanel = (wants, advice) => {
  for (const [name, items] of Object.entries({ wants, advice })) {
    const box = panel.querySelector(`[data-before-list=${name}]`)
    const list = box.querySelector("ul")
    fill(list, items, name === "advice")
    box.hidden = !list.children.length
    box.querySelector("[data-count]").textContent = items.length
  }
  panel.querySelector("[data-before-ready]").hidden = wants.length + advice.length > 0
  again.hidden = !left.size
}

/** The same in the bar, where a phone shows it too. The server may have sent the bar anew. */
const renderBar = (wants, advice) => {
  const menu = form.querySelector("[data-wants]")
  const isOver = OVER.has(form.elements.state.value)
  const words = [wants.length || isOver ? many(wants.length, "still to do") : "Ready", many(advice.length, "to look at")]
  const summary = words.filter(Boolean).join(" · ")
  menu.hidden = !summary
  menu.classList.toggle("is-ready", !wants.length)
  menu.querySelector("summary").textContent = summary
  for (const [name, items] of Object.entries({ wants, advice })) {
    const box = menu.querySelector(`[data-wants-list=${name}]`)
    box.hidden = !items.length
    fill(box.querySelector("ul"), items, false)
  }
  menu.querySelector("[data-wants-none]").hidden = wants.length + advice.length > 0
  return summary
}

const open = () => found && { wants: found.wants, advice: found.advice.filter((item) => !left.has(keyOf(item))) }

const render = () => {
  if (!found) return
  const { wants, advice } = open()
  renderPanel(wants, advice)
  const summary = renderBar(wants, advice)
  if (status.textContent !== summary) status.textContent = summary
}

onLook((answer) => {
  panel.classList.toggle("is-behind", !answer)
  panel.querySelector("[data-before-behind]").hidden = Boolean(answer)
  if (!answer) return
  found = answer
  if (place() !== kept && left.size) write(place(), [...left]) // the story was begun since
  kept = place()
  render()
})

// lines that waited for a hand to go away
for (const leaving of ["pointerleave", "focusout"]) panel.addEventListener(leaving, () => requestAnimationFrame(render))
// what stands below the lists does not move while somebody writes there
panel.parentElement.addEventListener("focusin", ({ target }) => {
  const lists = panel.querySelector("[data-before-lists]")
  lists.style.height = panel.contains(target) ? "" : `${lists.offsetHeight}px`
})
panel.parentElement.addEventListener("focusout", () => (panel.querySelector("[data-before-lists]").style.height = ""))
// a bar that the server sent anew
form.addEventListener("story:bar", render)

/** Leads to the next thing to do or to look at, or with -1 to the one before; round and round. */
export const goToNext = (step = 1) => {
  if (!found) return
  const { wants, advice } = open()
  const all = [...wants, ...advice]
  if (!all.length) {
    status.textContent = ""
    status.textContent = "Nothing to do: ready to go out."
    return
  }
  const at = all.findIndex((item) => keyOf(item) === current)
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length
  current = keyOf(all[next])
  status.textContent = `${next + 1} of ${all.length}: ${all[next].sentence}`
  goTo(all[next].anchor, all[next].words)
}

lookNow()
