// After the build: a service worker that knows exactly the files of this build, and the whole tool as one HTML file.
// Trunk runs it with TRUNK_STAGING_DIR; it needs nothing but node.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hash as short, takeUp, withLoader } from "./build/parts.mjs";

const folder = process.env.TRUNK_STAGING_DIR || "dist";
const read = (name) => readFileSync(join(folder, name), "utf8");

// the parts that come after the first answer, and a script of the page that knows them
const from = new URL("target/parts/", import.meta.url).pathname;
const parts = await takeUp(from, folder);
const link = readFileSync(join(from, "__wasm_split.js"), "utf8");
const plain = readdirSync(folder).find((name) => /^informed-choice-.*\.js$/.test(name));
const bare = read(plain);
const knowing = withLoader(bare, link, `  const response = await fetch(new URL(${JSON.stringify(parts)}[name], import.meta.url));
  if (!response.ok) throw new Error(response.status + " for " + response.url);
  return response.arrayBuffer();`);
const named = `informed-choice-${short(knowing)}.js`;
rmSync(join(folder, plain));
writeFileSync(join(folder, named), knowing);
writeFileSync(join(folder, "index.html"), read("index.html").replaceAll(plain, named));

// also what is loaded only when somebody asks for it is kept: without a network it must be there
const names = readdirSync(folder).filter((name) => !["sw.js", "informed-choice.html"].includes(name)).sort();
const find = (pattern) => names.find((name) => pattern.test(name));

// the cache of a build is named after all that is in it
const all = createHash("sha256");
for (const name of names) all.update(name).update(readFileSync(join(folder, name)));
const build = all.digest("hex").slice(0, 12);
const worker = readFileSync(new URL("worker.js", import.meta.url), "utf8")
  .replace('"BUILD"', JSON.stringify(build))
  .replace('["FILES"]', JSON.stringify(["./", ...names]));
writeFileSync(join(folder, "sw.js"), worker);

// one file: a browser loads no module and no wasm from a disk, so both stand in the page
const [style, wasm] = [find(/^main-.*\.css$/), find(/^informed-choice-.*\.wasm$/)];
let script = withLoader(bare, link, `  const text = document.getElementById("part-" + name).textContent;
  return Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0));`);
if (/^import /m.test(script)) throw new Error("the module imports another: one file cannot hold it");
const ends = script.match(/^export\s*\{[^}]*\bas default\b[^}]*\};?\s*$/m);
const start = ends && ends[0].match(/(\w+) as default/);
if (!start) throw new Error("the module's start was not found");
script = script.replace(ends[0], "").replace(/^export (function|class|const)/gm, "$1");
script += `
const page = window.informedChoiceStart;
const text = document.getElementById("module").textContent;
if (typeof WebAssembly !== "object") {
  page.explain("This browser has WebAssembly switched off", ["Informed Choice is computed in your browser and needs it. Ask your IT desk to allow it."]);
} else {
  const bytes = Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0));
  ${start[1]}({ module_or_path: bytes }).then(page.ready, (error) => {
    console.error(error);
    page.explain("This page could not start in this browser", ["It needs Edge or Chrome 97, Firefox 102 or Safari 16, or later. If it is one of these, the file was changed on its way: ask for it again."]);
  });
}
`;
const notice = read("notice.js").replaceAll("</script", "<\\/script");
// the end tag of a script may stand in none of its texts
script = script.replaceAll("</script", "<\\/script");
const styles = read(style) + "\n" + read("brand.css");
const hash = (text) => "'sha256-" + createHash("sha256").update(text).digest("base64") + "'";
const policy = `default-src 'none'; script-src ${hash(script)} ${hash(notice)} 'wasm-unsafe-eval'; style-src ${hash(styles)}; style-src-attr 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'`;
// the page as it is, with its parts in it in place of the links to them
const put = (from, to) => {
  if (!from.test(index)) throw new Error("index.html has no " + from);
  index = index.replace(from, () => to);
};
let index = read("index.html");
put(/(?<=Content-Security-Policy" content=")[^"]*/, policy);
put(/<script src="[^"]*notice\.js"[^>]*><\/script>/, "");
put(/<script src="[^"]*boot\.js"[^>]*><\/script>/, "");
index = index.replace(/\s*<link [^>]*>/g, "");
put(/(?=<\/head>)/, `<style>${styles}</style>\n  `);
const held = (id, name) => `<script type="application/base64" id="${id}">${readFileSync(join(folder, name)).toString("base64")}</script>`;
const pieces = [held("module", wasm), ...Object.entries(parts).map(([name, file]) => held(`part-${name}`, file))];
put(/(?=<\/body>)/, `<script>${notice}</script>\n${pieces.join("\n")}\n<script type="module">${script}</script>\n  `);
writeFileSync(join(folder, "informed-choice.html"), index);
