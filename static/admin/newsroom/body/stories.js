// Our own stories, found by typing: a field with the list of those that hold the words.

import { crel } from "django-prose-editor/editor"
import { form } from "../story/form.js";

const PAUSE = 200 // milliseconds after the last key
const MOST_KEYS = 100 // that the server answers for at once
const known = new Map() // what each story is, or will turn out to be, by its key
let count = 0
let next = null // the request that is about to go: the keys that it asks for, and what it finds

/** Resolves to the stories that hold `words`: `[{ id, headline, href, where, live }]`. */
const findStories = async (url, words, options) => {
  const answer = await fetch(`${url}?${new URLSearchParams({ q: words })}`, { redirect: "error", ...options })
  if (!answer.ok) throw new Error(`stories: ${answer.status}`)
  const { results } = await answer.json()
  return results.filter(({ id }) => String(id) !== form.dataset.story) // a story leads to others
}

const storiesOf = async (url, keys) => {
  const query = new URLSearchParams(keys.map((key) => ["key", key]))
  const answer = await fetch(`${url}?${query}`, { redirect: "error" })
  if (!answer.ok) throw new Error(`stories ${keys}: ${answer.status}`)
  const { results } = await answer.json()
  return new Map(results.map((story) => [String(story.id), story]))
}

/** Asks for the story of `key`, in one request with all that are asked for before the page goes on. */
const ask = async (url, key) => {
  if (!next || next.keys.length === MOST_KEYS) {
    const keys = []
    const found = Promise.resolve().then(() => {
      if (next.keys === keys) next = null
      return storiesOf(url, keys)
    })
    next = { keys, found }
  }
  next.keys.push(key)
  return (await next.found).get(key)
}

/** Resolves to our story of this key, or to undefined where it is not there, or not this person's to read. */
export const findStory = (url, key) => {
  if (!known.has(key)) {
    const found = ask(url, key)
    found.catch(() => known.delete(key))
    known.set(key, found)
  }
  return known.get(key)
}

/** Keeps a story that has just come from the server. */
export const rememberStory = (story) => known.set(String(story.id), Promise.resolve(story))

const option = (id, { headline, where }) =>
  crel("li", { id, role: "option", "aria-selected": "false" }, [
    crel("span", { className: "news-found__what", textContent: headline }),
    crel("small", { textContent: where }),
  ])

/**
 * Makes `field` a combobox over our stories. `onChoose` is called with a story; `before(words)` returns what is offered
 * in place of stories, or nothing; fewer than `atLeast` characters find none. Returns the element to put under the field.
 */
export const storyCombobox = (field, url, { onChoose, before = () => null, atLeast = 2 }) => {
  const name = `stories-found-${(count += 1)}`
  const list = crel("ul", { className: "news-found", role: "listbox", id: name, "aria-label": "Stories", hidden: true })
  const says = crel("p", { className: "news-found__says", role: "status" })
  let found = []
  let active = -1
  let asked = new AbortController()
  let timer = 0

  const mark = (index) => {
    active = index
    ;[...list.children].forEach((dom, at) => dom.setAttribute("aria-selected", String(at === index)))
    if (index < 0) field.removeAttribute("aria-activedescendant")
    else field.setAttribute("aria-activedescendant", list.children[index].id)
    list.children[index]?.scrollIntoView({ block: "nearest" })
  }
  const show = (results, sentence) => {
    found = results
    list.replaceChildren(...results.map((story, index) => option(`${name}-${index}`, story)))
    list.hidden = !results.length
    says.textContent = sentence
    field.setAttribute("aria-expanded", String(Boolean(results.length)))
    mark(-1)
  }
  const search = async () => {
    const words = field.value.trim()
    const first = [before(words)].filter(Boolean)
    asked.abort()
    if (words.length < atLeast || first.length) {
      show(first, "")
      return
    }
    asked = new AbortController()
    const { signal } = asked
    const results = await findStories(url, words, { signal }).catch(() => null)
    if (signal.aborted) return
    if (!results) show([], "The stories cannot be searched just now.")
    else show(results, results.length ? "" : "No story of ours has these words.")
  }
  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(search, PAUSE)
  })
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.isComposing) return
    if (step && found.length) {
      event.preventDefault()
      mark((active + step + found.length) % found.length)
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault()
      onChoose(found[active])
    }
  })
  list.addEventListener("mousedown", (event) => event.preventDefault()) // the field keeps the focus
  list.addEventListener("click", (event) => {
    const index = [...list.children].indexOf(event.target.closest("li"))
    if (index >= 0) onChoose(found[index])
  })
  for (const [attribute, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-expanded", "false"],
    ["aria-controls", name],
    ["autocomplete", "off"],
  ]) {
    field.setAttribute(attribute, value)
  }
  return crel("div", {}, [list, says])
}
