// The text as HTML, made anew only where it was changed: a long story is not read through at every key.

import { pm } from "django-prose-editor/editor"

const made = new WeakMap() // of each block, which ProseMirror never changes but replaces

/** Returns what the document of `editor` holds as HTML, exactly as its own `getHTML` does. */
export const htmlOf = ({ state, schema }) => {
  const serializer = pm.model.DOMSerializer.fromSchema(schema)
  const html = []
  state.doc.forEach((block) => {
    if (!made.has(block)) {
      const holder = document.implementation.createHTMLDocument().createElement("div")
      holder.append(serializer.serializeNode(block))
      made.set(block, holder.innerHTML)
    }
    html.push(made.get(block))
  })
  return html.join("")
}
