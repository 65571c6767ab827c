// Where a pasted link leads: redirects of programs that watch their readers are taken off, what leads nowhere is dropped.

import { oneLine } from "./paste-spaces.js";

// the host that redirects -> what the true address is called in its query
const REDIRECTS = [
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/url$/, ["q", "url"]],
  [/^lm?\.facebook\.com$/, /^\/l\.php$/, ["u"]],
  [/^l\.instagram\.com$/, /^\/$/, ["u"]],
  [/\.safelinks\.protection\.outlook\.com$/, /^\/(?:ap\/[a-z0-9-]+\/)?$/, ["url"]],
  [/^statics\.teams\.cdn\.office\.net$/, /^\/evergreen-assets\/safelinks\//, ["url"]],
]
const DEEPEST = 3 // a redirect to a redirect; beyond that somebody plays

const parsed = (address) => {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

const behind = (url) => {
  for (const [host, path, names] of REDIRECTS) {
    if (!host.test(url.hostname) || !path.test(url.pathname)) continue
    for (const name of names) {
      const target = parsed(url.searchParams.get(name))
      if (target && /^https?:$/.test(target.protocol)) return target
    }
  }
  return null
}

/** The address that a reader should be sent to, or "" where there is none: a place in the old page, a file, a script. */
export const destination = (href) => {
  let url = parsed((href || "").trim())
  for (let depth = 0; url && depth < DEEPEST; depth += 1) {
    const next = behind(url)
    if (!next) return /^(?:https?|mailto):$/.test(url.protocol) ? (depth ? url.href : href.trim()) : ""
    url = next
  }
  return url ? url.href : ""
}

// how Word, Writer, Google Docs, Wikipedia and most blogs name the two ends of a note
const NOTE = /^#(?:_?(?:ftn|edn)|ftnt|sd(?:foot|end)note|cite_(?:ref|note)|fn|footnote|endnote)[\w:.-]*$/i
const BACK = /ref|anc$/i

/** Notes: their marks become `[1]` where they stand, and before the words of the note. Links of notes go. */
export const notesAsText = (page) => {
  for (const link of page.querySelectorAll('a[href*="#"]')) {
    const href = link.getAttribute("href").replace(/^[^#]*/, "") // a browser copies it with the page's address before it
    if (!NOTE.test(href)) continue
    const mark = oneLine(link.textContent).replace(/^\[|\]$/g, "")
    const word = /^[\p{L}\p{N}*†‡]{1,8}$/u.test(mark) ? `[${mark}]` : ""
    const raised = link.closest("sup")
    const place = raised && oneLine(raised.textContent) === oneLine(link.textContent) ? raised : link
    place.replaceWith(BACK.test(href) && word ? `${word} ` : word)
  }
}
