// The story's form. It saves without these modules; with them, writing goes faster and nothing is lost.

import { form } from "./story/form.js";
import "./bar.js";
import "./story/stick.js";
import "./story/save.js";
import "./story/when.js";
import "./story/aside.js";
import "./story/presence.js";
import "./story/found.js";
import "./story/meters.js";
import "./story/goto.js";
import "./story/before.js";
import "./story/preview.js";
import "./story/keys.js";
import "./story/lead.js";
import "./story/rows.js";
import "./story/boxes.js";

// the headline is one line, however it wraps: Enter goes on to what comes next
for (const name of ["headline", "standfirst"]) {
  form.elements[name].addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    if (name === "headline") form.elements.standfirst.focus()
    else form.querySelector(".tiptap")?.focus()
  })
}

// what was wrong is read out, and is where one goes on
form.querySelector("[role=alert]")?.focus()
