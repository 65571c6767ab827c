// The menu of what can be inserted: `/` at the start of an empty line opens it, and so does a button of the toolbar.

import { Extension, Plugin, crel, pm } from "django-prose-editor/editor"
import { form } from "../story/form.js";
import { placeAt } from "./dialog.js";
import { insertEmbed } from "./embed.js";
import { toggleFactBox } from "./facts.js";
import { insertGallery } from "./gallery.js";
import { say } from "./parts.js";
import { insertPhoto } from "./photo.js";
import { togglePullQuote } from "./quote.js";
import { insertRelated } from "./related.js";
import { chooseFiles } from "./upload.js";

const key = new pm.state.PluginKey("slash")
const LIST = "slash-menu"

const style = (change) => (editor) => change(editor.chain().focus()).run()

// name, what else it is found by, its sign, and what it does
const ITEMS = [
  ["Upload photos", "picture image file", "add_photo_alternate", (editor) => chooseFiles(editor)],
  ["Photo from the library", "picture image", "photo_library", insertPhoto],
  ["Gallery", "photos pictures", "view_carousel", insertGallery],
  ["Embed", "video youtube post tweet x bluesky instagram tiktok chart sound", "smart_display", insertEmbed],
  ["Related story", "link article", "article", insertRelated],
  ["Fact box", "background summary", "fact_check", toggleFactBox],
  ["Pull quote", "quotation", "speaker_notes", togglePullQuote],
  ["Block quote", "quotation", "format_quote", style((chain) => chain.toggleBlockquote())],
  ["Subhead", "heading title h2 ##", "title", style((chain) => chain.toggleHeading({ level: 2 }))],
  ["Small subhead", "heading title h3 ###", "text_fields", style((chain) => chain.toggleHeading({ level: 3 }))],
  ["List", "bullets unordered -", "format_list_bulleted", style((chain) => chain.toggleBulletList())],
  ["Numbered list", "ordered 1.", "format_list_numbered", style((chain) => chain.toggleOrderedList())],
  ["Table", "rows columns grid", "grid_on", style((chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }))],
  ["Divider", "line rule ---", "horizontal_rule", style((chain) => chain.setHorizontalRule())],
].map(([label, words, sign, run]) => ({ label, words: `${label} ${words}`.toLowerCase(), sign, run }))

const matching = (query) => {
  const asked = query.toLowerCase().split(/\s+/).filter(Boolean)
  return ITEMS.filter(({ words }) => asked.every((part) => words.split(" ").some((word) => word.startsWith(part))))
}

/** What is typed after the `/` of the line that the cursor is in; null where that is no such line. */
const queryOf = ({ $from, empty }) => {
  const text = $from.parent.textContent
  return empty && $from.depth === 1 && text.startsWith("/") && $from.parentOffset > 0 ? text.slice(1) : null
}

const optionDom = ({ label, sign }, index, choose) => {
  const dom = crel("li", { role: "option", id: `${LIST}-${index}` }, [
    crel("span", { className: "material-icons", "aria-hidden": "true", textContent: sign }),
    label,
  ])
  dom.addEventListener("mousedown", (event) => event.preventDefault()) // the text keeps the focus
  dom.addEventListener("click", () => choose(index))
  return dom
}

/** The list beside the cursor: shown while the plugin's state is a query. */
class SlashView {
  constructor(editor) {
    this.editor = editor
    this.shown = null
    this.active = 0
    this.items = []
    this.dom = crel("ul", { className: "news-slash", id: LIST, role: "listbox", "aria-label": "Insert", hidden: true })
    form.append(this.dom)
    this.follow = () => this.shown !== null && this.place()
    window.addEventListener("scroll", this.follow, { passive: true, capture: true })
  }

  update({ state }) {
    const query = key.getState(state)
    if (query === this.shown) return
    const wasShut = this.shown === null
    this.shown = query
    this.items = query === null ? [] : matching(query)
    this.dom.replaceChildren(...this.items.map((item, index) => optionDom(item, index, (at) => this.choose(at))))
    this.dom.hidden = !this.items.length
    this.mark(0)
    if (query === null) return
    this.place()
    if (wasShut) say(`${this.items.length} things to insert: type to filter, choose with the arrow keys and Enter.`)
    else if (!this.items.length) say("Nothing of that name can be inserted.")
  }

  place() {
    placeAt(this.dom, this.editor.view.coordsAtPos(this.editor.state.selection.from))
  }

  mark(index) {
    this.active = index
    const surface = this.editor.view.dom
    ;[...this.dom.children].forEach((dom, at) => dom.setAttribute("aria-selected", String(at === index)))
    const chosen = this.dom.children[index]
    if (chosen) {
      surface.setAttribute("aria-activedescendant", chosen.id)
      surface.setAttribute("aria-controls", LIST)
      chosen.scrollIntoView({ block: "nearest" })
    } else {
      surface.removeAttribute("aria-activedescendant")
      surface.removeAttribute("aria-controls")
    }
  }

  /** Takes the `/` and what follows away, and inserts what was chosen in its place. */
  choose(index) {
    const { editor } = this
    const { $from } = editor.state.selection
    const item = this.items[index]
    editor.view.dispatch(editor.state.tr.delete($from.start(), $from.end()).setMeta(key, { close: true }))
    editor.view.focus()
    item.run(editor)
  }

  onKey({ key: pressed }) {
    if (this.shown === null) return false
    if (pressed === "Escape") return shut(this.editor.view)
    if (!this.items.length) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[pressed]
    if (step) this.mark((this.active + step + this.items.length) % this.items.length)
    else if (pressed === "Enter" || pressed === "Tab") this.choose(this.active)
    else return false
    return true
  }

  destroy() {
    window.removeEventListener("scroll", this.follow, { capture: true })
    this.dom.remove()
  }
}

const shut = (view) => {
  view.dispatch(view.state.tr.setMeta(key, { close: true }))
  return true
}

/** The state is the query, or null while the menu is shut. It opens by a `/` that is typed, and by nothing else. */
const apply = (tr, query) => {
  const change = tr.getMeta(key)
  if (change?.open) return ""
  if (change?.close || query === null) return null
  return tr.docChanged || tr.selectionSet ? queryOf(tr.selection) : query
}

const open = (view, from, to) => {
  const { $from } = view.state.selection
  const { parent, depth } = $from
  if (depth !== 1 || parent.type.name !== "paragraph" || parent.content.size !== to - from) return false
  view.dispatch(view.state.tr.insertText("/", from, to).setMeta(key, { open: true }))
  return true
}

/** Opens the menu on a line of its own, as the button does. */
const openOnEmptyLine = (editor) => {
  const { $from } = editor.state.selection
  if ($from.parent.content.size || $from.depth !== 1) {
    const after = $from.depth ? $from.after(1) : editor.state.doc.content.size
    editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run()
  }
  const { from } = editor.state.selection
  open(editor.view, from, from)
}

const slashPlugin = (editor) => {
  let menu = null
  return new Plugin({
    key,
    state: { init: () => null, apply },
    view: () => (menu = new SlashView(editor)),
    props: {
      handleTextInput: (view, from, to, text) => text === "/" && open(view, from, to),
      handleKeyDown: (view, event) => !event.isComposing && menu.onKey(event),
      handleDOMEvents: { blur: (view) => key.getState(view.state) !== null && shut(view) && false },
    },
  })
}

export const SlashMenu = Extension.create({
  name: "slashMenu",
  priority: 1200, // its arrows and Enter before everybody's
  addProseMirrorPlugins() {
    return [slashPlugin(this.editor)]
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "insert",
      groups: "insert",
      button: buttons.material("add_circle_outline", "insert"),
      command: openOnEmptyLine,
    })
  },
})
