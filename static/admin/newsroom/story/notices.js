// What somebody must know about the story while they write it: calm lines in the bar, which stay in view.

import { form } from "./form.js";

const holder = document.createElement("div")
holder.className = "story-notices"
form.querySelector(".story-bar").append(holder)
const shown = new Map()

export const button = (text, then, tone = "plain") => {
  const made = document.createElement("button")
  Object.assign(made, { type: "button", textContent: text, className: `nr-button nr-button--${tone} story-notices__do` })
  made.addEventListener("click", then)
  return made
}

export const link = (text, href) =>
  Object.assign(document.createElement("a"), { textContent: text, href, target: "_blank", className: "nr-button story-notices__do" })

export const bold = (text) => Object.assign(document.createElement("b"), { textContent: text })

/** Shows `words` (texts and elements) and below them `ways` (buttons and links) as the notice `name`, in the place of
 * the one that it was. With `isAlert` it is read out at once, and may be focused; else when there is time for it. */
export const notify = (name, words, ways = [], { isAlert = false, tone = "plain" } = {}) => {
  const line = Object.assign(document.createElement("p"), { className: "story-notices__words" })
  line.append(...words)
  const now = document.createElement("section")
  now.className = `story-notices__one story-notices__one--${tone}`
  now.dataset.notice = name
  now.setAttribute("role", isAlert ? "alert" : "status")
  if (isAlert) now.tabIndex = -1
  now.append(line)
  if (ways.length) {
    const row = Object.assign(document.createElement("div"), { className: "story-notices__ways" })
    row.append(...ways)
    now.append(row)
  }
  const before = shown.get(name)
  if (before?.textContent === now.textContent) {
    // the same words again: nothing is read out twice, and no button goes from under the pointer
    const fresh = [...now.querySelectorAll(".story-notices__do")]
    before.querySelectorAll(".story-notices__do").forEach((old, number) => {
      const hadFocus = old === document.activeElement
      old.replaceWith(fresh[number])
      if (hadFocus) fresh[number].focus()
    })
    return
  }
  const hadFocus = before?.contains(document.activeElement)
  if (before) before.replaceWith(now)
  else holder.append(now)
  shown.set(name, now)
  if (hadFocus) now.querySelector(".story-notices__do")?.focus()
}

/** Takes the notice `name` away. */
export const dismiss = (name) => {
  shown.get(name)?.remove()
  shown.delete(name)
}
