// What a thumbnail shows before its file is there, and what it keeps of a picture that is cut to fit.

/** Gives each thumbnail of `part` its colour and its focal point. */
export const dressThumbs = (part = document) => {
  for (const { dataset, style } of part.querySelectorAll(".nr-photo__picture img")) {
    style.backgroundColor = dataset.colour
    style.objectPosition = dataset.focal
      .split(" ")
      .map((part) => `${part * 100}%`)
      .join(" ")
  }
}
