// The bar of a story: tells what the button under the pointer, or in focus, would do; else what the first one would.

const bar = document.querySelector(".story-bar")
const sentences = [...bar.querySelectorAll(".story-bar__says [id]")]

const tell = (event) => {
  const button = event.target.closest("[aria-describedby^=says-]")
  if (!button) return
  for (const sentence of sentences) sentence.hidden = sentence.id !== button.getAttribute("aria-describedby")
}
const tellFirst = () => sentences.forEach((sentence, number) => (sentence.hidden = number > 0))

bar.addEventListener("pointerover", tell)
bar.addEventListener("focusin", tell)
bar.addEventListener("pointerleave", tellFirst)
bar.addEventListener("focusout", tellFirst)
