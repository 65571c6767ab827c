// What stands in the place of a photo that was withdrawn: of such a one no file is given out.

import { make } from "./dom.js";

/** Returns the mark for a photo of these facts, with the reason. */
export const withdrawnMark = ({ withdrawn }) =>
  make("span", { className: "nr-withdrawn" }, [
    make("strong", { textContent: "Withdrawn" }),
    " ",
    make("span", { textContent: withdrawn }),
  ])
