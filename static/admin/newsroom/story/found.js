// What this browser kept and the server never got: put back where nothing changed meanwhile, offered where something did.

import { showAside } from "./aside.js";
import { isSame, put, snapshot } from "./fields.js";
import { editorReady, form } from "./form.js";
import { drop, keepNow, left } from "./keep.js";
import { button, dismiss, notify } from "./notices.js";
import { firstTold } from "./presence.js";
import { isTouched } from "./save.js";
import { sendText } from "./send.js";
import { goOnAs, goOnAsPage, openTabs, tab, tabReady, whenClosed } from "./tab.js";

const when = (at) => {
  const day = new Date(at)
  const hour = day.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
  const isToday = day.toDateString() === new Date().toDateString()
  return isToday ? hour : `${day.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, ${hour}`
}

/** Puts `entry` into the form, with a way back to what stood there. */
const putBack = async (entry) => {
  const before = snapshot()
  await put(entry)
  goOnAsPage(entry.page)
  keepNow()
  if (entry.tab !== tab()) drop(entry)
  const undo = async () => {
    await put(before)
    const redo = () => putBack(entry)
    notify("found", [`What you typed at ${when(entry.at)} is out again.`], [button("Put it back", redo), done])
  }
  const done = button("Fine", () => dismiss("found"), "quiet")
  const words = [`Put back what you typed at ${when(entry.at)} and could not be saved.`]
  notify("found", words, [button("Undo", undo), done])
}

const throwAway = (entry, next) => {
  const gone = () => {
    drop(entry)
    dismiss("found")
    next()
  }
  const sure = () =>
    notify("found", [`Throw away what you typed at ${when(entry.at)}? It is kept nowhere else.`], [
      button("Throw it away", gone, "grave"),
      button("Keep it", next),
    ])
  return button("Throw it away…", sure, "quiet")
}

/** Brings to the server what was typed from another version, and shows what became of it there. */
const bring = async (entry, next) => {
  const { said } = await sendText(entry)
  if (said?.saved === "aside") {
    drop(entry)
    return showAside(said)
  }
  if (said?.saved === "story") {
    form.elements.version.value = said.version
    drop(entry)
    return said.changed ? putBack(entry) : null
  }
  ask(entry, next)
}

const ask = (entry, next) => {
  const words = [`This browser kept what you typed at ${when(entry.at)}, which could not be saved.`]
  notify("found", words, [button("Put it in", () => putBack(entry)), throwAway(entry, next)])
}

const nameOf = ({ fields, body }) => {
  const headline = fields.find(([name]) => name === "headline")?.[1].trim()
  const text = new DOMParser().parseFromString(body, "text/html").body.textContent.trim()
  const name = headline || text || "no headline yet"
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}

/** Offers what was begun as a new story and never became one. */
const offer = (entry, next) => {
  const goOn = async () => {
    // the draft may be there, if only the answer was lost: then it is gone on with
    form.elements.begun_as.value = entry.begunAs
    await goOnAs(entry.tab)
    await putBack(entry)
  }
  const words = [`You began a story at ${when(entry.at)} that was never saved: “${nameOf(entry)}”.`]
  notify("found", words, [button("Go on with it", goOn, "go"), throwAway(entry, next)])
}

const look = async () => {
  await tabReady
  const entries = left() // at once: from the first key on, this form keeps in their place what is typed now
  const open = await openTabs()
  open.delete(tab()) // what this form itself left before it was loaded again
  await editorReady
  const entry = entries.find((entry) => {
    if (open.has(entry.tab)) return false
    const isKnown = isSame(entry, snapshot())
    if (isKnown) drop(entry)
    return !isKnown
  })
  if (entry) await show(entry)
  for (const { tab: name } of entries) if (open.has(name)) whenClosed(name).then(look)
}

const show = async (entry) => {
  if (!form.dataset.story) return offer(entry, look)
  if (isTouched()) return ask(entry, look)
  const isHeld = await firstTold
  const isSameVersion = entry.version === Number(form.elements.version.value)
  return isHeld !== false && isSameVersion ? putBack(entry) : bring(entry, look)
}

look()
