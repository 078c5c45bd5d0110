// After the build: a service worker that knows exactly the files of this build, and the whole tool as one HTML file.
// Trunk runs it with TRUNK_STAGING_DIR; it needs nothing but node.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.TRUNK_STAGING_DIR || "dist";
const read = (name) => readFileSync(join(folder, name), "utf8");
// workbooks have a part of their own, which is loaded when somebody asks for one: not kept beforehand
const onDemand = /^workbook/;
const names = readdirSync(folder).filter((name) => !["sw.js", "informed-choice.html"].includes(name) && !onDemand.test(name)).sort();
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
const [glue, style, wasm] = [find(/^informed-choice-.*\.js$/), find(/^main-.*\.css$/), find(/^informed-choice-.*\.wasm$/)];
let script = read(glue);
if (/^import /m.test(script)) throw new Error("the module imports another: one file cannot hold it");
const ends = script.match(/^export\s*\{[^}]*\bas default\b[^}]*\};?\s*$/m);
const start = ends && ends[0].match(/(\w+) as default/);
if (!start) throw new Error("the module's start was not found");
script = script.replace(ends[0], "").replace(/^export (function|class|const)/gm, "$1");
script += `
const text = document.getElementById("module").textContent;
if (typeof WebAssembly !== "object") {
  document.getElementById("starting").textContent = "This browser has WebAssembly switched off, which Informed Choice needs. Ask your IT desk to allow it.";
} else {
  const bytes = Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0));
  ${start[1]}({ module_or_path: bytes }).then(
    () => document.getElementById("starting").remove(),
    (error) => { document.getElementById("starting").textContent = "This page could not start in this browser: " + error; },
  );
}
`;
// the end tag of a script may stand in none of its texts
script = script.replaceAll("</script", "<\\/script");
const styles = read(style) + "\n" + read("brand.css");
const hash = (text) => "'sha256-" + createHash("sha256").update(text).digest("base64") + "'";
const policy = `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval'; style-src ${hash(styles)}; style-src-attr 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'`;
// the page as it is, with its parts in it in place of the links to them
const put = (from, to) => {
  if (!from.test(index)) throw new Error("index.html has no " + from);
  index = index.replace(from, () => to);
};
let index = read("index.html");
put(/(?<=Content-Security-Policy" content=")[^"]*/, policy);
put(/<script type="module"[^>]*><\/script>/, "");
index = index.replace(/\s*<link [^>]*>/g, "");
put(/(?=<\/head>)/, `<style>${styles}</style>\n  `);
put(/(?=<\/body>)/, `<script type="application/base64" id="module">${readFileSync(join(folder, wasm)).toString("base64")}</script>\n<script type="module">${script}</script>\n  `);
writeFileSync(join(folder, "informed-choice.html"), index);
