// The form of a page of the house. It saves without this module; with it, what is typed outlives a lost connection, a
// login that ended and a closed browser: it is kept here until it is saved, and offered to who opens the page again.

import { bodyHTML, editorReady, form } from "./story/form.js";
import "./story/stick.js";

const PAUSE = 600 // milliseconds after the last key
const FIELDS = ["title", "summary"]
const key = `page:${form.dataset.kept}`

const typed = () => ({
  ...Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value])),
  body: bodyHTML(),
})

/** What makes no difference: the empty paragraph at the end that the editor keeps to type in. */
const bare = (words) => JSON.stringify(words).replace(/<p>(<br[^>]*>)?<\/p>/g, "").normalize("NFC")

const read = () => {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null // storage that is switched off, or holds something else
  }
}

const write = (words) => {
  try {
    if (words) localStorage.setItem(key, JSON.stringify({ at: Date.now(), words }))
    else localStorage.removeItem(key)
  } catch {
    // full, or switched off: the form is still there
  }
}

const button = (label, className, onClick) => {
  const dom = document.createElement("button")
  dom.type = "button"
  dom.className = className
  dom.textContent = label
  dom.addEventListener("click", onClick)
  return dom
}

/** Offers what was typed before and never saved. */
const offer = (editor, { at, words }) => {
  const box = document.createElement("div")
  box.className = "story-notice story-notice--stale"
  box.setAttribute("role", "status")
  const sentence = document.createElement("p")
  const when = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" })
  sentence.textContent = `What you typed here until ${when} was not saved. It is kept in this browser.`
  const ways = document.createElement("p")
  ways.className = "story-notice__ways"
  const bringBack = () => {
    for (const name of FIELDS) form.elements[name].value = words[name]
    editor.commands.setContent(words.body, { emitUpdate: true })
    box.remove()
    form.elements.title.focus()
  }
  const throwAway = () => {
    write(null)
    box.remove()
    form.elements.title.focus()
  }
  ways.append(
    button("Bring it back", "nr-button", bringBack),
    button("Throw it away", "nr-button nr-button--quiet", throwAway),
  )
  box.append(sentence, ways)
  form.querySelector(".story-bar").after(box)
}

editorReady.then((editor) => {
  const saved = "unsaved" in form.dataset ? "" : bare(typed()) // a form that came back is not saved
  const kept = read()
  if (kept && saved) {
    if (bare(kept.words) === saved) write(null)
    else offer(editor, kept)
  }
  let timer = 0
  const keep = () => {
    clearTimeout(timer)
    if (form.classList.contains("is-unsaved")) write(typed())
  }
  const onChange = () => {
    form.classList.toggle("is-unsaved", bare(typed()) !== saved)
    clearTimeout(timer)
    timer = setTimeout(keep, PAUSE)
  }
  form.addEventListener("input", onChange)
  editor.on("update", onChange)
  addEventListener("pagehide", keep)
  form.addEventListener("submit", keep)
})

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return
  event.preventDefault()
  form.requestSubmit(form.querySelector("[name=_save]"))
})

// a title is one line, however it wraps: Enter goes on to what comes next
for (const [name, next] of [["title", () => form.elements.summary], ["summary", () => form.querySelector(".tiptap")]]) {
  form.elements[name].addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    next()?.focus()
  })
}

// what was wrong is read out, and is where one goes on
form.querySelector("[role=alert]")?.focus()
