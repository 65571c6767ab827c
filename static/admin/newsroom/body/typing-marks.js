// How each language sets quotations, dashes and apostrophes. After the tables of Unicode's CLDR and the house's own eyes.

const NARROW = "\u202f" // a narrow space that does not break

// the quotation's marks and those of one within it; the dash, with or without spaces around it
const TABLE = {
  en: ["“”‘’", "—"],
  "en-au": ["“”‘’", " – "],
  "en-gb": ["“”‘’", " – "],
  "en-ie": ["“”‘’", " – "],
  "en-nz": ["“”‘’", " – "],
  "en-za": ["“”‘’", " – "],
  be: ["«»„“", " — "],
  bg: ["„“’’", " – "],
  ca: ["«»“”", " – "],
  cs: ["„“‚‘", " – "],
  da: ["””’’", " – "],
  de: ["„“‚‘", " – "],
  "de-ch": ["«»‹›", " – "],
  "de-li": ["«»‹›", " – "],
  el: ["«»“”", " – "],
  es: ["«»“”", "—"],
  "es-419": ["“”‘’", "—"],
  "es-ar": ["“”‘’", "—"],
  "es-mx": ["“”‘’", "—"],
  et: ["„“‚‘", " – "],
  fi: ["””’’", " – "],
  fr: ["«»“”", " – ", NARROW],
  gl: ["«»“”", "—"],
  he: ["””’’", " – "],
  hr: ["„”‚’", " – "],
  hu: ["„”»«", " – "],
  is: ["„“‚‘", " – "],
  it: ["«»“”", " – "],
  ja: ["「」『』", "—"],
  lt: ["„“‚‘", " – "],
  lv: ["„”‚’", " – "],
  nb: ["«»‘’", " – "],
  nl: ["“”‘’", " – "],
  nn: ["«»‘’", " – "],
  no: ["«»‘’", " – "],
  pl: ["„”«»", " – "],
  pt: ["“”‘’", " – "],
  "pt-pt": ["«»“”", " – "],
  ro: ["„”«»", " – "],
  ru: ["«»„“", " — "],
  sk: ["„“‚‘", " – "],
  sl: ["„“‚‘", " – "],
  sr: ["„”’’", " – "],
  sv: ["””’’", " – "],
  tr: ["“”‘’", " – "],
  uk: ["«»„“", " — "],
  zh: ["“”‘’", "—"],
  "zh-hant": ["「」『』", "—"],
  "zh-hk": ["「」『』", "—"],
  "zh-tw": ["「」『』", "—"],
}

// words that begin with an apostrophe, which a quotation begins with too until the word is done
const ELISIONS = {
  en: /^(?:tis|twas|twere|em|til|till|cause|cos|bout|round|n|\d0s)$/i,
  nl: /^(?:[kmnrst]|ns|tis|twas|\d\d)$/i,
  de: /^(?:[sn]|ne|nen|ner|rum|raus|rein|\d\d(?:er)?)$/i,
}

/** The conventions of a language tag; those of its language where the region is none of ours, else those of English. */
export const conventionsFor = (tag) => {
  const full = tag.toLowerCase().replaceAll("_", "-")
  const language = full.split("-", 1)[0]
  const [quotes, dash, narrow = ""] = TABLE[full] ?? TABLE[language] ?? TABLE.en
  const [open, close, innerOpen, innerClose] = quotes
  return {
    open: open + narrow,
    close: narrow + close,
    innerOpen,
    innerClose,
    dash: dash.trim(),
    isSpaced: dash !== dash.trim(),
    narrow,
    elisions: ELISIONS[language],
  }
}
