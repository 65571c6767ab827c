// The spaces of pasted words: what stands there on purpose stays, what a program left behind goes.

// the joiners U+200C and U+200D stay: Persian and emoji are spelled with them
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g
const RUN = /[ \t\r\n\f\u00a0\u2028\u2029]+/g

// where a lone non-breaking space is typography: 10 km, « mot », Qui ?
const BINDS_LEFT = /[\d«‹]$/
const BINDS_RIGHT = /^[\d:;!?»›%€$£°]/

/** `text` with every run of white space made one space, and without characters that nobody sees. */
export const spaced = (text) => {
  const visible = text.replace(INVISIBLE, "")
  return visible.replace(RUN, (run, at) => {
    const binds = BINDS_LEFT.test(visible.slice(Math.max(0, at - 1), at)) || BINDS_RIGHT.test(visible.slice(at + 1, at + 2))
    return run === "\u00a0" && binds ? run : " "
  })
}

/** `text` on one line, as a caption or a headline holds it. */
export const oneLine = (text) => spaced(text).trim()
