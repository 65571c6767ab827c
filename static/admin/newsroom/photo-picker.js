/* Shows the photo that a field holds the key of, and leads to the library. Without this, the field is the key. */

import { withdrawnMark } from "./photos/withdrawn.js";

function button(label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "nr-button";
  made.textContent = label;
  return made;
}

async function fetchCard(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

function pictureOf(photo) {
  const image = new Image(112, 112);
  image.src = photo.thumb;
  image.alt = photo.alt;
  return image;
}

function cardOf(photo) {
  const card = document.createElement("div");
  card.className = "nr-picker__card";
  const words = document.createElement("div");
  const title = document.createElement("strong");
  title.textContent = photo.title;
  const credit = document.createElement("span");
  credit.textContent = photo.credit || "No credit";
  words.append(title, credit);
  card.append(photo.withdrawn ? withdrawnMark(photo) : pictureOf(photo), words);
  return card;
}

function enhance(picker) {
  const input = picker.querySelector("input");
  const choose = picker.querySelector(".related-lookup");
  const remove = button("Remove");
  choose?.classList.add("nr-button");
  let shown = null;
  let asked = 0;

  async function show() {
    const mine = ++asked;
    const key = /^[1-9]\d*$/.test(input.value.trim()) ? input.value.trim() : "";
    const photo = key ? await fetchCard(picker.dataset.card.replace("{id}", key)) : null;
    if (mine !== asked) return;
    shown?.remove();
    shown = photo && cardOf(photo);
    if (shown) picker.prepend(shown);
    // a key that leads to no photo stays in view, with what the form says about it
    input.hidden = Boolean(photo) || !input.value;
    remove.hidden = !input.value;
    if (choose) choose.textContent = input.value ? "Choose another" : "Choose a photo";
  }

  remove.addEventListener("click", () => {
    input.value = "";
    show();
    choose?.focus();
  });
  picker.append(remove);
  input.addEventListener("change", show);
  // the admin's pop-ups report through jQuery, which native listeners do not hear
  window.django?.jQuery(input).on("change", show);
  show();
}

document.querySelectorAll(".nr-picker").forEach(enhance);
