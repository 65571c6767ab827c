// Which language is being written, and in which direction: that of the story's section, or the site's.

const SITE = "" // its key among the sections'
const FALLBACK = { tag: "en", direction: "ltr" }

/** The language that holds for `element`, a part of a form, as `{ tag, direction }`; read anew each time, since the
 * section changes. */
export const languageOf = (element) => {
  const form = element.closest("form")
  if (!form) return FALLBACK
  const said = languages(form)
  return said[form.elements.section?.value] ?? said[SITE] ?? FALLBACK
}

const languages = (form) => {
  const said = form.dataset.languages
  if (read.said !== said) Object.assign(read, { said, languages: said ? JSON.parse(said) : {} })
  return read.languages
}

const read = { said: "", languages: {} } // typed keys are many, sections few
