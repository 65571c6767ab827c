// Stories dragged to a place with the pointer: with a mouse by the whole card, with a finger by its grip.

const FAR = 6 // pixels, from which on it is no click
const EDGE = 90 // pixels of the window's edges near which the page moves on
const OWN = "button, select, input, label, summary"

/** Lets the cards in `holder` be dragged; `onDrop` is called with a story's key and the name of a place. */
export const setUpDragging = (holder, onDrop) => {
  let drag = null

  const placeAt = ({ clientX, clientY }) => document.elementFromPoint(clientX, clientY)?.closest("[data-place]")

  const start = (event) => {
    const { card } = drag
    drag.ghost = card.cloneNode(true)
    drag.ghost.classList.add("front-ghost")
    drag.ghost.style.width = `${card.offsetWidth}px`
    drag.ghost.setAttribute("aria-hidden", "true")
    drag.ghost.inert = true
    // what it holds is of the form's: a copy of it would be sent as well
    for (const control of drag.ghost.querySelectorAll(".front-card__do, input, select, button")) control.remove()
    document.body.append(drag.ghost)
    document.body.classList.add("is-dragging")
    card.classList.add("is-dragged")
    drag.scrolling = requestAnimationFrame(scroll)
    move(event)
  }
  const move = (event) => {
    drag.last = event
    drag.ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 8}px)`
    const over = placeAt(event)
    if (over === drag.over) return
    drag.over?.classList.remove("is-over")
    over?.classList.add("is-over")
    drag.over = over
  }
  const scroll = () => {
    if (!drag?.ghost) return
    const { clientY } = drag.last
    const by = clientY < EDGE ? -12 : clientY > window.innerHeight - EDGE ? 12 : 0
    if (by) {
      window.scrollBy({ top: by, behavior: "instant" })
      move(drag.last)
    }
    drag.scrolling = requestAnimationFrame(scroll)
  }
  const end = () => {
    if (!drag) return
    cancelAnimationFrame(drag.scrolling)
    drag.ghost?.remove()
    drag.over?.classList.remove("is-over")
    drag.card.classList.remove("is-dragged")
    document.body.classList.remove("is-dragging")
    drag = null
  }

  holder.addEventListener("pointerdown", (event) => {
    const card = event.target.closest(".front-card")
    if (!card || event.button || event.target.closest(OWN)) return
    const isGrip = event.target.closest(".front-card__grip")
    if (event.pointerType !== "mouse" && !isGrip) return
    drag = { card, x: event.clientX, y: event.clientY }
  })
  window.addEventListener("pointermove", (event) => {
    if (!drag) return
    if (drag.ghost) move(event)
    else if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR) start(event)
  })
  window.addEventListener("pointerup", () => {
    if (!drag) return
    const { card, over, ghost } = drag
    end()
    if (!ghost) return
    // the click that follows is none
    const swallow = (event) => event.preventDefault()
    window.addEventListener("click", swallow, { capture: true, once: true })
    setTimeout(() => window.removeEventListener("click", swallow, { capture: true }))
    if (over && !over.contains(card)) onDrop(card.dataset.story, over.dataset.place)
  })
  window.addEventListener("pointercancel", end)
  window.addEventListener("keydown", (event) => event.key === "Escape" && end())
}
