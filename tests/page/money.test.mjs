// The cash plan in a real browser: what a finance director does with it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { faults, launch, openPreset, serve, unfold } from "./serve.mjs";


let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const opened = (preset) => openPreset(browser, server, preset);
const pounds = (text) => Number(text.replace("\u2212", "-").replace(/[£,]/g, ""));
const row = (page, name) => page.locator("table.schedule tbody tr", { has: page.getByRole("rowheader", { name, exact: true }) }).locator("td");

test("a plan of cash adds up, turns its signs, and is one force's or everybody's", async () => {
  const { page, errors, to } = await opened("East Midlands support services");
  await to("Cash plan");
  await page.locator("h1.headline").getByText(/^In cash, budgets would be £/).waitFor();
  await page.getByText("Reserves are not entered for any partner").waitFor();
  const numbers = async (name) => (await row(page, name).allInnerTexts()).map(pounds);
  const effect = await numbers("Effect on the revenue budget");
  assert.equal(effect.length, 11);
  assert.equal(effect.slice(0, -1).reduce((a, b) => a + b, 0), effect.at(-1));
  // parts add up in every year
  const parts = await page.locator("table.schedule tbody tr:not(.total):not(.beside)").evaluateAll((rows) => rows.map((row) => [...row.cells].slice(1).map((cell) => cell.innerText)));
  effect.forEach((sum, t) => assert.equal(parts.reduce((all, cells) => all + pounds(cells[t]), 0), sum, `${t}`));
  await page.getByLabel("Savings as negative figures, as budget books have them").check();
  assert.deepEqual(await numbers("Effect on the revenue budget"), effect.map((one) => (one === 0 ? 0 : -one)));
  await page.getByLabel("Whose plan").selectOption({ label: "Derbyshire" });
  await page.getByText("Cash plan of Derbyshire").waitFor();
  assert.notDeepEqual(await numbers("Effect on the revenue budget"), effect.map((one) => -one));
  assert.deepEqual(errors, []);
});

test("a gap is pasted from a plan, Band D comes from what is published, and reserves that do not last are said", async () => {
  const { page, errors, to } = await opened("Norfolk and Suffolk");
  await to("Cash plan");
  const gap = page.getByLabel("Gap in the plan by year of Norfolk");
  await gap.focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text", "1,000,000\t1,500,000\t2m\n");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await gap.press("Tab");
  assert.equal(await gap.inputValue(), "1,000,000; 1,500,000; 2,000,000");
  await page.getByLabel("Whose plan").selectOption({ label: "Norfolk" });
  await row(page, "Gap in the plan, before").first().waitFor();
  const cells = async (name) => row(page, name).allInnerTexts();
  const [before, after, effect] = [await cells("Gap in the plan, before"), await cells("Gap in the plan, after"), await cells("Effect on the revenue budget")];
  assert.deepEqual(before.slice(0, 4), ["£1,000,000", "£1,500,000", "£2,000,000", ""]);
  assert.ok(Math.abs(pounds(before[1]) - pounds(effect[1]) - pounds(after[1])) <= 1);
  await page.getByRole("heading", { name: "Gap in the plan" }).waitFor();
  await page.getByRole("button", { name: "Put in published Band D and tax base of 2023/24 (2 partners)" }).click();
  // as the ministry published it
  assert.equal(await page.getByLabel("Band D precept of Norfolk").inputValue(), "302.94");
  await row(page, "For each Band D household").first().waitFor();
  await row(page, "As a part of the precept").first().waitFor();
  await page.getByLabel("Usable reserves of Norfolk").fill("1000");
  await page.getByLabel("Usable reserves of Norfolk").press("Tab");
  await page.getByLabel("Other one-off cost is paid from").selectOption({ label: "Reserves" });
  await page.getByText(/Norfolk: reserves are spent in 20\d\d\/\d\d\./).waitFor();
  await page.getByRole("heading", { name: "Reserves" }).waitFor();
  // what is no figure is said and the last good one stays in use
  await gap.fill("soon");
  await gap.press("Tab");
  await page.getByText("must be a number").first().waitFor();
  await gap.fill("5");
  await gap.press("Tab");
  assert.deepEqual(await faults(page), []);
  // the link carries all of it
  await to("Share link");
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.waitForSelector("h1.headline");
  await other.evaluate(() => { location.hash = "#/money"; });
  await other.getByText(/Norfolk: reserves are spent in/).waitFor();
  assert.equal(await other.getByLabel("Gap in the plan by year of Norfolk").inputValue(), "5");
  assert.deepEqual(errors, []);
});

test("the plan goes out as a table and opens to its sums, and consultation has its posts", async () => {
  const { page, errors, to } = await opened("Two invented small forces");
  await to("Cash plan");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "The cash plan of every partner (.csv)" }).click()]);
  const csv = readFileSync(await download.path(), "utf8");
  assert.equal(csv.match(/Effect on the revenue budget/g).length, 3);
  const effect = csv.split("\r\n").find((line) => line.startsWith("All partners,Effect")).split(",").slice(2).map(Number);
  const shown = (await row(page, "Effect on the revenue budget").allInnerTexts()).map(pounds);
  assert.deepEqual(effect, shown);
  await row(page, "Effect on the revenue budget").nth(3).click();
  await page.locator(".sum h3 strong").first().waitFor();
  assert.ok(Math.abs(pounds(await page.locator(".sum h3 strong").first().innerText()) - shown[3]) <= 2);
  await page.getByText("For consultation: posts by force and year").click();
  await page.getByRole("rowheader", { name: "Whole posts gone by the end of the year" }).first().waitFor();
  await unfold(page);
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(errors, []);
});
