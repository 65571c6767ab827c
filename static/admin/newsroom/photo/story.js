// The one story that a photo is for: found by words of its headline. Without this the field holds its key.

import { asked, combobox } from "./combobox.js";
import { element } from "./element.js";

/** Puts a field that finds stories in the place of `key`; `fact` is shown where `limit` asks for a story. */
export const setUpStory = (key, limit, url) => {
  const fact = key.closest("[data-fact]")
  const field = element("input", { type: "text", id: key.id, value: key.closest("[data-story-called]").dataset.storyCalled })
  if (!field.value) field.value = key.value
  for (const attribute of ["aria-describedby", "aria-invalid"]) {
    if (key.hasAttribute(attribute)) field.setAttribute(attribute, key.getAttribute(attribute))
  }
  key.removeAttribute("id")
  key.type = "hidden"
  key.after(field)
  field.addEventListener("input", () => (key.value = field.value))
  combobox(field, {
    name: "Stories",
    find: async (signal) => {
      const q = field.value.trim()
      const answer = q.length > 1 && (await asked(url, { q }, signal))
      return (answer?.results ?? []).map((story) => ({ ...story, label: story.headline, note: story.where }))
    },
    onChoose: (story) => {
      field.value = story.headline
      key.value = story.id
    },
  })
  const show = () => (fact.hidden = limit.value !== "story" && !fact.matches(".photo-fact--wrong"))
  limit.addEventListener("change", show)
  show()
}
