// A pull quote: a sentence of the story set large, with whose it is.

import { Node } from "django-prose-editor/editor"
import { depthOf, leave, lineView } from "./parts.js";

const QuoteSource = Node.create({
  name: "quoteSource",
  content: "text*",
  marks: "",
  defining: true,
  parseHTML: () => [{ tag: "aside[data-pullquote] > cite" }],
  renderHTML: () => ["cite", 0],
  addNodeView: () => lineView("cite", "Who says so"),
})

/** Returns the paragraphs that the pull quote at `depth` is made of, and of whose it is. */
const linesOf = (quote) => {
  const lines = []
  quote.forEach((child) => {
    if (child.type.name === "paragraph") lines.push(child.toJSON())
    else if (child.content.size) lines.push({ type: "paragraph", content: child.content.toJSON() })
  })
  return lines
}

/** Makes the paragraphs of the selection a pull quote, or the pull quote that it stands in paragraphs again. */
export const togglePullQuote = (editor) => {
  const { $from, $to } = editor.state.selection
  const depth = depthOf($from, "pullQuote")
  if (depth) {
    const range = { from: $from.before(depth), to: $from.after(depth) }
    return editor.chain().focus().insertContentAt(range, linesOf($from.node(depth))).run()
  }
  const range = $from.blockRange($to)
  if (!range) return false
  const lines = []
  for (let index = range.startIndex; index < range.endIndex; index += 1) {
    const child = range.parent.child(index)
    if (child.type.name !== "paragraph") return false
    lines.push(child.toJSON())
  }
  const quote = { type: "pullQuote", content: [...lines, { type: "quoteSource" }] }
  return editor
    .chain()
    .focus()
    .insertContentAt({ from: range.start, to: range.end }, quote)
    .setTextSelection(range.start + 2)
    .run()
}

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+ quoteSource",
  isolating: true,
  defining: true,
  addExtensions: () => [QuoteSource],
  parseHTML: () => [{ tag: "aside[data-pullquote]" }],
  renderHTML: () => ["aside", { "data-pullquote": "" }, 0],
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => {
      const { $from } = editor.state.selection
      return $from.parent.type.name === "quoteSource" && leave(editor, depthOf($from, "pullQuote"))
    },
  }),
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "quotes",
      button: buttons.material("speaker_notes", "pull quote"),
      command: togglePullQuote,
      active: (editor) => editor.isActive(this.name),
    })
  },
})
