// What the bar says of the saving, quietly: it is read out when it says another kind of thing, not at every autosave.

import { form } from "./form.js";
import { whyNotKept } from "./keep.js";

const PASSING = new Set(["saving", "unsaved"])
const output = form.querySelector("[data-saving]")
let last = "saved"

const kept = () => (whyNotKept() ? "only on this page, do not close it" : "kept in this browser")

const link = (text, href, more = {}) => Object.assign(document.createElement("a"), { textContent: text, href, ...more })

const logIn = (text) => link(text, form.dataset.login, { target: "_blank" })

const wrongFields = (number) =>
  link(`${number} ${number === 1 ? "field needs" : "fields need"} another look`, "#", { className: "story-saving__wrong" })

const WORDS = {
  saving: () => ["Saving…"],
  unsaved: () => ["Not saved yet"],
  saved: ({ at, wrong }) => (wrong ? [`Saved ${at}, but `, wrongFields(wrong)] : [`Saved ${at}`]),
  aside: ({ at }) => [`Kept beside the story ${at}`],
  offline: () => [`Offline: ${kept()}`],
  unreachable: () => [`The server does not answer: ${kept()}, trying again`],
  server: () => [`The server cannot save just now: ${kept()}, trying again`],
  out: () => [`Logged out: ${kept()}. `, logIn("Log in")],
  other: ({ name }) => [`${name} is logged in here now: ${kept()}. `, logIn(`Log in as ${form.dataset.userName}`)],
  gone: () => [`You may not read this story any more: ${kept()}`],
  refused: ({ error }) => [`Not saved: ${error}`],
}
const NOT_KEPT = {
  full: "This browser’s storage is full: what you type is safe once it is saved.",
  closed: "This browser keeps nothing: what you type is safe once it is saved.",
}

const notKept = () => {
  const why = NOT_KEPT[whyNotKept()]
  return why ? [Object.assign(document.createElement("span"), { textContent: why, className: "story-saving__kept" })] : []
}

/** Says how it stands with the saving: `kind` is one of those of `WORDS`, and `details` what its words need. */
export const say = (kind, details = {}) => {
  const words = [...WORDS[kind](details), ...notKept()]
  const news = `${kind}${details.wrong ?? ""}${whyNotKept()}`
  const isNews = !PASSING.has(kind) && (news !== last || details.aloud)
  if (!PASSING.has(kind)) last = news
  output.dataset.saving = kind
  // a link that somebody is about to follow stays the same one, and what is being read out is read to its end
  if (output.textContent === words.map((word) => word.textContent ?? word).join("")) return
  output.setAttribute("aria-live", isNews ? "polite" : "off")
  output.replaceChildren(...words)
}
