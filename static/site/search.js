/* Suggestions while somebody types: a combobox with a list, as ARIA 1.2 has it. Without this the form works as it is. */

const PAUSE = 150 // milliseconds after the last key
const form = document.querySelector(".ask")
const around = form.querySelector("[data-suggestions]")
const field = around.querySelector("input")
const said = form.querySelector("[data-said]")
const list = document.createElement("ul")
let offered = []
let active = -1
let timer = 0
let asked = "" // what the list answers, or will
let asking = new AbortController()

function line({ text, kind }, index) {
  const option = document.createElement("li")
  const words = document.createElement("span")
  const note = document.createElement("small")
  words.textContent = text
  words.dir = "auto"
  note.textContent = kind
  option.id = `offered-${index}`
  option.setAttribute("role", "option")
  option.setAttribute("aria-selected", "false")
  option.append(words, " ", note)
  return option
}

function mark(index) {
  active = index
  for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === index))
  if (index < 0) field.removeAttribute("aria-activedescendant")
  else field.setAttribute("aria-activedescendant", list.children[index].id)
  list.children[index]?.scrollIntoView({ block: "nearest" })
}

function show(found, sentence = "") {
  offered = found
  list.replaceChildren(...found.map(line))
  list.hidden = !found.length
  field.setAttribute("aria-expanded", String(Boolean(found.length)))
  said.textContent = sentence
  mark(-1)
}

function close() {
  clearTimeout(timer)
  asking.abort()
  asked = ""
  show([])
}

async function look() {
  const words = field.value.trim()
  if (words === asked) return
  if (!words) return close()
  asking.abort()
  asking = new AbortController()
  asked = words
  const { signal } = asking
  try {
    const answer = await fetch(`${around.dataset.suggestions}?${new URLSearchParams({ q: words })}`, { signal })
    const { suggestions, said: sentence } = answer.ok ? await answer.json() : { suggestions: [] }
    if (signal.aborted || document.activeElement !== field) return
    show(suggestions, sentence)
  } catch {
    if (!signal.aborted) asked = "" // offline; the form tells
  }
}

function go(index) {
  const { url } = offered[index]
  close()
  location.assign(url)
}

const KEYS = {
  ArrowDown: () => mark(active + 1 < offered.length ? active + 1 : 0),
  ArrowUp: () => mark(active > 0 ? active - 1 : offered.length - 1),
  Enter: () => go(active),
  Escape: close,
}

list.id = "offered"
list.className = "offered"
list.hidden = true
list.setAttribute("role", "listbox")
list.setAttribute("aria-label", around.dataset.label)
field.after(list)
field.setAttribute("role", "combobox")
field.setAttribute("aria-autocomplete", "list")
field.setAttribute("aria-expanded", "false")
field.setAttribute("aria-controls", list.id)

field.addEventListener("input", () => {
  clearTimeout(timer)
  timer = setTimeout(look, PAUSE)
})
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return
  if (event.key === "ArrowDown" && !offered.length) return look()
  if (!offered.length || !(event.key in KEYS) || (event.key === "Enter" && active < 0)) return
  event.preventDefault()
  KEYS[event.key]()
})
field.addEventListener("blur", close)
list.addEventListener("mousedown", (event) => event.preventDefault()) // the field keeps the focus
list.addEventListener("click", (event) => {
  const index = [...list.children].indexOf(event.target.closest("li"))
  if (index >= 0) go(index)
})
if (field.value !== field.defaultValue && document.activeElement === field) look() // typed before this was here
// an address without what was left empty
form.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name)
})
