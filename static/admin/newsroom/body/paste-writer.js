// What LibreOffice Writer puts on the clipboard.

export const isWriter = (html) => /<meta name="generator" content="(?:LibreOffice|OpenOffice)/i.test(html)

/** Makes of the page plain markup, and counts its comments, which stand in the text as those of HTML. */
export const fromWriter = (page, left) => {
  const comments = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT)
  while (comments.nextNode()) left.add("comment")
  // older versions set a paragraph in as the explanation of nothing
  for (const list of page.querySelectorAll("dl")) {
    if (list.querySelector("dt") || list.parentElement.closest("dl")) continue
    const quote = page.createElement("blockquote")
    quote.append(...list.childNodes)
    list.replaceWith(quote)
  }
}
