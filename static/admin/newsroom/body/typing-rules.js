// What a typed character becomes: quotation marks, apostrophes, dashes, dots, and the space before French punctuation.

const SPACE = /\s$/ // with the narrow one that does not break
const LETTER = /\p{L}$/u
const DIGIT = /\d$/
const BEFORE_QUOTE = /[([{/¡¿]$/
const DASH = /[-–—]$/
const APOSTROPHE = "’"

/** The word that is being typed, without the marks that it stands in. */
const wordOf = (before) => (/\S{0,200}$/.exec(before)?.[0] ?? "").replace(/^[([{"'“”„‘‚«»‹›「『]+/, "")

const ADDRESS = /:\/\/|^www\.|^mailto:|^[\w.+-]+@|^[~.]{0,2}\/\w|^\w:\\/i
const TAG = /<[/a-z!][^>]{0,200}$/i

/** Whether what is typed here is no prose: an address, a path, a tag, something between backticks. */
const isCode = (before) =>
  ADDRESS.test(wordOf(before)) || TAG.test(before) || (before.split("`").length - 1) % 2 === 1 || /\w=$/.test(before)

/** Whether a quotation that `open` began waits for its `close`. */
const isPending = (before, open, close) => {
  if (open === close) return before.split(open).length % 2 === 0
  return before.lastIndexOf(open.trim()) > before.lastIndexOf(close.trim())
}

const opens = (before, { open, innerOpen }) =>
  !before || SPACE.test(before) || BEFORE_QUOTE.test(before) || before.endsWith(open) || before.endsWith(innerOpen)

const put = (text, cut = 0) => ({ cut, text })

const double = (before, marks) => {
  const pending = isPending(before, marks.open, marks.close)
  // a French writer types the space that the closing mark brings along
  if (pending && marks.narrow && /[^\s«] $/.test(before)) return put(marks.close, 1)
  // broken off: “I never –”
  if (pending && before.endsWith(` ${marks.dash} `)) return put(marks.close, 1)
  if (opens(before, marks)) return put(marks.open)
  if (pending) return put(marks.close)
  if (DIGIT.test(before)) return null // inches
  return put(DASH.test(before) ? marks.open : marks.close)
}

const single = (before, marks) => {
  // rock ’n’ roll
  if (marks.elisions?.test("n") && before.endsWith(`${marks.innerOpen}n`)) return elided(before, marks, APOSTROPHE)
  if (opens(before, marks)) return put(marks.innerOpen)
  const pending = isPending(before, marks.innerOpen, marks.innerClose)
  if (DIGIT.test(before) && !pending) return null // feet
  if (DASH.test(before) && !pending) return put(marks.innerOpen)
  return put(pending ? marks.innerClose : APOSTROPHE)
}

const hyphen = (before, { dash, isSpaced }) => {
  const whole = isSpaced ? ` ${dash} ` : dash
  if (dash !== "—" && before.endsWith(whole)) return put("—", whole.length) // a third one
  if (!/[^-]-$/.test(before)) return null // at the beginning of a line it may become a divider
  const word = before.slice(0, -1)
  if (DIGIT.test(word)) return put("–", 1) // from one number to another
  return put(SPACE.test(word) ? dash : whole, 1)
}

const space = (before, marks) => {
  // the dash that was typed without spaces has brought one
  if (marks.isSpaced && before.endsWith(` ${marks.dash} `)) return put("")
  return elided(before, marks, " ")
}

/** A mark that was taken for a quotation's, and has turned out to be an apostrophe. */
const elided = (before, { innerOpen, elisions }, typed) => {
  if (!elisions || !innerOpen) return null
  const at = before.lastIndexOf(innerOpen)
  const word = before.slice(at + innerOpen.length)
  if (at < 0 || word.length > 5 || !elisions.test(word) || LETTER.test(before.slice(0, at))) return null
  return put(`${APOSTROPHE}${word}${typed}`, innerOpen.length + word.length)
}

const letter = (before, { innerClose }, typed) => {
  if (/\d'$/.test(before)) return put(`${APOSTROPHE}${typed}`, 1) // the 1990's, after all
  // closed within a word it was none: geht’s
  if (innerClose !== APOSTROPHE && before.endsWith(innerClose) && LETTER.test(before.slice(0, -innerClose.length))) {
    return put(`${APOSTROPHE}${typed}`, innerClose.length)
  }
  return null
}

const french = (before, { narrow }, typed) => {
  if (!narrow || (typed === ":" && (DIGIT.test(before) || /^(?:https?|mailto|ftp)$/i.test(wordOf(before))))) return null
  if (/\S $/.test(before)) return put(narrow + typed, 1)
  return /[^\s;:!?([{]$/.test(before) ? put(narrow + typed) : null
}

/**
 * What the character `typed` after the text `before` becomes by the conventions `marks`: `{ cut, text }`, so many
 * characters before it to take away and what to put in their and its place, or null where it stays as it is.
 */
export const help = (before, typed, marks) => {
  if (typed === '"' && isPending(before, marks.open, marks.close) && !TAG.test(before)) return double(before, marks)
  if (isCode(before)) return null
  if (typed === '"') return double(before, marks)
  if (typed === "'") return single(before, marks)
  if (typed === "-") return hyphen(before, marks)
  if (typed === ".") return before.endsWith("..") && !before.endsWith("...") ? put("…", 2) : null
  if (typed === " ") return space(before, marks)
  if (/\p{L}/u.test(typed)) return letter(before, marks, typed)
  if (/[;:!?]/.test(typed)) return french(before, marks, typed) ?? elided(before, marks, typed)
  return /[,.–)]/.test(typed) ? elided(before, marks, typed) : null
}
