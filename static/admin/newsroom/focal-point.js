/* A photo's focal point, set by a click on its preview; also previews the file that was just chosen. */

const figure = document.querySelector("[data-focal]");
const across = document.getElementById("id_focal_x");
const down = document.getElementById("id_focal_y");

function place() {
  const point = figure.querySelector(".nr-focal__point");
  point.style.left = `${Number(across.value) * 100}%`;
  point.style.top = `${Number(down.value) * 100}%`;
}

function previewChosen(input) {
  const image = figure.querySelector("img");
  if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
  const [file] = input.files;
  // what a browser cannot show (TIFF) stays hidden; the server knows better what it is
  figure.hidden = true;
  if (!file) return;
  image.onload = () => { figure.hidden = false; };
  image.src = URL.createObjectURL(file);
}

if (figure && across && down) {
  figure.classList.add("nr-focal--live");
  figure.addEventListener("click", (event) => {
    const box = figure.getBoundingClientRect();
    across.value = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)).toFixed(3);
    down.value = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height)).toFixed(3);
    place();
  });
  [across, down].forEach((input) => input.addEventListener("input", place));
  const chosen = document.getElementById("id_original");
  chosen?.addEventListener("change", () => previewChosen(chosen));
  place();
}
