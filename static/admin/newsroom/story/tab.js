// Which of all open forms this one is, and how many texts came from it. A reload, and a form that is opened again after
// a crash, go on as the form they were; a second window on the same story is another.

import { form } from "./form.js";
import { keysBelow, read, remove, write } from "./store.js";

const LETTING_GO = 3_000 // milliseconds that a page which said that it is gone may take to be
const KEPT_FOR = 30 * 86_400_000

let id = ""
let sequence = 0
let isGone = false

/** Returns the story's key, or of a story that there is not yet, what its form was given instead. */
export const storyName = () => form.dataset.story || form.elements.begun_as.value

const ALL = "newsroom:tab:"
const prefix = () => `${ALL}${form.dataset.user}:${storyName()}:`

/** Returns the name of this form, a UUID, once `tabReady` has come true. */
export const tab = () => id

/** Returns a number for the next text; each is greater than all before, also over reloads. */
export const nextSequence = () => {
  sequence = Math.max(sequence, read(prefix() + id)?.sequence ?? 0) + 1
  remember()
  return sequence
}

const remember = () => {
  // of a new story that nobody began there is nothing to remember
  if (form.dataset.story || sequence) write(prefix() + id, { sequence, isGone, at: Date.now() })
}

const uuid = () => {
  // crypto.randomUUID is not there on a site without HTTPS
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

let loading = uuid()

/** Returns the name of this loading of the form: what the server has from it, this page knows. */
export const page = () => loading

/** Goes on as the loading `name`, all of whose text this page holds now. */
export const goOnAsPage = (name) => (loading = name ?? loading)

/** Resolves to whether this window is the one that goes by `name` from now on, for as long as it is open. */
const claim = (name, patience = 0) =>
  new Promise((resolve) => {
    if (!navigator.locks) return resolve(false)
    const hold = (lock) => {
      resolve(Boolean(lock))
      return lock && new Promise(() => {})
    }
    const how = patience ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true }
    navigator.locks.request(`newsroom:tab:${name}`, how, hold).catch(() => resolve(false))
  })

const become = (name) => {
  id = name
  sequence = read(prefix() + id)?.sequence ?? 0
  remember()
}

const find = async () => {
  const known = keysBelow(prefix())
    .map((key) => ({ name: key.slice(prefix().length), ...read(key) }))
    .sort((one, other) => other.at - one.at)
  for (const key of keysBelow(ALL)) if (!(read(key)?.at > Date.now() - KEPT_FOR)) remove(key)
  for (const { name, isGone } of known) if (await claim(name, isGone ? LETTING_GO : 0)) return become(name)
  become(uuid())
  await claim(id)
}

/** Comes true when this form knows which it is. */
export const tabReady = find()

const go = (now) => {
  isGone = now
  if (id) remember()
}
window.addEventListener("pagehide", () => go(true))
window.addEventListener("pageshow", (event) => event.persisted && go(false))

/** Goes on as the form `name`, which is closed. Resolves to whether it is. */
export const goOnAs = async (name) => {
  const free = await claim(name)
  if (free) become(name)
  return free
}

/** Keeps on under the story's key what began without one: called around the moment in which it gets it. */
export const renamed = (change) => {
  remove(prefix() + id)
  change()
  remember()
}

/** Resolves to the names of all forms that are open in this browser. */
export const openTabs = async () => {
  const locks = (await navigator.locks?.query())?.held ?? []
  return new Set(locks.map(({ name }) => name.replace("newsroom:tab:", "")))
}

/** Comes true when the form `name` is closed. */
export const whenClosed = (name) => navigator.locks.request(`newsroom:tab:${name}`, () => {})
