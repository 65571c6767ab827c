// Typing helps: quotation marks, dashes and the like, set as the section's language has them while one types.

import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { FIELDS, helpInFields } from "./typing-fields.js";
import { languageOf } from "./typing-language.js";
import { conventionsFor } from "./typing-marks.js";
import { help } from "./typing-rules.js";

const REACH = 400 // characters before the caret that are looked at
const key = new pm.state.PluginKey("typing")

const leaf = ({ type }) => (type.name === "hardBreak" ? "\n" : "\ufffc")

const lineBefore = ({ parent, parentOffset }) =>
  parent
    .textBetween(Math.max(0, parentOffset - REACH), parentOffset, null, leaf)
    .split("\n")
    .pop()

const plugin = () =>
  new Plugin({
    key,
    state: {
      init: () => null,
      // { from, to, typed }: what one Backspace turns back, until anything else happens
      apply: (tr, helped) => {
        const said = tr.getMeta(key)
        return said === undefined ? (tr.docChanged || tr.selectionSet ? null : helped) : said
      },
    },
    props: {
      handleTextInput(view, from, to, typed) {
        const $from = view.state.doc.resolve(from)
        if (typed.length !== 1 || view.composing || $from.parent.type.spec.code) return false
        const change = help(lineBefore($from), typed, conventionsFor(languageOf(view.dom).tag))
        if (!change) return false
        // two steps, so that undoing the second shows what was typed
        view.dispatch(view.state.tr.insertText(typed, from, to).scrollIntoView())
        const start = from - change.cut
        const raw = view.state.doc.textBetween(start, from + 1)
        const tr = pm.history.closeHistory(view.state.tr).insertText(change.text, start, from + 1)
        view.dispatch(tr.setMeta(key, { from: start, to: start + change.text.length, typed: raw }))
        return true
      },
      handleKeyDown(view, event) {
        const helped = key.getState(view.state)
        if (event.key !== "Backspace" || !helped || event.ctrlKey || event.metaKey || event.altKey) return false
        const { from, to, typed } = helped
        view.dispatch(pm.history.closeHistory(view.state.tr).insertText(typed, from, to).setMeta(key, null))
        return true
      },
    },
  })

export const Typing = Extension.create({
  name: "typing",
  addStorage: () => ({ end: [] }),
  addProseMirrorPlugins: () => [plugin()],
  onCreate() {
    const surface = this.editor.view.dom
    const form = surface.closest("form")
    if (!form) return
    const setLanguage = () => {
      const { tag: lang, direction: dir } = languageOf(surface)
      for (const field of [surface, ...form.querySelectorAll(FIELDS)]) Object.assign(field, { lang, dir })
    }
    const onChange = ({ target }) => target === form.elements.section && setLanguage()
    form.addEventListener("change", onChange)
    setLanguage()
    this.storage.end = [helpInFields(form, () => languageOf(surface).tag), () => form.removeEventListener("change", onChange)]
  },
  onDestroy() {
    for (const end of this.storage.end) end()
  },
})
