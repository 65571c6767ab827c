// The banner's form: its story is found by a few words, and its end is set by how long it stands.

import { findStories } from "./choose.js";

const form = document.querySelector(".front-banner-form")
const loaded = performance.now()

// what is sent is the story's number; what is seen is its headline
const field = form.elements.story
const sent = Object.assign(document.createElement("input"), { type: "hidden", name: "story", value: field.value })
field.removeAttribute("name")
field.after(sent)
field.addEventListener("input", () => (sent.value = field.value))
findStories(field, form.dataset.find, ({ id, label }) => {
  field.value = label
  sent.value = id
})

// the hours of the newsroom, whose zone need not be that of this machine
const MINUTE = 60_000
const now = () => new Date(`${form.dataset.now}Z`).getTime() + performance.now() - loaded
const begins = () => (form.elements.begins.value ? new Date(`${form.elements.begins.value}Z`).getTime() : now())
for (const button of form.querySelectorAll("[data-minutes]")) {
  button.addEventListener("click", () => {
    const ends = new Date(begins() + Number(button.dataset.minutes) * MINUTE)
    form.elements.ends.value = ends.toISOString().slice(0, 16)
  })
}
