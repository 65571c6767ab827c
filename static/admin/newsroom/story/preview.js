// The story as its readers will see it, beside the text, as it is typed.

import { editorReady, form } from "./form.js";
import { bringPage, onLook } from "./look.js";
import { follow, showPage } from "./preview-page.js";
import { read, write } from "./store.js";

const REMEMBERED = "newsroom:preview"
const WIDTHS = { phone: 390, desktop: 1200 }

const pane = document.querySelector("[data-preview-pane]")
const frame = pane.querySelector("iframe")
const stage = pane.querySelector("[data-preview-stage]")
const status = pane.querySelector("[data-preview-status]")
const tabs = [...pane.querySelectorAll("[role=tab]")]
const widths = [...pane.querySelectorAll("[data-width]")]
const small = matchMedia("(max-width: 900px)")

let width = read(REMEMBERED)?.width in WIDTHS ? read(REMEMBERED).width : "phone"
let opener = null

// -- how wide it is

const fit = () => {
  const wide = WIDTHS[width]
  const scale = Math.min(1, stage.clientWidth / wide)
  Object.assign(frame.style, {
    width: `${wide}px`,
    height: `${stage.clientHeight / scale}px`,
    transform: `scale(${scale})`,
    marginInlineStart: `${Math.max(0, (stage.clientWidth - wide * scale) / 2)}px`,
  })
}
new ResizeObserver(fit).observe(stage)

const choose = (name) => {
  width = name
  write(REMEMBERED, { width })
  for (const button of widths) button.setAttribute("aria-pressed", button.dataset.width === name)
  fit()
}
for (const button of widths) button.addEventListener("click", () => choose(button.dataset.width))
choose(width)

// -- the page, and how it is seen from outside

const select = (tab) => {
  for (const each of tabs) {
    const isChosen = each === tab
    each.setAttribute("aria-selected", isChosen)
    each.tabIndex = isChosen ? 0 : -1
    document.getElementById(each.getAttribute("aria-controls")).hidden = !isChosen
  }
}
tabs.forEach((tab, place) => {
  tab.addEventListener("click", () => select(tab))
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const next = tabs[(place + step + tabs.length) % tabs.length]
    select(next)
    next.focus()
  })
})

const showShared = (shared) => {
  const host = new URL(shared.address).host
  const path = decodeURI(new URL(shared.address).pathname).split("/").filter(Boolean)
  const said = { ...shared, host, trail: [host, ...path].join(" › "), full: `${shared.title || "No headline yet"} | ${shared.site}` }
  for (const element of pane.querySelectorAll("[data-shared]")) element.textContent = said[element.dataset.shared]
  const image = pane.querySelector("[data-shared-image]")
  image.hidden = !shared.image
  if (!shared.image) image.removeAttribute("src")
  else if (image.getAttribute("src") !== shared.image) image.src = shared.image
  image.alt = shared.alt
}

onLook((answer) => {
  if (!pane.open) return
  const sentence = answer ? "" : "The preview cannot be made just now. It goes on by itself."
  if (status.textContent !== sentence) status.textContent = sentence
  if (!answer?.html) return
  showPage(frame, answer.html, form.dataset.preview)
  showShared(answer.shared)
  pane.classList.add("has-page")
})

// -- along with the text

let following = 0
const followText = (editor) => {
  cancelAnimationFrame(following)
  following = requestAnimationFrame(() => {
    const { $from } = editor.state.selection
    const block = editor.state.doc.maybeChild($from.index(0))
    if (pane.open && block && $from.pos > 1) follow(frame, $from.index(0), block.textContent.slice(0, 200))
  })
}
editorReady.then((editor) => {
  editor.on("selectionUpdate", () => followText(editor))
  onLook(() => editor.isFocused && followText(editor))
  frame.addEventListener("load", () => followText(editor))
})

// -- open and closed

const showState = () => {
  form.classList.toggle("has-preview", pane.open)
  for (const toggle of form.querySelectorAll("[data-preview-toggle]")) {
    toggle.setAttribute("role", "button")
    toggle.setAttribute("aria-expanded", pane.open)
  }
}

/** Keeps what stands at the middle of the window where it is, while `change` makes the text wider or narrower. */
const inPlace = (change) => {
  const block = [...form.querySelectorAll(".tiptap > *")].find(
    (each) => each.getBoundingClientRect().bottom > window.innerHeight / 2,
  )
  const before = block?.getBoundingClientRect().top
  change()
  // whoever sees the beginning goes on seeing it
  if (block && window.scrollY) window.scrollBy({ top: block.getBoundingClientRect().top - before, behavior: "instant" })
}

const open = () => {
  opener = document.activeElement
  if (small.matches) pane.showModal()
  else pane.open = true // without the focus that `show` takes: one goes on writing
  inPlace(showState)
  fit()
  bringPage(true)
}

const close = () => {
  if (!pane.open) return
  const hadFocus = pane.contains(document.activeElement)
  pane.close()
  bringPage(false)
  inPlace(showState)
  if (hadFocus) (opener?.isConnected ? opener : form.querySelector("[data-preview-toggle]")).focus({ preventScroll: true })
}

/** Opens the preview, or closes it. */
export const togglePreview = () => (pane.open ? close() : open())

form.addEventListener("click", (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return // a window of its own, as with any link
  if (!event.target.closest("[data-preview-toggle]")) return
  event.preventDefault()
  togglePreview()
})
form.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches("a[data-preview-toggle]")) return
  event.preventDefault()
  togglePreview()
})
form.addEventListener("story:wanted", ({ target }) => (small.matches || target.closest(".story-side")) && close())
pane.querySelector("[data-preview-close]").addEventListener("click", close)
pane.addEventListener("cancel", (event) => {
  event.preventDefault()
  close()
})
pane.addEventListener("keydown", (event) => event.key === "Escape" && close())
small.addEventListener("change", close)
form.addEventListener("story:bar", showState)
showState()
