// Every figure of every table of the appraisal opens to a sum that comes to it; one that does not is named here.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openPreset, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

// what is entered or published has no sum: the caption of the table, the head of the column, the head of the row
const ENTERED = [
  // a list that leads to each service, whose own sums open there; and what was published
  [/Services that they would share/],
  [/Gross budget for each person employed/],
  [/Saving as a multiple of the plan, as|One-off cost as a multiple of the plan|Years late/],
  [/The government.s major projects/],
  // drawn again with one thing changed, and each thousand draws not kept
  [/One thing changed at a time/],
  [/Cumulative cash/, /As such plans have turned out/],
  // what other plans say, and sums over years of figures that open
  [/Cash plan of/, , /Gap in the plan, before/],
  [/Cash plan of/, /Over the term/],
  [/Posts at /],
  [/Payments in cash/],
  // the deepest point of a running total whose years open elsewhere
  [/Start-up funding/],
  // counted over draws by published cases, and not opened draw by draw
  [/The same plan by who counts/],
  [/What I changed|What is different in|Changes since/],
  [/The five styles and how often each was found/],
  [/How others turned out/, , /^(?!This scenario)/],
  [/How others turned out/, /What it was/],
  [/Break-even values/, /As entered/],
  [/What moves it most/, /From low to high/],
  [/What leaving costs/, /No way back from/],
  [/Three options/, , /^As now/],
  [/Three options/, /What it means/],
  [/Beside the money/, , /, /],
  // ranges open under Risk, end by end
  [/Figures/, , /eight chances in ten|Chance that it loses|^Partners/],
];
const isEntered = (caption, head, row) => ENTERED.some(([of, column = /./, line = /./]) => of.test(caption) && column.test(head) && line.test(row));

const UNITS = { m: 1e6, bn: 1e9, "%": 0.01, "in 100": 0.01 };
/// A figure as it is written, and how much a unit of its last digit is; thousands of pounds are written without the rest.
function read(text) {
  const found = text.replace(/^none/, "0").match(/([−-]?)\s*£?([\d,]+(?:\.\d+)?)\s*(m|bn|%|in 100)?/);
  if (!found) return null;
  const digits = found[2].replaceAll(",", "");
  const scale = UNITS[found[3]] ?? 1;
  const unit = digits.includes(".") ? 10 ** -digits.split(".")[1].length : /£.*,000/.test(text) ? 1000 : 1;
  return { value: (found[1] ? -1 : 1) * Number(digits) * scale, unit: unit * scale };
}

/// Opens whatever is folded away, again and again until nothing is.
async function unfold(page) {
  for (let n = 0; n < 6; n++) {
    const opened = await page.evaluate(() => {
      const closed = [...document.querySelectorAll("main details:not([open]):not(.picture)")].filter((one) => !one.closest(".sum") && one.checkVisibility());
      closed.forEach((one) => one.querySelector("summary").click());
      return closed.length;
    });
    if (!opened) return;
    await page.waitForTimeout(50);
  }
}

/// Presses figures of a page's tables and holds each against its sum; `every` so many.
async function press(page, name, every, faults) {
  await unfold(page);
  const tables = page.locator("main table");
  for (let n = 0; n < (await tables.count()); n++) {
    const table = tables.nth(n);
    const about = await table.evaluate((table) => ({
      skip: !!table.closest(".sum") || !!table.querySelector("input, select") || !table.checkVisibility(),
      opens: !!table.closest(".opens"),
      caption: table.caption?.textContent ?? "",
      heads: [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => head.textContent),
      cells: [...(table.tBodies[0]?.rows ?? [])].flatMap((row, r) => [...row.cells].slice(1).map((cell, c) => {
        const text = cell.innerText.replace(/[▼●]|loses|loss|no way back|gives more:|yes,/g, "").replace(/\s+/g, " ").trim();
        return { r, c, text, figure: /\d/.test(text) && (cell.classList.contains("number") || /^[−£\d]/.test(text)), row: row.cells[0].innerText.split("\n")[0] };
      })),
    }));
    if (about.skip) continue;
    const figures = about.cells.filter((cell) => cell.figure && !isEntered(about.caption, about.heads[cell.c + 1] ?? "", cell.row));
    if (figures.length && !about.opens) {
      faults.push(`${name}: no sums in the table "${about.caption}"`);
      continue;
    }
    for (const cell of figures.filter((_, n) => n % every === 0)) {
      const head = about.heads[cell.c + 1] ?? "";
      const where = `${name}, ${about.caption.slice(0, 40)}, ${cell.row}, ${head}: ${cell.text}`;
      await table.locator("tbody").first().evaluate((body, at) => body.rows[at.r].cells[at.c + 1].click(), cell);
      // the list shows the figure that was pressed, and below it stands its sum
      const sum = await page.waitForFunction(([table, at]) => {
        const opens = document.querySelectorAll("main table")[table]?.closest(".opens");
        let details = opens?.nextElementSibling;
        while (details && !details.querySelector("select")) details = details.nextElementSibling;
        return details?.querySelector(".sum h3 strong")?.innerText;
      }, [n, cell], { timeout: 4000 }).then((found) => found.jsonValue(), () => null);
      if (sum === null) { faults.push(`${where}: opens to nothing`); continue; }
      if (/fewer|more than/.test(cell.text)) continue;
      const [shown, found] = [read(cell.text), read(sum)];
      if (!shown || !found) { faults.push(`${where}: no figure, ${sum}`); continue; }
      // where it breaks even the sum comes to nothing; how far a figure moves has no sign
      const turning = /Break-even/.test(about.caption);
      const value = /Moves it by/.test(head) ? Math.abs(found.value) : found.value;
      const near = turning ? 1 : Math.max(shown.unit, found.unit) * 1.01;
      if (Math.abs(value - (turning ? 0 : shown.value)) > near) faults.push(`${where}: the sum is ${sum}`);
    }
  }
}

const opened = (preset) => openPreset(browser, server, preset);

const PAGES = ["Shared services", "Procurement", "Fair shares", "Cost variation", "Agreement and exit", "Risk", "Cash plan", "Summary"];

for (const [preset, every] of [["Two invented small forces", 1], ["East Midlands support services", 9]]) {
  test(`every figure in a table opens to a sum that comes to it: ${preset}`, async () => {
    const { page, errors, to } = await opened(preset);
    const faults = [];
    for (const name of PAGES) {
      await to(name);
      await page.waitForFunction(() => !document.querySelector("main progress"));
      await page.waitForTimeout(400);
      await page.waitForFunction(() => !document.querySelector("main progress"));
      await press(page, name, every, faults);
    }
    await to("Organised crime");
    const set = page.getByRole("button", { name: "Set it up" });
    if (await set.count()) await set.click();
    await press(page, "Organised crime", every * 3, faults);
    await to("Find partners");
    if (every > 1) {
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByRole("table").filter({ hasText: "Groups, best first" }).waitFor();
      await press(page, "Find partners", every, faults);
    }
    await to("Compare");
    await page.getByRole("button", { name: "+ This one as it is now" }).click();
    await page.getByRole("table").filter({ hasText: "Under each" }).waitFor();
    await press(page, "Compare", every, faults);
    assert.deepEqual(faults, []);
    assert.deepEqual(errors, []);
  });
}
