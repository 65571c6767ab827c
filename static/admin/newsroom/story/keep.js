// What is typed and has not reached the server lies in the browser's own storage, for each open form by itself.

import { form } from "./form.js";
import { snapshot } from "./fields.js";
import { keysBelow, read, remove, write } from "./store.js";
import { page, storyName, tab, tabReady } from "./tab.js";

const SOON = 250 // milliseconds
const SHARE = 40 // a text that takes long to keep is kept less often: a fortieth of the time goes there
const AT_LATEST = 2_000

const prefix = () => `newsroom:story:${form.dataset.user}:`
const keyOf = ({ story, begunAs, tab }) => `${prefix()}${story || begunAs}:${tab}`

let timer = null
let cost = 0
let why = ""

/** Returns why the browser does not keep what is typed: "full", "closed"; or "" where it does. */
export const whyNotKept = () => why

/** Keeps the form as it is now. Returns whether the browser took it. */
export const keepNow = () => {
  clearTimeout(timer)
  timer = null
  const began = performance.now()
  const entry = {
    story: form.dataset.story,
    begunAs: form.elements.begun_as.value,
    version: Number(form.elements.version.value),
    at: Date.now(),
    tab: tab(),
    page: page(),
    ...snapshot(),
  }
  why = write(keyOf(entry), entry)
  cost = performance.now() - began
  return !why
}

/** Keeps the form within moments, and no more often than is cheap; calls `then` when that is done. */
export const keepSoon = (then) => {
  const wait = Math.min(Math.max(SOON, cost * SHARE), AT_LATEST)
  timer ??= setTimeout(() => tabReady.then(() => timer && then(keepNow())), wait)
}

/** Forgets what was kept of the form, or of `entry`: the server has it. */
export const drop = (entry = null) => {
  if (!entry) {
    clearTimeout(timer)
    timer = null
  }
  remove(keyOf(entry ?? { story: storyName(), tab: tab() }))
}

/** Returns what this user left unsent in forms of this story, or, in the form of a new one, of all new ones; the newest
 * first. */
export const left = () =>
  keysBelow(prefix())
    .map(read)
    .filter((entry) => entry && entry.story === form.dataset.story)
    .sort((one, other) => other.at - one.at)
