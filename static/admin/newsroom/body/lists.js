// Numbered lists, which `1. ` at the start of a line begins.

import { OrderedList as StockOrderedList, wrappingInputRule } from "django-prose-editor/editor"

// two digits: a year at the start of a sentence begins no list
const NUMBER = /^(\d{1,2})\.\s$/

// in the place of the stock extension of this name, which has no such shortcut
export const OrderedList = StockOrderedList.extend({
  addInputRules() {
    return [
      wrappingInputRule({
        find: NUMBER,
        type: this.type,
        getAttributes: (match) => ({ start: Number(match[1]) }),
        joinPredicate: (match, node) => node.childCount + node.attrs.start === Number(match[1]),
      }),
    ]
  },
})
