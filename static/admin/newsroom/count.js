/* Says under a text how many paragraphs and words it has, as it is typed: <textarea data-count>. */

const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

function measure(text) {
  const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim()).length;
  const words = text.split(/\s+/).filter(Boolean).length;
  return words ? `${plural(paragraphs, "paragraph")}, ${plural(words, "word")}` : "";
}

document.querySelectorAll("textarea[data-count]").forEach((area) => {
  const output = document.createElement("output");
  output.className = "nr-count-out";
  output.htmlFor = area.id;
  area.after(output);
  const say = () => { output.textContent = measure(area.value); };
  area.addEventListener("input", say);
  say();
});
