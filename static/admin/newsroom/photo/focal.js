// The focal point: set on the picture by a click or by the arrow keys, and seen at once in all crops.

import { box } from "./crops.js";
import { element } from "./element.js";

const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const within = (part) => Math.min(1, Math.max(0, part))
const percent = (part) => `${Math.round(part * 100)} %`

/** Shows in each crop what `point` leaves of the picture `image`, which is `width` × `height` pixels. */
const showCrops = (crops, image, [width, height], point) => {
  for (const crop of crops.querySelectorAll("[data-crop]")) {
    const [left, top, right, bottom] = box(width, height, crop.dataset.crop, point)
    const frame = crop.querySelector(".photo-crop__frame")
    const copy = frame.querySelector("img")
    const [wide, high] = [right - left, bottom - top]
    if (copy.src !== image.src) copy.src = image.src
    frame.style.aspectRatio = `${wide} / ${high}`
    copy.style.width = `${(100 * width) / wide}%`
    copy.style.height = `${(100 * height) / high}%`
    copy.style.left = `${(-100 * left) / wide}%`
    copy.style.top = `${(-100 * top) / high}%`
    crop.dataset.box = [left, top, right, bottom].join(" ")
  }
  crops.hidden = false
}

/** Lets the point be set in `figure`; `show` is called with it. Returns how to set it from elsewhere. */
const pointIn = (figure, show) => {
  const says = element("span", { className: "visually-hidden", role: "status" })
  const point = element("button", {
    type: "button",
    className: "photo-focal__point",
    "aria-label": "Focal point: move it with the arrow keys",
  })
  let at = [0.5, 0.5]
  const place = (to, { told = true } = {}) => {
    at = to.map(within)
    point.style.left = `${at[0] * 100}%`
    point.style.top = `${at[1] * 100}%`
    if (told) says.textContent = `${percent(at[0])} from the left, ${percent(at[1])} from the top`
  }
  const move = (to) => {
    place(to)
    show(at)
  }
  figure.append(point, says)
  figure.classList.add("photo-focal--live")
  figure.addEventListener("click", (event) => {
    if (!event.detail) return // the button, pressed by a key
    const frame = figure.getBoundingClientRect()
    move([(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height])
    point.focus({ preventScroll: true })
  })
  point.addEventListener("keydown", (event) => {
    const step = STEP[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const far = event.shiftKey ? 0.1 : 0.01
    move([at[0] + step[0] * far, at[1] + step[1] * far])
  })
  return place
}

const previewChosen = (input, image, view, ready) => {
  input.addEventListener("change", () => {
    if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src)
    view.hidden = true // what a browser cannot show (TIFF) stays hidden; the server knows better what it is
    const [file] = input.files
    if (!file) return
    image.onload = () => {
      image.width = image.naturalWidth
      image.height = image.naturalHeight
      view.hidden = false
      ready()
    }
    image.src = URL.createObjectURL(file)
  })
}

/** Sets up the picture of the page, if there is one. */
export const setUpFocalPoint = (page) => {
  const figure = page.querySelector("[data-focal]")
  const crops = page.querySelector("[data-crops]")
  const image = figure.querySelector("img")
  const inputs = ["id_focal_x", "id_focal_y"].map((id) => document.getElementById(id))
  let point = figure.dataset.focal.split(" ").map((part) => within(Number(part) || 0))
  const show = () => {
    const size = [Number(image.getAttribute("width")), Number(image.getAttribute("height"))]
    if (size[0] && size[1]) showCrops(crops, image, size, point)
  }
  if (inputs.every(Boolean)) {
    const place = pointIn(figure, (to) => {
      point = to.map((part) => Number(part.toFixed(3)))
      inputs.forEach((input, index) => (input.value = String(point[index])))
      show()
    })
    const typed = () => {
      point = inputs.map((input) => within(Number(input.value) || 0))
      place(point, { told: false })
      show()
    }
    for (const input of inputs) input.addEventListener("input", typed)
    typed()
    const chosen = document.getElementById("id_original")
    if (chosen) previewChosen(chosen, image, page.querySelector(".photo-view"), show)
  }
  show()
}
