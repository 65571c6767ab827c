// How long the story is, and how long its headlines are for where they are shown, live.

import { editorReady, form } from "./form.js";

const WORDS_A_MINUTE = 230
const WITHOUT_WORDS = new Set(["newsPhoto", "newsGallery", "newsEmbed", "relatedStory"]) // of the story's own

const number = new Intl.NumberFormat(document.documentElement.lang || "en")
const many = (count, one, more = `${one}s`) => `${number.format(count)} ${count === 1 ? one : more}`

// -- the text. A block that did not change is the same object: it is counted once

const counted = new WeakMap()

const lengthOf = (block) => {
  if (WITHOUT_WORDS.has(block.type.name)) return { words: 0, characters: 0 }
  if (!counted.has(block)) {
    const text = block.textBetween(0, block.content.size, "\n", "\n")
    counted.set(block, { words: text.match(/\S+/g)?.length ?? 0, characters: text.length })
  }
  return counted.get(block)
}

const showLength = (doc) => {
  let words = 0
  let characters = 0
  doc.forEach((block) => {
    const length = lengthOf(block)
    words += length.words
    characters += length.characters
  })
  const minutes = Math.ceil(words / WORDS_A_MINUTE)
  const told = [many(words, "word"), many(characters, "character"), minutes && `${minutes} min`].filter(Boolean)
  // the bar may have been sent anew
  const shown = form.querySelector("[data-words]")
  if (shown.textContent !== told.join(" · ")) {
    shown.replaceChildren(
      ...told.flatMap((words, place) => {
        const piece = document.createElement("span")
        piece.textContent = `${place ? " · " : ""}${words}`
        return [piece]
      }),
    )
  }
}

editorReady.then((editor) => {
  let waiting = false
  const count = () => {
    if (waiting) return
    waiting = true
    requestAnimationFrame(() => {
      waiting = false
      showLength(editor.state.doc)
    })
  }
  editor.on("update", count)
  form.addEventListener("story:bar", count)
  count()
})

// -- headlines

const { list, search, summary } = Object.fromEntries(
  Object.entries(form.querySelector("[data-lengths]").dataset).map(([name, value]) => [name, Number(value)]),
)
const text = (name) => form.elements[name].value.trim()

/** What each field is shown in, and how much of it: nothing where another field stands in its place. */
const PLACES = {
  headline: () => [!text("short_headline") && [list, "for lists"], !text("social_headline") && [search, "for search"]],
  short_headline: () => [[list, "for lists"]],
  standfirst: () => [!text("social_summary") && [summary, "for search"]],
  social_headline: () => [[search, "for search"]],
  social_summary: () => [[summary, "for search"]],
}

const meters = Object.keys(PLACES).map((name) => {
  const field = form.elements[name]
  const meter = document.createElement("p")
  meter.className = "meter"
  meter.id = `${field.id}_meter`
  field.after(meter)
  field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), meter.id].filter(Boolean).join(" "))
  return { name, field, meter }
})

const measure = () => {
  for (const { name, field, meter } of meters) {
    const length = [...field.value.trim()].length
    const places = PLACES[name]().filter(Boolean)
    meter.replaceChildren(
      ...(length ? places : []).flatMap(([most, where], place) => {
        const piece = document.createElement("span")
        piece.className = length > most ? "meter__over" : ""
        piece.textContent = `${length} of ${most} ${where}`
        return place ? [" · ", piece] : [piece]
      }),
    )
    meter.classList.toggle("is-over", places.some(([most]) => length > most))
  }
}
for (const name of ["input", "story:put"]) form.addEventListener(name, measure)
measure()
