// The parts of the program that come after the first answer: each optimised and named by what is in it, and the page's own
// script told how to fetch them. wasm-split-cli wrote them, with a script whose way of fetching is exchanged here.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
export const hash = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);

/** Puts the parts into the folder and gives the table of their names. */
export async function takeUp(from, folder) {
  const names = readdirSync(from).filter((name) => name.endsWith(".wasm") && name !== "main.wasm").sort();
  if (!names.length) throw new Error("the program was not cut into its parts: build with sh dev.sh build");
  for (const old of readdirSync(folder)) if (/^part-.*\.wasm$/.test(old)) rmSync(join(folder, old));
  const all = names.map(async (name) => {
    const made = join(from, name.replace(/\.wasm$/, ".opt"));
    await run("wasm-opt", ["-Oz", join(from, name), "-o", made]);
    const stem = name.replace(/\.wasm$/, "");
    const own = `part-${stem.replace(/^split_/, "").replace("_", "-")}-${hash(readFileSync(made))}.wasm`;
    renameSync(made, join(folder, own));
    return [stem, own];
  });
  return Object.fromEntries(await Promise.all(all));
}

/** The page's script with the loader of the parts in it. `bytes` is the body of a function of a part's name that gives its bytes. */
export function withLoader(glue, link, bytes) {
  const exchange = (text, pattern, by) => {
    if (!pattern.test(text)) throw new Error(`the script of the parts has no ${pattern}`);
    return text.replace(pattern, by);
  };
  const loaders = [...link.matchAll(/^export const (\w+) =/gm)].map((one) => one[1]);
  let body = exchange(link, /^import \{ initSync \} from "[^"]*";$/m, "");
  body = exchange(body, /^export const /gm, "const ");
  // not by stream: a server that names another type for it must do too
  body = exchange(body, /fetch\(new URL\("\.\/(\w+)\.wasm", import\.meta\.url\)\)/g, (_, name) => `bytes(${JSON.stringify(name)})`);
  body = exchange(body, /\(WebAssembly\.instantiateStreaming\(src, imports\)\)/g, "WebAssembly.instantiate(await src, imports)");
  const module = `const __parts = (() => {\nconst bytes = async (name) => {\n${bytes}\n};\n${body}\nreturn { ${loaders.join(", ")} };\n})();\n`;
  let first = true;
  return exchange(glue, /^import \* as (\w+) from "\.\/__wasm_split\.js";?$/gm, (_, name) => {
    const before = first ? module : "";
    first = false;
    return `${before}const ${name} = __parts;`;
  });
}
