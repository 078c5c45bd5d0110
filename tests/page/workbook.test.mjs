// Workbooks in a real browser: made on demand, changed by a script, opened again; a spreadsheet of somebody else's.
import assert from "node:assert/strict";
import { readFile, writeFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { goTo, launch, openExample, serve } from "./serve.mjs";
import { sheet, unzip, zip } from "./zip.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const fresh = async () => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" })).newPage();
  page.errors = [];
  page.asked = [];
  page.on("console", (message) => message.type() === "error" && page.errors.push(message.text()));
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("request", (request) => page.asked.push(request.url()));
  return page;
};
const start = async (page, preset) => {
  await page.goto(server.url);
  await openExample(page, preset);
  await page.locator("h1.headline").getByText("would save").waitFor();
};
const go = goTo;
const file = async (name, bytes) => {
  const path = join(await mkdtemp(join(tmpdir(), "informed-choice-")), name);
  await writeFile(path, bytes);
  return path;
};
const workbook = async (page) => {
  await go(page, "Share link");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Workbook with live formulas (.xlsx)" }).click()]);
  assert.match(download.suggestedFilename(), /^.*-\d{4}-\d\d-\d\d-v\d.*\.xlsx$/);
  return readFile(await download.path());
};

test("a workbook is made on demand, and comes back with the inputs that were changed in it", async () => {
  const page = await fresh();
  await start(page, "Two invented small forces");
  assert.ok(!page.asked.some((url) => url.includes("workbook")), "nothing of it is loaded before it is asked for");
  const bytes = await workbook(page);
  assert.ok(page.asked.some((url) => url.endsWith("workbook_bg.wasm")));
  const entries = unzip(bytes);
  const book = entries.get("xl/workbook.xml").toString();
  for (const name of ["ic_npv", "ic_npsv", "ic_full_year_saving", "ic_one_off_total", "ic_payback_years", "ic_npv_eastmoor", "in_services_hr_saving_likely"]) {
    assert.ok(book.includes(`name="${name}"`), name);
  }
  // a script puts 25% in place of 20%, where the defined name says that it stands
  const place = book.match(/name="in_services_hr_saving_likely"[^>]*>[^$]*\$C\$(\d+)</)[1];
  const inputs = entries.get("xl/worksheets/sheet2.xml").toString();
  const cell = new RegExp(`(<c r="C${place}"[^>]*><v>)0\\.2(</v>)`);
  assert.match(inputs, cell);
  entries.set("xl/worksheets/sheet2.xml", Buffer.from(inputs.replace(cell, "$10.25$2")));
  const other = await fresh();
  await other.goto(server.url);
  await go(other, "Scenarios");
  await other.locator("#open-workbook").setInputFiles(await file("changed.xlsx", zip(entries)));
  await other.getByText(/changed\.xlsx is open as a scenario\. \d+ lines read: one figure was imported, \d+ were here already\. Undo takes it back\./).waitFor();
  await other.getByText("HR: Saving: 20% became 25%").waitFor();
  await other.getByRole("button", { name: "See what it comes to" }).click();
  // by hand: 2.4m × (25 % − 2 %) and £103,500 of uniform
  await other.locator("h1.headline").getByText("£656,000 a year").waitFor();
  await other.getByRole("button", { name: /Undo/ }).click();
  await other.locator("h1.headline").getByText("£536,000 a year").waitFor();
  assert.deepEqual([...page.errors, ...other.errors], []);
});

test("a spreadsheet of somebody else’s is read by naming its columns", async () => {
  const page = await fresh();
  await start(page, "East Midlands support services");
  await go(page, "Scenarios");
  await page.locator("#open-workbook").setInputFiles(await file("survey.xlsx", sheet([
    ["HR survey"], ["Force", "FTE", "Average cost", "Remarks"],
    ["Derbyshire Constabulary", 101.5, 41250, "ours"], ["Leicestershire", 88, "lots", ""], ["Kent", 90, 40000, ""],
  ])));
  await page.getByText("survey.xlsx was not made by this tool: say what its tables hold.").waitFor();
  await page.getByLabel("What its table holds").selectOption("Cost of HR today, by partner");
  await page.getByText("Which column is what? 3 lines below the heads").waitFor();
  assert.equal(await page.getByLabel("What the column FTE is").inputValue(), "Posts");
  assert.equal(await page.getByLabel("What the column Remarks is").inputValue(), "");
  await page.getByRole("button", { name: "Take the figures over" }).click();
  await page.getByText("3 lines read: 3 figures were imported, 2 things were not imported. Undo takes them back.").waitFor();
  await page.getByText("“Kent” is not one of this scenario’s partners").waitFor();
  await page.getByText("“lots” must be a number").waitFor();
  await go(page, "Shared services");
  assert.equal(await page.locator("#f-services-hr-baseline-derbyshire-fte").inputValue(), "101.5");
  assert.deepEqual(page.errors, []);
});

test("what is no workbook says so, and a page from a disk says where workbooks are made", async () => {
  const page = await fresh();
  await page.goto(server.url);
  await go(page, "Scenarios");
  await page.locator("#open-workbook").setInputFiles(await file("broken.xlsx", "hello"));
  await page.getByText("broken.xlsx: It cannot be opened as a workbook").waitFor();
  assert.deepEqual(page.errors, []);
  const alone = await fresh();
  await alone.goto(new URL("../../dist/informed-choice.html", import.meta.url).href);
  await openExample(alone, "Two invented small forces");
  await alone.locator("h1.headline").getByText("would save").waitFor();
  await go(alone, "Share link");
  await alone.getByText("Workbooks need the tool on a server").waitFor();
  assert.equal(await alone.getByRole("button", { name: "Workbook with live formulas (.xlsx)" }).count(), 0);
});

test("a figure opens to its sum, and each part to its own, down to an input and its source", async () => {
  const page = await fresh();
  await start(page, "Two invented small forces");
  await page.getByRole("button", { name: /Saving a year/ }).click();
  const sum = page.locator(".sum");
  await sum.getByText("= £432,000 + £103,500").waitFor();
  await sum.getByRole("button", { name: "Open: Full-year saving: HR" }).click();
  // by hand: 60 posts at £40,000, against 80% of that and 2% for running it
  await sum.getByText("= £2,400,000 − £1,968,000").waitFor();
  await sum.getByRole("button", { name: "Open: Cost without sharing in the full year: HR" }).click();
  await sum.getByRole("button", { name: /^Open: Cost without sharing, all members: HR/ }).click();
  await sum.getByRole("button", { name: /^Open: Cost without sharing: Eastmoor/ }).click();
  await sum.getByRole("button", { name: /^Open: Pay without sharing: Eastmoor/ }).click();
  await sum.getByText(/40 × £40,000/).waitFor();
  await sum.locator("tr", { hasText: "HR, Eastmoor: Posts" }).getByText("Entered").waitFor();
  // back along the way, and the figures follow a lever while a sum is open
  await sum.locator(".trail").getByRole("button", { name: "Full-year saving", exact: true }).click();
  await sum.getByText("= £432,000 + £103,500").waitFor();
  await page.locator("aside").getByLabel("HR saving", { exact: true }).fill("25%");
  await sum.getByText("= £552,000 + £103,500").waitFor();
  await page.getByRole("button", { name: /Posts no longer needed/ }).click();
  await sum.getByRole("button", { name: "Show the sum: In whole posts, force by force" }).click();
  await sum.getByRole("rowheader", { name: "In whole posts, force by force: HR" }).waitFor();
  await go(page, "Fair shares");
  await page.getByText("How each comes to its share").click();
  await page.getByRole("table", { name: /From today/ }).getByRole("row", { name: /^Eastmoor/ }).locator("td").nth(2).click();
  await page.locator(".sum").getByText(/^Fair share of the gain|^Fair share/).first().waitFor();
  assert.deepEqual(page.errors, []);
});
