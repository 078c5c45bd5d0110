// What a reader loads, compressed as gzip -9 does it. The first load must not grow by more than 3 % over what is recorded:
// node tests/page/size.mjs, and with --record to set the record anew (docs/size.md says what each step brought).
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const record = new URL("size.json", import.meta.url);
const dist = new URL("../../dist/", import.meta.url);
const size = (name) => gzipSync(readFileSync(new URL(name, dist)), { level: 9 }).length;
const parts = [
  ["before the first answer", /^(index\.html|notice\.js|boot\.js|brand\.css|main-.*\.css|icon-.*|informed-choice-.*\.(js|wasm))$/],
  ["behind the first answer, to complete it", /^part-(rest|chunk-\d+)-/],
  ["behind that, the other pages", /^part-(?!rest|chunk)/],
  ["when a workbook is asked for", /^workbook/],
  ["for offline use", /^sw\.js$/],
  ["the single file, uncompressed", /^informed-choice\.html$/],
];
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
let first = 0;
for (const [name, which] of parts) {
  const files = readdirSync(dist).filter((file) => which.test(file));
  const all = files.map((file) => [file, /single/.test(name) ? readFileSync(new URL(file, dist)).length : size(file)]);
  const sum = all.reduce((sum, [, bytes]) => sum + bytes, 0);
  if (name === "before the first answer") first = sum;
  console.log(`${name}: ${kilobytes(sum)}`);
  for (const [file, bytes] of all.sort((a, b) => b[1] - a[1])) if (bytes > 1000) console.log(`  ${file.replace(/-[0-9a-f]{14,}/, "")}: ${kilobytes(bytes)}`);
}
if (process.argv.includes("--record")) {
  writeFileSync(record, JSON.stringify({ first_load: first }) + "\n");
} else {
  const { first_load: recorded } = JSON.parse(readFileSync(record, "utf8"));
  const grown = first / recorded - 1;
  console.log(`against the record of ${kilobytes(recorded)}: ${(grown * 100).toFixed(1)} %`);
  if (grown > 0.03) {
    console.error("The first load has grown by more than 3 %: find out why, or say so in docs/size.md and record it anew.");
    process.exit(1);
  }
}
