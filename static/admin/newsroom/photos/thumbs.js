// What a thumbnail shows before its file is there, and what it keeps of a picture that is cut to fit.

/** Gives each thumbnail its colour and its focal point. */
export const dressThumbs = () => {
  for (const { dataset, style } of document.querySelectorAll(".nr-photo__picture img")) {
    style.backgroundColor = dataset.colour
    style.objectPosition = dataset.focal
      .split(" ")
      .map((part) => `${part * 100}%`)
      .join(" ")
  }
}
