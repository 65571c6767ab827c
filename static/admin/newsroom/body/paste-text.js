// Pasted plain text: which of its line ends are paragraphs, which are lines, and which are only where it ran out of width.

import { pm } from "django-prose-editor/editor"
import { oneLine } from "./paste-spaces.js";

const NARROWEST = 40 // characters; shorter lines are verse, addresses and lists
const WIDEST = 100
const ADDRESS = /https?:\/\/[^\s<>"“”«»]*[^\s<>"“”«».,:;!?)\]'’]/g

/**
 * Whether `blocks` of lines were broken by a program at one width, as mail and terminals do: then no line would have
 * had room for the first word of the next, which nobody who presses Enter himself keeps up for long.
 */
const isWrapped = (blocks) => {
  const width = Math.max(...blocks.flat().map((line) => line.length))
  if (width < NARROWEST || width > WIDEST) return false
  const broken = blocks.flatMap((lines) => lines.slice(1).map((next, at) => [lines[at], next]))
  return broken.length > 1 && broken.every(([line, next]) => line.length + 1 + next.split(" ", 1)[0].length > width)
}

/**
 * The paragraphs of `text`, each a list of its lines. An empty line ends a paragraph, a single line end begins a new
 * line in it. Where no line is empty, each is a paragraph. Where the text was only broken to fit, the lines are joined.
 */
export const paragraphs = (text) => {
  const lines = text.replace(/\r\n?/g, "\n").split("\n").map(oneLine)
  const blocks = [[]]
  for (const line of lines) {
    if (line) blocks[blocks.length - 1].push(line)
    else blocks.push([])
  }
  const filled = blocks.filter((block) => block.length)
  if (!filled.length) return []
  if (isWrapped(filled)) return filled.map((block) => [block.join(" ")])
  return filled.length === 1 ? filled[0].map((line) => [line]) : filled
}

const linked = (line, schema, marks) => {
  const nodes = []
  let at = 0
  const add = (words, more = []) => words && nodes.push(schema.text(words, pm.model.Mark.setFrom([...marks, ...more])))
  for (const { 0: href, index } of schema.marks.link ? line.matchAll(ADDRESS) : []) {
    add(line.slice(at, index))
    add(href, [schema.marks.link.create({ href })])
    at = index + href.length
  }
  add(line.slice(at))
  return nodes
}

/** The slice of a document that plain `text` is at `$context`; addresses in it are links, nothing else is read into it. */
export const slice = (text, $context) => {
  const { schema } = $context.doc.type
  const { paragraph, hardBreak } = schema.nodes
  const marks = $context.marks().filter((mark) => mark.type.name !== "link")
  const content = paragraphs(text).map((lines) =>
    paragraph.create(
      null,
      lines.flatMap((line, at) => [...(at ? [hardBreak.create()] : []), ...linked(line, schema, marks)]),
    ),
  )
  return pm.model.Slice.maxOpen(pm.model.Fragment.from(content))
}
