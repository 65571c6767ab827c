// Files that are dropped on the library, or chosen: a line each, with its own progress and its own answer.

import { button, make } from "./dom.js";
import { putFirst, showsNewest } from "./grid.js";
import { inTurn } from "./queue.js";
import { sendPhoto } from "./send-photo.js";
import { uploadCard } from "./upload-card.js";

const MOST = 200 // photos that the page for many takes
const NONE = "Nothing was added."

const section = document.querySelector("[data-uploads]")
const list = section?.querySelector("[data-uploads-list]")
const sum = section?.querySelector("[data-uploads-sum]")
const isPopup = Boolean(window.opener?.dismissRelatedLookupPopup && new URLSearchParams(location.search).has("_popup"))

/** Those that are on their way, or wait for a word; and the photos that came in. */
const open = new Set()
const added = []

const tell = () => {
  if (open.size) {
    sum.textContent = `${open.size} to go`
    return
  }
  const count = added.length
  sum.replaceChildren(make("span", { textContent: count ? `${count} ${count === 1 ? "photo" : "photos"} added.` : NONE }))
  if (count && !isPopup) {
    const query = new URLSearchParams(added.slice(-MOST).map(({ id }) => ["photo", id]))
    const words = count === 1 ? "Edit its facts" : `Edit the facts of all ${Math.min(count, MOST)}`
    sum.append(make("a", { href: `${section.dataset.many}?${query}`, textContent: words }))
    if (!showsNewest()) sum.append(make("a", { href: section.dataset.library, textContent: "See the library" }))
  }
  sum.append(button("Close", close, { className: "nr-button" }))
}

const close = () => {
  list.replaceChildren()
  sum.replaceChildren()
  added.length = 0
  section.hidden = true
  document.querySelector("[data-add], [data-files]")?.focus()
}

const choose = (photo) => window.opener.dismissRelatedLookupPopup(window, String(photo.id))

/** One file with its line. */
const bring = (file) => {
  let stopped = new AbortController()
  const line = make("li")
  const settle = () => {
    open.delete(file)
    tell()
  }
  const dismiss = () => {
    stopped.abort()
    card.close()
    const next = (line.nextElementSibling ?? line.previousElementSibling)?.querySelector("button:not([hidden]), a")
    line.remove()
    settle()
    next?.focus()
  }
  const finish = (photo, sentence) => {
    card.done(photo, sentence)
    card.close()
    if (isPopup) card.dom.append(button("Use this photo", () => choose(photo), { className: "nr-button" }))
    settle()
  }
  const useOurs = (photo) => (isPopup ? choose(photo) : finish(photo, "The one we have is used: nothing was added."))
  const start = ({ again = false } = {}) => {
    stopped = new AbortController()
    const { signal } = stopped
    open.add(file)
    tell()
    inTurn(async () => {
      if (signal.aborted) return
      card.progress(0)
      const outcome = await sendPhoto(section.dataset.upload, file, { again, signal, onProgress: card.progress })
      if (signal.aborted) return
      if (outcome.twins) return card.twins(outcome.said, outcome.twins)
      if (outcome.waiting) return card.wait(outcome.waiting)
      if (outcome.refused) {
        card.refuse(outcome.refused)
        return settle()
      }
      added.push(outcome.card)
      putFirst(outcome.card.id)
      finish(outcome.card, `Added from ${file.name}`) // cameras' names make no titles
    })
  }
  const card = uploadCard(file, {
    onCancel: dismiss,
    onRetry: start,
    onDismiss: dismiss,
    onOurs: useOurs,
    onTwice: () => start({ again: true }),
    ours: "Use the one we have",
  })
  line.append(card.dom)
  list.append(line)
  start()
}

const bringAll = (files) => {
  if (!files.length) return
  section.hidden = false
  for (const file of files) bring(file)
}

// -- where they come from

const isOfFiles = (event) => Boolean(event.dataTransfer?.types.includes("Files"))

const receive = () => {
  const over = (event) => {
    if (!isOfFiles(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = "copy"
    document.body.classList.add("is-over")
  }
  for (const name of ["dragenter", "dragover"]) window.addEventListener(name, over)
  window.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || document.body.classList.remove("is-over"))
  window.addEventListener("drop", (event) => {
    document.body.classList.remove("is-over")
    if (!isOfFiles(event)) return
    event.preventDefault()
    bringAll([...event.dataTransfer.files])
  })
}

const listen = () => {
  const files = document.querySelector("[data-files]") ?? make("input", { type: "file", multiple: true, accept: "image/*" })
  files.addEventListener("change", () => {
    bringAll([...files.files])
    files.value = ""
  })
  document.querySelector("[data-add]")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return // into a tab of its own
    event.preventDefault()
    files.click()
  })
  document.querySelector("[data-drop]")?.classList.add("is-live")
}

/** Lets files in from now on; nothing where the page has no place for them. */
export const takeFiles = () => {
  if (!section) return
  receive()
  listen()
  window.addEventListener("beforeunload", (event) => open.size && event.preventDefault())
}
