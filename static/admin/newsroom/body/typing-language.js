// Which language is being written: that of the story's section, or the site's.

const FALLBACK = "en"

/** The language tag that holds for `element`, a part of a story's form; read anew each time, since the section changes. */
export const languageOf = (element) => {
  const form = element.closest("form")
  if (!form) return FALLBACK
  const section = form.elements.section?.value
  return (section && languages(form)[section]) || form.dataset.language || document.documentElement.lang || FALLBACK
}

const languages = (form) => {
  const said = form.dataset.languages
  if (read.said !== said) Object.assign(read, { said, tags: said ? JSON.parse(said) : {} })
  return read.tags
}

const read = { said: "", tags: {} } // typed keys are many, sections few
