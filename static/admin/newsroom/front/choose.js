// A story for a place, found by a few words of it.

import { asked, combobox } from "../photo/combobox.js";

/** Makes `field` find our stories; `onChoose` is called with one of them, which has `id`, `label` and `note`. */
export const findStories = (field, url, onChoose) =>
  combobox(field, {
    name: "Stories",
    find: async (signal) => {
      const answer = field.value.trim() ? await asked(url, { q: field.value }, signal) : null
      return (answer?.results ?? []).map(({ id, headline, where }) => ({ id, label: headline, note: where }))
    },
    onChoose,
    onEnter: () => true, // it sends no form
  })

/** Lets the buttons of places in `holder` open the dialog; `onChoose` is called with a story's key and the place. */
export const setUpChoosing = (holder, url, onChoose) => {
  const dialog = document.querySelector("[data-choose-dialog]")
  const field = dialog.querySelector("input")
  const title = dialog.querySelector("h2")
  let place = ""
  findStories(field, url, ({ id }) => {
    dialog.close()
    onChoose(id, place)
  })
  holder.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-choose]")
    if (!button) return
    place = button.dataset.choose
    title.textContent = button.getAttribute("aria-label")
    field.value = ""
    dialog.showModal()
    field.focus()
  })
}
