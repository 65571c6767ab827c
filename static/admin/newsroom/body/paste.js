// Pasting keeps what matters: words, headings, lists, quotes, tables, links and notes of whatever program they come from.
// What a story's body cannot hold is left out, and said.

import { Extension, Plugin } from "django-prose-editor/editor"
import { apart } from "./paste-flow.js";
import { rewritten } from "./paste-html.js";
import { notice } from "./paste-notice.js";
import { oneLine } from "./paste-spaces.js";
import { slice } from "./paste-text.js";
import { conventionsFor } from "./typing-marks.js";
import { languageOf } from "./typing-language.js";

// ProseMirror's own mark: it says how far the ends of what was copied are open, which anything read anew would lose
const OURS = "data-pm-slice"
// what our own editors never copy; other houses' write with ProseMirror too
const FOREIGN = /<(?:img|picture|video|audio|iframe|svg|object|embed|canvas|math|form|input|script)\b/i
// Tiptap would read `*so*` in pasted words as Markdown
const MARKDOWN = new Set(["bold", "italic", "strike", "code", "highlight", "link"])

const isImage = (file) => file.type.startsWith("image/")

/** Whether the clipboard holds pictures and no words: those are for whoever uploads them. */
const isPictures = (data) =>
  [...(data?.files ?? [])].some(isImage) && !apart(data.getData("text/html")).body.textContent.trim()

/** Whether plain words are all that may stand where the selection is: a caption, the name under a quote. */
const isLine = ({ $from, $to }) => {
  const { type } = $from.parent
  return type.isTextblock && $from.sameParent($to) && !type.contentMatch.matchType(type.schema.nodes.hardBreak)
}

const typeLine = (view, words) => {
  view.dispatch(view.state.tr.insertText(words).scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"))
}

const plugin = () => {
  let line = null
  let sentence = ""
  return new Plugin({
    view: (view) => {
      line = notice(view)
      return { destroy: () => line.remove() }
    },
    props: {
      handleDOMEvents: {
        focus: () => void line.place(), // the toolbar comes after the plugins do
      },
      transformPastedHTML: (html, view) => {
        sentence = ""
        if (html.includes(OURS) && !FOREIGN.test(html)) return html
        const { open, close } = conventionsFor(languageOf(view.dom).tag)
        const read = rewritten(html, [open, close])
        sentence = read.sentence
        return read.html
      },
      clipboardTextParser: (text, $context) => {
        sentence = ""
        return slice(text, $context)
      },
      handlePaste: (view, event) => {
        if (isPictures(event.clipboardData)) return false
        line.say(sentence)
        sentence = ""
        const words = oneLine(event.clipboardData?.getData("text/plain") ?? "")
        if (!words || !isLine(view.state.selection)) return false
        typeLine(view, words)
        return true
      },
      handleDrop: (view, event, dropped, moved) => {
        if (!moved && !isPictures(event.dataTransfer)) line.say(sentence)
        return false
      },
    },
  })
}

export const Paste = Extension.create({
  name: "keptPaste", // "paste" is one of Tiptap’s own
  priority: 1000, // after what takes a file or an address alone, before what Tiptap makes of words
  onBeforeCreate() {
    const { extensions } = this.editor.extensionManager
    this.editor.options.enablePasteRules = extensions.map(({ name }) => name).filter((name) => !MARKDOWN.has(name))
  },
  addProseMirrorPlugins: () => [plugin()],
})
