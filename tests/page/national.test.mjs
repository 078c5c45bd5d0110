// The national reader’s pages in a real browser: the whole Service as a scenario, and variation that is not acceptable.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faults, goTo, launch, openPreset, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

test("the whole Service is one press: by region and year, who is out of pocket, both views, and levers that follow", async () => {
  const { page, errors } = await openPreset(browser, server, "Norfolk and Suffolk");
  await goTo(page, "Whole Service");
  await page.getByText("£147.9m for HR and £67.4m for finance").waitFor();
  await page.getByRole("button", { name: "Open it as a scenario" }).click();
  const regions = page.getByRole("table").filter({ hasText: "By the alphabet. Out of pocket" });
  // 147.9 and 67.4 million, of 43 forces in ten regions
  await regions.getByRole("row", { name: /^All 43 £215\.3m/ }).waitFor();
  assert.equal(await regions.locator("tbody tr").count(), 11);
  await page.getByText("of 43 partners would be out of pocket").waitFor();
  await page.getByRole("row", { name: /^As auditors counted/ }).waitFor();
  const years = page.getByRole("table").filter({ hasText: "by region and year" });
  const all = () => years.getByRole("row", { name: /^All/ }).innerText();
  const net = await all();
  await page.getByRole("button", { name: "Invested", exact: true }).click();
  await years.getByText("Invested by region and year").waitFor();
  assert.notEqual(await all(), net);
  assert.deepEqual(await faults(page), []);
  await goTo(page, "Summary");
  await page.locator("h1.headline").getByText("Sharing 20 services").waitFor();
  // levers once stayed with the services of the scenario before
  await page.getByRole("slider", { name: /^HR, .*, lever$/ }).first().waitFor();
  await goTo(page, "Whole Service");
  await page.getByLabel("Who shares with whom").selectOption("one");
  await page.getByLabel("Common starting point").selectOption("quartile");
  await page.getByRole("button", { name: "Open it as a scenario" }).click();
  await goTo(page, "Summary");
  await page.locator("h1.headline").getByText("Sharing HR and finance, 43 forces would save").waitFor();
  await goTo(page, "Fair shares");
  await page.locator("h1.headline").waitFor();
  assert.deepEqual(errors, []);
});

test("lines are drawn by function, who is beyond is named by the alphabet, and regions stand side by side", async () => {
  const { page, errors } = await openPreset(browser, server, "East Midlands support services");
  await goTo(page, "Unacceptable variation");
  await page.locator("h1.headline").getByText("functions some force spent beyond the line in 2017/18").waitFor();
  const row = page.getByRole("row", { name: /^Finance/ });
  const beyond = () => row.locator("td").nth(2).innerText();
  const before = await beyond();
  assert.match(before, /times the middle, in (all|one|two|three|four|five) /);
  const line = page.getByLabel("Line for Finance, times the middle");
  assert.equal(await line.inputValue(), "1.5");
  await line.fill("9");
  await line.press("Tab");
  await row.getByText("nobody").first().waitFor();
  await line.fill("-1");
  await line.press("Tab");
  await page.getByText(/must be from 0/).first().waitFor();
  await page.keyboard.press("Escape");
  await line.fill("1.5");
  await line.press("Tab");
  await page.waitForFunction((text) => document.querySelector("main").innerText.includes(text.split("\n")[0]), before);
  await row.getByText("What would move finance").click();
  await row.getByText(/^To level 2: its case is positive/).waitFor();
  assert.deepEqual(await faults(page), []);
  // two regions: one answers 50 of 100 groups, the other 20 of 100
  const region = (title, teams) => ({
    schema: 1, title, first_year: 2026, years: 5, discount_rate: 0.035, partners: ["a", "b"].map((id) => ({ id, name: id.toUpperCase() })), services: [], procurement: [],
    soc: { partners: Object.fromEntries(["a", "b"].map((id) => [id, { ocgs_per_year: 100, teams, cost_per_team: 500000 }])) },
  });
  const folder = await mkdtemp(join(tmpdir(), "informed-choice-"));
  const files = [];
  for (const [title, teams] of [["South", 4], ["North", 20]]) {
    files.push(join(folder, `${title}.json`));
    await writeFile(files.at(-1), JSON.stringify(region(title, teams)));
  }
  await page.locator("#region-files").setInputFiles(files);
  const table = page.getByRole("table").filter({ hasText: "Regions side by side" });
  await table.getByRole("row", { name: /^North/ }).waitFor();
  assert.deepEqual(await table.locator("tbody th").allInnerTexts(), ["North", "South"]);
  await page.getByText(/The best of two regions answers [\d.]+ times as many/).waitFor();
  await row.getByRole("button", { name: "State the rest under Levels of support" }).click();
  await page.locator("main").getByText("Finance").first().waitFor();
  assert.equal(await page.evaluate(() => location.hash), "#/levels");
  assert.deepEqual(errors, []);
});
