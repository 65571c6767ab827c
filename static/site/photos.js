/* A story's photos, one after the other: arrow keys from anywhere on the page, and an address for the one in view.
   Swiping, scrolling and the links need none of this. */

const strip = document.querySelector("[data-strip]")
const photos = [...strip.children]
const ahead = getComputedStyle(strip).direction === "rtl" ? -1 : 1 // the way that the right arrow leads
let current = Math.max(0, photos.findIndex((photo) => `#${photo.id}` === location.hash))

function show(number) {
  const photo = photos[Math.min(Math.max(number, 0), photos.length - 1)]
  strip.scrollTo({ left: photo.offsetLeft - strip.offsetLeft })
}

const STEPS = {
  ArrowLeft: () => current - ahead,
  ArrowRight: () => current + ahead,
  Home: () => 0,
  End: () => photos.length - 1,
}

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.key in STEPS)) return
  event.preventDefault()
  show(STEPS[event.key]())
})

const seen = new IntersectionObserver(
  (entries) => {
    const entry = entries.find((each) => each.isIntersecting)
    if (!entry) return
    const before = current
    current = photos.indexOf(entry.target)
    if (current !== before) history.replaceState(null, "", `#${entry.target.id}`)
  },
  { root: strip, threshold: 0.6 },
)
photos.forEach((photo) => seen.observe(photo))
