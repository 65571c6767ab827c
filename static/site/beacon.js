/* Tells the site that this story was read: once, after it was in view for a while, by an address that names the story
   and nobody. docs/privacy.md has the rest. */

const LONG_ENOUGH = 5000 // milliseconds in view
const isUnwanted = navigator.globalPrivacyControl || navigator.doNotTrack === "1"
let timer = 0

const tell = () => {
  document.removeEventListener("visibilitychange", watch)
  navigator.sendBeacon(document.querySelector("[data-beacon]").dataset.beacon)
}

const watch = () => {
  clearTimeout(timer)
  if (document.visibilityState === "visible") timer = setTimeout(tell, LONG_ENOUGH)
}

if (!isUnwanted && navigator.sendBeacon) {
  document.addEventListener("visibilitychange", watch)
  watch()
}
