// The lead photo: chosen in the library, or dropped here as a file; shown with its credit.

import { form, touch } from "./form.js";
import { creditLine } from "../body/credit.js";
import { card, remember } from "../body/library.js";
import { sendPhoto } from "../photos/send-photo.js";
import { uploadCard } from "../photos/upload-card.js";
import { withdrawnMark } from "../photos/withdrawn.js";

const lead = form.querySelector("[data-lead]")
const number = form.elements.lead_photo
const { lead_caption: caption, lead_alt: alt, lead_decorative: decorative } = form.elements
const thumb = lead.querySelector("[data-lead-thumb]")
const credit = lead.querySelector("[data-lead-credit]")
const remove = lead.querySelector("[data-lead-remove]")
const file = lead.querySelector("[data-lead-file]")
const chooser = lead.querySelector(".related-lookup")
const addresses = {
  cardUrl: lead.dataset.card,
  creditUrl: lead.dataset.credit,
  namesUrl: lead.dataset.names,
  partsUrl: lead.dataset.creditParts,
}

const show = async ({ isNew }) => {
  const id = number.value.trim()
  lead.classList.toggle("is-empty", !id && !caption.value && !alt.value)
  chooser.textContent = id ? "Change" : "Choose the lead photo"
  remove.hidden = !id
  thumb.hidden = true
  lead.querySelector(".nr-withdrawn")?.remove()
  credit.replaceChildren()
  if (!id) return
  const line = creditLine(addresses, id)
  credit.replaceChildren(line.dom)
  const photo = await card(addresses.cardUrl, id).catch(() => null)
  if (number.value.trim() !== id) return // another was chosen while this one was on its way
  if (!photo) return line.tell("The photo cannot be shown just now.")
  if (photo.missing) return line.tell("This photo is not in the library.")
  if (photo.withdrawn) thumb.before(withdrawnMark(photo))
  else {
    thumb.src = photo.src
    thumb.alt = photo.title
    thumb.hidden = false
  }
  line.fill(photo)
  if (!isNew) return
  if (!caption.value.trim()) caption.value = photo.caption
  if (!alt.value.trim()) alt.value = photo.alt
  touch()
}

const showDecorative = () => (alt.readOnly = decorative.checked)
const showAll = () => {
  show({ isNew: false })
  showDecorative()
}

const take = (photo) => {
  remember(photo)
  number.value = photo.id
  window.django.jQuery(number).trigger("change")
  caption.focus()
}

// -- files, dropped here or chosen on this machine

let current = null // the card of the one on its way

const bring = (picture) => {
  let stop = new AbortController()
  const away = () => {
    stop.abort()
    shown.dom.remove()
    shown.close()
    chooser.focus()
  }
  const put = (photo) => {
    away()
    take(photo)
  }
  const send = async ({ again = false } = {}) => {
    stop = new AbortController()
    const { signal } = stop
    shown.progress(0)
    const outcome = await sendPhoto(lead.dataset.upload, picture, { again, signal, onProgress: shown.progress })
    if (signal.aborted) return
    if (outcome.refused) return shown.refuse(outcome.refused)
    if (outcome.waiting) return shown.wait(outcome.waiting)
    if (outcome.twins) return shown.twins(outcome.said, outcome.twins)
    put(outcome.card)
  }
  const shown = uploadCard(picture, {
    onCancel: away,
    onRetry: send,
    onDismiss: away,
    onOurs: put,
    onTwice: () => send({ again: true }),
  })
  current?.remove()
  current = shown.dom
  credit.after(shown.dom)
  send()
}

const isOfFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files")
const mayDrop = (event) => isOfFiles(event) && !number.matches(":disabled") && !number.readOnly
for (const name of ["dragenter", "dragover"]) {
  lead.addEventListener(name, (event) => {
    if (!mayDrop(event)) return
    event.preventDefault()
    lead.classList.add("is-over")
  })
}
lead.addEventListener("dragleave", (event) => lead.contains(event.relatedTarget) || lead.classList.remove("is-over"))
lead.addEventListener("drop", (event) => {
  lead.classList.remove("is-over")
  if (!mayDrop(event) || !event.dataTransfer.files.length) return
  event.preventDefault()
  bring(event.dataTransfer.files[0])
})
file.addEventListener("change", () => {
  if (file.files.length) bring(file.files[0])
  file.value = ""
})

lead.classList.add("is-live")
window.django.jQuery(number).on("change", () => show({ isNew: true }))
decorative.addEventListener("change", showDecorative)
// Enter in the credit goes on to the caption; by itself a browser would send the whole form
credit.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return
  event.preventDefault()
  caption.focus()
})
remove.addEventListener("click", () => {
  number.value = caption.value = alt.value = ""
  decorative.checked = false
  show({ isNew: false })
  touch()
  chooser.focus()
})
form.addEventListener("story:put", showAll)
showAll()
