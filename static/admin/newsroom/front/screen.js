// The screen of a front: each button asks the server what it makes of the arrangement, and shows that. Save alone saves.

import { setUpChoosing } from "./choose.js";
import { setUpDragging } from "./drag.js";
import { setUpPreview } from "./preview.js";

const form = document.querySelector("[data-front]")
const holder = form.querySelector("[data-blocks]")
const notices = form.querySelector("[data-notices]")
const state = form.querySelector("[data-state]")
const said = form.querySelector("[data-said]")
const savedWords = state.textContent

let queue = Promise.resolve()
let isChanged = form.hasAttribute("data-changed")
let isLeaving = false

// -- what is said

const notice = (words, link) => {
  const box = Object.assign(document.createElement("div"), { className: "front-notice front-notice--wrong" })
  box.setAttribute("role", "alert")
  for (const sentence of words) box.append(Object.assign(document.createElement("p"), { textContent: sentence }))
  if (link) box.lastChild.append(" ", link)
  return box
}

const showErrors = (words, link) => {
  for (const old of notices.querySelectorAll(".front-notice:not(.front-notice--theirs)")) old.remove()
  if (words.length) notices.prepend(notice(words, link))
}

const setChanged = (changed) => {
  isChanged = changed
  state.textContent = changed ? "Not saved yet" : savedWords
  state.classList.toggle("is-unsaved", changed)
}

// -- the blocks, made anew; who had the focus has it again

const keyOf = (element) => element.dataset.key ?? (element.name === "do" ? `do ${element.value}` : "")

const byKey = (key) =>
  [...holder.querySelectorAll("[data-key], button[name=do]")].find((each) => keyOf(each) === key && !each.disabled)

const replaceBlocks = (html, doing) => {
  const active = holder.contains(document.activeElement) ? document.activeElement : null
  const focused = active && keyOf(active)
  const typing = active?.matches("input") ? active.value : null
  const opened = [...holder.querySelectorAll("details[open]")].map(keyOf)
  holder.innerHTML = html
  for (const key of opened) byKey(key)?.setAttribute("open", "")
  // somebody types on while the server answers
  if (typing !== null && byKey(focused)) byKey(focused).value = typing
  const [verb, about, ...where] = doing.split(" ")
  const isOpener = focused === `choose ${where.join(" ")}` // the dialog gave the focus back to what had opened it
  const wanted = verb ? [isOpener ? "" : focused, `card ${about}`, `block ${about}`, "block top"] : [focused]
  if (focused === null && verb !== "pin") return
  wanted.map((key) => key && byKey(key)).find(Boolean)?.focus({ preventScroll: !verb })
}

// -- asking the server

const token = () => {
  const kept = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)
  if (kept) form.elements.csrfmiddlewaretoken.value = kept[1] // another one, after a login in another tab
}

const ask = async (doing) => {
  token()
  const body = new FormData(form)
  if (doing) body.set("do", doing)
  const answer = await fetch(form.dataset.look, { method: "POST", body, redirect: "manual" }).catch(() => null)
  if (answer?.ok) return answer.json()
  if (answer?.type === "opaqueredirect") {
    const link = Object.assign(document.createElement("a"), { href: form.dataset.login, target: "_blank", textContent: "Log in" })
    showErrors(["You are logged out. Nothing is lost: log in in another tab, and press the button again."], link)
  } else showErrors(["The server does not answer just now. Nothing is lost: press the button again in a moment."])
  return null
}

const preview = setUpPreview(form, () => act())

const step = async (doing, edit) => {
  if (edit && byKey(edit.key)) byKey(edit.key).value = edit.value
  const answer = await ask(doing)
  if (!answer) return false
  replaceBlocks(answer.blocks, doing)
  showErrors(answer.errors)
  setChanged(answer.changed)
  said.textContent = answer.said
  preview.show(answer.page)
  return !answer.errors.length
}

/** Does what the button `doing` does, after all that was pressed before; resolves to whether nothing was wrong.
 * With `edit`, the field of its `key` gets its `value` first: what an answer on its way would have written over. */
const act = (doing = "", edit = null) => {
  queue = queue.then(() => step(doing, edit))
  return queue
}

// -- what is pressed, chosen and typed

form.addEventListener("click", (event) => {
  const button = event.target.closest("button")
  if (button?.name === "do") {
    event.preventDefault()
    act(button.value)
  } else if (button && "until" in button.dataset) {
    const { key } = button.closest(".front-card__hours").querySelector("[name=pin_until]").dataset
    act("", { key, value: button.dataset.until })
  }
})
holder.addEventListener("change", ({ target }) => {
  if (target.dataset.moves) act(`pin ${target.dataset.moves} ${target.value}`)
  else if (target.matches("select")) act("", { key: target.dataset.key, value: target.value })
})
// a day and an hour are typed in parts: what they say counts when somebody goes on
holder.addEventListener("focusout", ({ target }) => {
  if (!target.matches("input") || target.value === target.defaultValue || !target.isConnected) return
  act("", { key: target.dataset.key, value: target.value })
})
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input")) return
  event.preventDefault()
  act()
})

form.addEventListener("submit", async (event) => {
  if (event.submitter?.hasAttribute("formaction")) return // a window of its own
  event.preventDefault()
  // who was logged out meanwhile learns it while everything is still here
  if (!(await act())) return
  isLeaving = true
  form.submit()
})
window.addEventListener("beforeunload", (event) => isChanged && !isLeaving && event.preventDefault())
window.addEventListener("pageshow", () => (isLeaving = false))

if (form.querySelector("[data-save]")) {
  setUpDragging(holder, (story, place) => act(`pin ${story} ${place}`))
  setUpChoosing(holder, form.dataset.find, (story, place) => act(`pin ${story} ${place}`))
}
act()
