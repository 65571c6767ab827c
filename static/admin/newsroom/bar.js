// The bar of a story: tells what the button under the pointer, or in focus, would do; else what the first one would.

const ABOUT = ".story-bar [aria-describedby^=says-]"

const sentences = () => document.querySelectorAll(".story-bar__says > [id]")
const tell = ({ target }) => {
  const button = target.closest(ABOUT)
  if (!button) return
  for (const sentence of sentences()) sentence.hidden = sentence.id !== button.getAttribute("aria-describedby")
}
const tellFirst = ({ target, relatedTarget }) => {
  if (!target.closest(".story-bar") || relatedTarget?.closest?.(".story-bar")) return
  sentences().forEach((sentence, number) => (sentence.hidden = number > 0))
}

// asked of the document: after a save, scripts put another bar in the place of the first
document.addEventListener("pointerover", tell)
document.addEventListener("focusin", tell)
document.addEventListener("pointerout", tellFirst)
document.addEventListener("focusout", tellFirst)
