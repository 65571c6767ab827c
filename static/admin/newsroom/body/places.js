// What stands in the text for a while and is no part of it: a picture on its way, an offer, a search. Nothing of it is
// saved or undone; each keeps its place however the text around it changes.

import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { depthOf } from "./parts.js";

const { Decoration, DecorationSet } = pm.view
const key = new pm.state.PluginKey("places")
let count = 0

/** Returns the place between two blocks, of the text or of a gallery, that is next to `at`. */
const settle = (doc, at) => {
  const position = doc.resolve(Math.min(at, doc.content.size))
  if (!position.depth || position.parent.type.name === "newsGallery") return position.pos
  return position.after(depthOf(position, "newsGallery") + 1)
}

const move = (places, tr) => {
  // of several at one place, those before the one that is replaced stay before what is put there
  const replaced = places.findIndex(({ id }) => id === tr.getMeta(key)?.replaced)
  return places.map((place, index) => ({
    ...place,
    at: settle(tr.doc, tr.mapping.map(place.at, index < replaced ? -1 : 1)),
  }))
}

const apply = (tr, places) => {
  const change = tr.getMeta(key)
  if (tr.docChanged && places.length) places = move(places, tr)
  if (change?.added) places = [...places, ...change.added]
  const gone = change?.cleared ?? change?.replaced
  return gone === undefined ? places : places.filter(({ id }) => id !== gone)
}

const widget = ({ id, at, dom }) =>
  Decoration.widget(at, dom, { key: `place-${id}`, side: -1, ignoreSelection: true, stopEvent: () => true })

/** Lets elements stand at `at` in the text, in their order. Returns their numbers. */
export const stand = (view, at, elements) => {
  const added = elements.map((dom) => ({ id: (count += 1), at: settle(view.state.doc, at), dom }))
  view.dispatch(view.state.tr.setMeta(key, { added }))
  return added.map(({ id }) => id)
}

/** Takes away what stands there as number `id`. */
export const clear = (view, id) => view.dispatch(view.state.tr.setMeta(key, { cleared: id }))

/** Puts `node` in the place of number `id`, with a line after it if it is the last of the text. Returns where. */
export const replace = (view, id, node) => {
  const { doc, schema, tr } = view.state
  const place = key.getState(view.state).find((found) => found.id === id)
  if (!place) return null
  const { at } = place
  tr.insert(at, node)
  if (at === doc.content.size) tr.insert(at + node.nodeSize, schema.nodes.paragraph.create())
  view.dispatch(pm.history.closeHistory(tr.setMeta(key, { replaced: id })))
  return at
}

export const Places = Extension.create({
  name: "places",
  addProseMirrorPlugins: () => [
    new Plugin({
      key,
      state: { init: () => [], apply },
      props: {
        decorations(state) {
          const places = key.getState(state)
          return places.length ? DecorationSet.create(state.doc, places.map(widget)) : null
        },
      },
    }),
  ],
})
