// Who else has the story open. Whoever came first holds it and writes, the others read; they may ask for it, or take it.

import { form } from "./form.js";
import { bold, button, dismiss, notify } from "./notices.js";
import { readOnly } from "./reading.js";
import { isSending, isUnsent, save } from "./save.js";
import { comeBack } from "./scroll.js";
import { tab, tabReady } from "./tab.js";

const EVERY = 15_000 // milliseconds
const WHILE_READING = 5_000
const ONCE_MORE = 2_500 // the page before this one may say that it is gone a moment after this one came

let timer = null
let held = null // whether this form held the story, as far as it knows
let asking = false
let taking = false // somebody is asked whether they mean it
let saves = 0
let isLost = false // it held the story before
let toldFirst

/** Resolves to whether this form holds its story, once that is known; to null where nobody could say. */
export const firstTold = new Promise((resolve) => (toldFirst = resolve))

const saying = (deed) => {
  const data = new FormData()
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  data.set("tab", tab())
  data.set("do", deed)
  return data
}

const ask = async (deed) => {
  if (!form.dataset.story) return null
  const how = { method: "POST", body: saying(deed), redirect: "manual" }
  const answer = await fetch(form.dataset.presence, how).catch(() => null)
  return answer?.ok ? answer.json().catch(() => null) : null
}

/** Tells the server what this form does, and shows what it answers. */
const tell = async (deed) => {
  clearTimeout(timer)
  await tabReady
  const before = saves
  const answer = await ask(deed)
  timer = setTimeout(() => tell("stay"), held ? EVERY : held === null ? ONCE_MORE : WHILE_READING)
  toldFirst(answer && answer.holds && answer.may_edit)
  if (answer) await show(answer, { isFresh: before === saves && !isSending() })
  return answer
}

const and = (parts) => (parts.length < 2 ? parts : [...parts.slice(0, -1).join(", "), " and ", parts.at(-1)])
const others = (people) => {
  const [me, them] = [people.filter(({ me }) => me), people.filter(({ me }) => !me)]
  const words = me.length ? [`You have this story open in another tab since ${me[0].since}. `] : []
  if (them.length) words.push("Also here: ", them.map(({ name, since }) => `${name} since ${since}`).join(", "), ".")
  return words
}

const refuse = () => tell("refuse")
const handOver = async () => {
  await save()
  if (!isUnsent()) tell("hand")
}
const showToHolder = (people) => {
  const asker = people.find(({ asks }) => asks)
  if (asker) {
    const ways = [button("Hand it over", handOver, "go"), button("Not now", refuse)]
    return notify("presence", [bold(asker.name), " asks for this story."], ways, { isAlert: true })
  }
  if (people.length) notify("presence", others(people))
  else dismiss("presence")
}

const take = () => {
  taking = false
  tell("take")
}
const showToReader = (answer) => {
  const holder = answer.people.find(({ holds }) => holds)
  if (!answer.may_edit) {
    const words = ["This story is not yours to change any more: it was moved on meanwhile."]
    return notify("presence", words, [button("Show it as it is", comeBack)])
  }
  if (!holder) return dismiss("presence")
  if (holder.me) {
    const words = ["You write this story in another tab since ", holder.since, "."]
    return notify("presence", words, [button("Write here instead", take)])
  }
  const again = () => show(answer, { isFresh: false })
  if (taking) {
    const words = ["Take it over from ", bold(holder.name), "? What they typed is kept, and they are told."]
    const leave = () => {
      taking = false
      again()
    }
    return notify("presence", words, [button("Take it over", take, "grave"), button("Leave it", leave)])
  }
  const wanted = () => {
    taking = true
    again()
  }
  const deed = (name, is) => () => {
    asking = is
    tell(name)
  }
  const way = asking ? button("Ask no longer", deed("unask", false)) : button("Ask for it", deed("ask", true))
  notify("presence", saysOf(holder, answer), [way, button("Take it over…", wanted)], { isAlert: isLost })
}
const saysOf = (holder, answer) => {
  if (asking) return ["You asked ", bold(holder.name), " for this story."]
  if (answer.refused) return [bold(holder.name), " goes on writing for now."]
  if (isLost && answer.taken_by) return [bold(holder.name), " took this story over. What you typed by then is kept."]
  if (isLost) return [bold(holder.name), " has this story now."]
  return [bold(holder.name), ` has been writing this story since ${holder.since}.`]
}

const showNewer = (answer, isFresh) => {
  const isNewer = answer.version > Number(form.elements.version.value)
  if (!isNewer) dismiss("newer")
  else if (isFresh && !isUnsent()) {
    notify("newer", [`Newer text was saved${answer.changed ? ` at ${answer.changed}` : ""}.`], [button("Show it", comeBack)])
  }
}

const show = async (answer, { isFresh }) => {
  const { people } = answer
  const holds = answer.holds && answer.may_edit
  if (answer.refused || holds) asking = false
  if (held && !holds) {
    isLost = true
    await save()
  }
  if (held === false && holds) {
    const words = "You have this story now. This is its newest text."
    if (answer.version > Number(form.elements.version.value)) return comeBack(words)
    isLost = false
    notify("said", [words])
  }
  held = holds
  await readOnly(!holds)
  if (holds) showToHolder(people)
  else showToReader(answer)
  showNewer(answer, isFresh)
}

form.addEventListener("story:saved", ({ detail: answer }) => {
  saves += 1
  if (held === null || answer.why === "held") tell("stay")
  else if (held && answer.people) showToHolder(answer.people)
})
window.addEventListener("focus", () => tell("stay"))
window.addEventListener("online", () => tell("stay"))
window.addEventListener("pageshow", (event) => event.persisted && tell("stay"))
window.addEventListener("pagehide", () => {
  if (form.dataset.story && tab()) navigator.sendBeacon(form.dataset.presence, saying("leave"))
})
// nobody types into what another is writing while the server is asked
if ("held" in form.dataset) readOnly(true)
tell("stay")
