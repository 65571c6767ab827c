// A fact box: a title, and under it paragraphs and lists.

import { Node, crel } from "django-prose-editor/editor"
import { asControls } from "./controls.js";
import { button, depthOf, goOn, isOwnMutation, lineView, say } from "./parts.js";

const WITHIN = ["paragraph", "bulletList", "orderedList"]

const FactTitle = Node.create({
  name: "factTitle",
  content: "text*",
  marks: "",
  defining: true,
  // before the subheads, which are h3 as well
  parseHTML: () => [{ tag: "aside[data-facts] > h3", priority: 60 }],
  renderHTML: () => ["h3", 0],
  addNodeView: () => lineView("div", "Title of the fact box", "news-facts__title"),
})

/** Returns what the fact box holds as blocks of the text. */
const apart = (box) => {
  const blocks = []
  box.forEach((child) => {
    if (child.type.name !== "factTitle") blocks.push(child.toJSON())
    else if (child.content.size) blocks.push({ type: "paragraph", content: child.content.toJSON() })
  })
  return blocks
}

/** Makes a fact box of the paragraphs and lists of the selection, or of the one that it stands in paragraphs again. */
export const toggleFactBox = (editor) => {
  const { $from, $to } = editor.state.selection
  const depth = depthOf($from, "factBox")
  if (depth) {
    const range = { from: $from.before(depth), to: $from.after(depth) }
    return editor.chain().focus().insertContentAt(range, apart($from.node(depth))).run()
  }
  const [first, last] = [$from.index(0), $to.index(0)]
  const blocks = []
  for (let index = first; index <= last; index += 1) {
    const child = editor.state.doc.child(index)
    if (!WITHIN.includes(child.type.name)) {
      say("A fact box is made of paragraphs and lists.")
      return false
    }
    blocks.push(child.toJSON())
  }
  const start = $from.before(1)
  const box = { type: "factBox", content: [{ type: "factTitle" }, ...blocks] }
  return editor
    .chain()
    .focus()
    .insertContentAt({ from: start, to: $to.after(1) }, box)
    .setTextSelection(start + 2)
    .run()
}

const factView = ({ node, editor, getPos }) => {
  const undo = button("Make paragraphs", () => {
    editor.commands.setTextSelection(getPos() + 2)
    toggleFactBox(editor)
    say("The fact box is paragraphs again.")
  })
  const bar = crel("div", { className: "news-facts__do", contentEditable: "false" }, [undo])
  const lines = crel("div")
  const dom = crel("div", { className: "news-facts", "data-block": "", role: "group", "aria-label": "Fact box" }, [
    lines,
    bar,
  ])
  asControls(bar, {
    back: () => editor.commands.focus(),
    on: () => goOn(editor, getPos() + editor.state.doc.nodeAt(getPos()).nodeSize),
  })
  return {
    dom,
    contentDOM: lines,
    update: (next) => next.type === node.type,
    stopEvent: (event) => bar.contains(event.target),
    ignoreMutation: (mutation) => isOwnMutation(mutation, lines),
  }
}

/** From the title to the text; and from an empty line at the end, out of the box. */
const onEnter = (editor) => {
  const { $from, empty } = editor.state.selection
  const depth = depthOf($from, "factBox")
  if (!depth || !empty) return false
  if ($from.parent.type.name === "factTitle") return editor.commands.setTextSelection($from.after() + 1)
  const box = $from.node(depth)
  const isLast = $from.depth === depth + 1 && $from.index(depth) === box.childCount - 1
  if ($from.parent.content.size || !isLast || box.childCount < 3) return false
  const after = $from.after(depth)
  return editor
    .chain()
    .insertContentAt(after, { type: "paragraph" })
    .setTextSelection(after + 1)
    .deleteRange({ from: $from.before(), to: $from.after() })
    .scrollIntoView()
    .run()
}

/** At the start of a box that nothing is typed in, Backspace takes the box away. */
const onBackspace = (editor) => {
  const { $from, empty } = editor.state.selection
  const depth = depthOf($from, "factBox")
  if (!depth || !empty || $from.parent.type.name !== "factTitle" || $from.parentOffset) return false
  return $from.node(depth).textContent ? false : toggleFactBox(editor)
}

export const FactBox = Node.create({
  name: "factBox",
  group: "block",
  content: "factTitle (paragraph | bulletList | orderedList)+",
  isolating: true,
  defining: true,
  addExtensions: () => [FactTitle],
  parseHTML: () => [{ tag: "aside[data-facts]" }],
  renderHTML: () => ["aside", { "data-facts": "" }, 0],
  addNodeView: () => factView,
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => onEnter(editor),
    Backspace: ({ editor }) => onBackspace(editor),
  }),
})
