// Makes the set with sharp, which has a thread for each core, and takes as many files at once as libuv has threads.
// Arguments: picture, list of what is wanted, folder, settings.
import { readFileSync } from "node:fs"
import { join } from "node:path"
import sharp from "sharp"

const [picture, wanted, folder, settings] = process.argv.slice(2)
const { files } = JSON.parse(readFileSync(wanted, "utf8"))
const chosen = JSON.parse(settings)

function make({ name, box, size, encoding }) {
  const [left, top, right, bottom] = box
  const image = sharp(picture)
    .rotate()
    .extract({ left, top, width: right - left, height: bottom - top })
    .resize(size[0], size[1], { fit: "fill", kernel: "lanczos3" })
  const encoded =
    encoding === "avif"
      ? image.avif({ quality: chosen.avif, effort: chosen.effort, chromaSubsampling: "4:2:0" })
      : image.jpeg({ quality: chosen.jpeg, progressive: true, optimiseCoding: true })
  return encoded.toFile(join(folder, name))
}

const started = performance.now()
const worked = process.cpuUsage()
await Promise.all(files.map(make))
const cpu = process.cpuUsage(worked)
console.log(
  JSON.stringify({
    seconds: (performance.now() - started) / 1000,
    cpu: (cpu.user + cpu.system) / 1e6,
    memory: Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024,
  }),
)
