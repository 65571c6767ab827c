// The photo library, as the text asks it: what a photo is, and which one to use.

import { crel } from "django-prose-editor/editor"

const cards = new Map()

/** Resolves to the facts of a photo: title, caption, alt, credit, src; `missing` where the library has none such. */
export const card = (template, id) => {
  const key = String(id)
  if (!cards.has(key)) {
    const found = fetch(template.replace("{id}", encodeURIComponent(key))).then((answer) => {
      if (answer.ok) return answer.json()
      if (answer.status === 404) return { missing: true }
      throw new Error(`photo ${key}: ${answer.status}`)
    })
    found.catch(() => cards.delete(key))
    cards.set(key, found)
  }
  return cards.get(key)
}

/** Keeps the facts of a photo that have just come from the server. */
export const remember = (facts) => cards.set(String(facts.id), Promise.resolve(facts))

/** Opens the library in the admin's own pop-up; resolves to the number of the photo that was chosen or added. */
const choose = (url) =>
  new Promise((resolve) => {
    const id = "story-photo-choice"
    document.getElementById(id)?.remove()
    const input = crel("input", { type: "hidden", id })
    document.body.append(input)
    window.django.jQuery(input).on("change", () => {
      input.remove()
      resolve(input.value)
    })
    window.showRelatedObjectLookupPopup({ id: `lookup_${id}`, href: new URL(url, location.href).href })
  })

/** Lets somebody choose a photo; resolves to its facts as they are now. */
export const chooseCard = async ({ pickerUrl, cardUrl }) => {
  const id = await choose(pickerUrl)
  cards.delete(id) // it may have been added, or changed, a moment ago
  return card(cardUrl, id).catch(() => ({ id }))
}
