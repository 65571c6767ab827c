// The library's grid by keyboard: arrows move, space or X chooses, Enter opens, Shift takes all between. What is added
// meanwhile stands first in it.

import { dressThumbs } from "./thumbs.js";

const list = document.querySelector("[data-grid]")
const bar = document.querySelector("[data-picked]") // only where photos are chosen by boxes
let from = null // where a range begins: what was chosen last

const all = () => [...list.children]
const linkOf = (one) => one.querySelector(".nr-photo")
const boxOf = (one) => one.querySelector("[name=photo]")
const chosen = () => all().filter((one) => boxOf(one).checked).length

const tell = () => {
  const count = chosen()
  bar.classList.toggle("is-on", count > 0)
  bar.querySelector("[data-picked-count]").textContent = count ? `${count} selected` : ""
  bar.querySelector("[data-picked-edit]").textContent = `Edit facts of ${count}`
}

const choose = (one, isChosen) => {
  boxOf(one).checked = isChosen
  from = one
  tell()
}

const chooseRange = (to) => {
  const ones = all()
  const [first, last] = [ones.indexOf(from ?? ones[0]), ones.indexOf(to)].sort((one, other) => one - other)
  for (const one of ones.slice(first, last + 1)) boxOf(one).checked = true
  tell()
}

const chooseAll = (isChosen) => {
  for (const one of all()) boxOf(one).checked = isChosen
  tell()
}

/** The Tab key stops at one photo of the grid, at this one. */
const stopAt = (link) => {
  for (const one of all()) linkOf(one).tabIndex = linkOf(one) === link ? 0 : -1
}

const across = (ones) => {
  const second = ones.findIndex(({ offsetTop }) => offsetTop !== ones[0].offsetTop)
  return second < 0 ? ones.length : second
}

const STEPS = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at, ones) => at + across(ones),
  ArrowUp: (at, ones) => at - across(ones),
  Home: () => 0,
  End: (at, ones) => ones.length - 1,
}

const move = (event, at, ones) => {
  const to = ones[STEPS[event.key](at, ones)]
  event.preventDefault()
  if (!to) return
  stopAt(linkOf(to))
  linkOf(to).focus()
  if (!event.shiftKey || !bar) return
  if (!boxOf(ones[at]).checked) from = ones[at]
  chooseRange(to)
}

const onKey = (event) => {
  const ones = all()
  const at = ones.findIndex((one) => one.contains(event.target))
  if (at < 0 || event.altKey) return
  const isCommand = event.ctrlKey || event.metaKey
  if (event.key in STEPS && !isCommand) return move(event, at, ones)
  if (!bar) return
  if (isCommand && event.key.toLowerCase() === "a") chooseAll(true)
  else if (isCommand) return
  else if (event.key === "Escape" && chosen()) chooseAll(false)
  else if (event.key === " " || event.key.toLowerCase() === "x") {
    if (event.shiftKey) chooseRange(ones[at])
    else choose(ones[at], !boxOf(ones[at]).checked)
  } else return
  event.preventDefault()
}

const onBox = ({ target, shiftKey }) => {
  if (!target.matches("[name=photo]")) return
  const one = target.closest("li")
  if (shiftKey && target.checked) chooseRange(one)
  from = one
  tell()
}

const onEscape = (event) => {
  const isTyping = event.target.closest?.("input:not([type=checkbox]), select, textarea, details, [data-grid]")
  if (event.key === "Escape" && !isTyping && chosen()) chooseAll(false)
}

const makeOne = (one) => {
  linkOf(one).tabIndex = -1
  if (!bar) return
  boxOf(one).tabIndex = -1 // the photo itself is chosen by a key
  linkOf(one).setAttribute("aria-keyshortcuts", "X Space")
}

/** Makes the grid one stop of the Tab key, and its photos a choice. */
export const makeGrid = () => {
  if (!list) return
  for (const one of all()) makeOne(one)
  if (list.children.length) stopAt(linkOf(list.firstElementChild))
  list.addEventListener("keydown", onKey)
  list.addEventListener("focusin", ({ target }) => target.matches(".nr-photo") && stopAt(target))
  if (!bar) return
  list.addEventListener("click", onBox)
  document.addEventListener("keydown", onEscape)
  const clear = bar.querySelector("[data-picked-clear]")
  clear.hidden = false
  clear.addEventListener("click", () => {
    chooseAll(false)
    linkOf(from ?? list.firstElementChild).focus()
  })
  bar.hidden = false
  bar.classList.add("is-live")
  tell() // what was chosen before a way back
  window.addEventListener("pageshow", tell)
}

// -- what is added while the page is open

const countOne = () => {
  const count = document.querySelector(".nr-count")
  const [, known] = count?.textContent.trim().match(/^([\d,]+) photos?$/) ?? []
  if (known) count.textContent = `${(Number(known.replaceAll(",", "")) + 1).toLocaleString("en-GB")} photos`
}

const fresh = new Map() // those that were put in, with their numbers

/** Whether the grid shows the newest photos, so that one that is added belongs at its front. */
export const showsNewest = () => Boolean(list?.dataset.card)

/** Puts the new photo `id` first in the grid, as the server shows it; what is chosen stays so, and the focus. */
export const putFirst = async (id) => {
  if (!showsNewest()) return
  const answer = await fetch(list.dataset.card.replace("{id}", id)).catch(() => null)
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null
  const one = page?.querySelector(".nr-photos__one")
  if (!one) return // it is there when the page is opened again
  const isFirstOfAll = !list.children.length
  fresh.set(one, id)
  // of several that come at once, the newest stands first whichever answer was here first
  const next = all().find((other) => !fresh.has(other) || fresh.get(other) < id)
  list.insertBefore(one, next ?? null)
  list.hidden = false
  document.querySelector(".nr-none")?.remove()
  makeOne(one)
  if (isFirstOfAll) stopAt(linkOf(one))
  dressThumbs(one)
  countOne()
  const { popupOpener } = linkOf(one).dataset
  if (!popupOpener) return
  linkOf(one).addEventListener("click", (event) => {
    event.preventDefault()
    window.opener.dismissRelatedLookupPopup(window, popupOpener)
  })
}
