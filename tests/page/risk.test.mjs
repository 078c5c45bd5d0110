// How sure it is, and what leaving costs, in a real browser.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { launch, openPreset, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const opened = (preset) => openPreset(browser, server, preset);

/// The command-line twin on a link.
const twin = (link) => JSON.parse(execFileSync("cargo", ["run", "-q", "--locked", "--no-default-features", "--example", "appraise", "--", link], { cwd: new URL("../..", import.meta.url), maxBuffer: 1 << 26 }));
const pounds = (text) => Number(text.replace("\u2212", "-").replace(/[£,]/g, ""));

test("the same link gives the same digits in the browser and in the twin", async () => {
  const { page, errors, to } = await opened("East Midlands support services");
  // ten times the cost, so that a whole pound is the ninth digit
  await to("Shared services");
  await page.getByLabel("Cost of a post, Leicestershire").first().fill("2,000,000");
  await to("Risk");
  await page.locator("h1.headline").getByText("Eight chances in ten that it saves").waitFor();
  const row = async (name) => {
    const cells = page.locator("tr", { has: page.getByRole("rowheader", { name, exact: true }) }).last().locator("td");
    await cells.first().waitFor();
    return cells.allInnerTexts();
  };
  await page.waitForFunction(() => !document.querySelector("progress"));
  await to("Share link");
  const found = twin(await page.getByLabel("Link", { exact: true }).inputValue()).uncertainty;
  await to("Risk");
  await page.getByText("All of it in figures").click();
  for (const [name, drawn] of [["Worth today", found.npv], ["Full-year saving", found.full_year_saving]]) {
    const shown = (await row(name)).map(pounds);
    assert.deepEqual(shown, [drawn.p10, drawn.p50, drawn.p90, drawn.mean].map(Math.round), name);
  }
  assert.ok(Math.abs(found.npv.p50) > 1e8);
  assert.deepEqual(errors, []);
});

test("ranges move the sentence, a bias beside a range is warned against, and each is one step of undo", async () => {
  const { page, errors, to } = await opened("East Midlands support services");
  await to("Risk");
  const headline = page.locator("h1.headline");
  await headline.getByText("Eight chances in ten that it saves").waitFor();
  const before = await headline.innerText();
  await to("Ranges");
  await page.getByLabel("HR: saving, lowest").fill("1%");
  await page.getByLabel("HR: saving, lowest").press("Tab");
  await to("Risk");
  await page.waitForFunction((before) => document.querySelector("h1.headline")?.innerText !== before, before);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((before) => document.querySelector("h1.headline").innerText === before, before);
  await to("Ranges");
  await page.getByLabel("Type of cost").selectOption({ label: "Outsourcing (0% to 41%)" });
  await page.getByLabel("Part of its causes that is managed, %").fill("50");
  await page.getByLabel("Part of its causes that is managed, %").press("Tab");
  // by hand: 41% less half of it
  await page.getByText("Bias: 20.5%").waitFor();
  await page.getByRole("button", { name: "Use it for every service" }).click();
  await to("Risk");
  await page.locator(".concern").getByText("HR and Finance have both an optimism bias and a range").waitFor();
  await to("Ranges");
  await page.getByText("HR: now 20.5%").waitFor();
  await page.getByLabel("One-off cost, times what was entered, lowest").fill("2");
  await page.getByLabel("One-off cost, times what was entered, lowest").press("Tab");
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  assert.deepEqual(errors, []);
});

test("what it rests on: bars, break-even, two figures against each other", async () => {
  const { page, errors, to } = await opened("Two invented small forces");
  await to("Risk");
  await page.locator("h1.headline").getByText("Eight chances in ten").waitFor();
  await page.getByText(/^HR would still break even at a saving of \d/).waitFor();
  assert.equal(await page.locator("table.two-way tbody tr").count(), 7);
  await page.getByLabel("Down the side").selectOption({ label: "Discount rate" });
  await page.locator("table.two-way caption").getByText("Discount rate against").waitFor();
  // at a rate of nothing the yearly flows simply add up: by the table of the summary
  const rows = await page.locator("table.two-way tbody th").allInnerTexts();
  assert.deepEqual([rows[0], rows[6]], ["0%", "7%"]);
  await page.getByLabel("Along the top").selectOption({ label: "Discount rate" });
  await page.getByText("Choose two different figures.").waitFor();
  assert.ok((await page.locator("#tornado-caption").innerText()).startsWith("Net present value"));
  assert.deepEqual(errors, []);
});

test("what leaving costs, by hand, and the terms as a checklist", async () => {
  const { page, errors, to } = await opened("Two invented small forces");
  await to("Agreement and exit");
  await page.locator("h1.headline").getByText("would pay").or(page.locator("h1.headline").getByText("better off leaving")).waitFor();
  await page.getByLabel("Who pays when one leaves").selectOption("reprovision_only");
  await page.getByLabel("Partner that leaves").selectOption("Eastmoor");
  const row = page.locator("tr", { has: page.getByRole("rowheader", { name: "2027/28", exact: true }) }).first().locator("td");
  // by hand, at the end of the first year live: a quarter of £1.6m for its own, of £0.8m for Westvale's, and three
  // months of half its half of the unit, £2.4m × 90% + 2%, all over 1.035
  const cells = (await row.allInnerTexts()).map((text) => text.replace(/[£,]/g, ""));
  const own = 400000 / 1.035, both = (0.25 * 0.5 * 0.5 * (2.4e6 * 0.9 + 0.02 * 2.4e6)) / 1.035, others = 200000 / 1.035;
  [own, both, others].forEach((value, n) => assert.ok(Math.abs(Number(cells[n]) - value) <= 1, `${cells[n]} ${value}`));
  assert.equal(Number(cells[3]), 0);
  // the same by the workbook's formula, opened
  await row.nth(5).click();
  const sum = page.locator(".sum");
  const list = page.getByLabel("Figure", { exact: true });
  await list.waitFor();
  // the list has the focus, so that the keyboard goes on from there
  await page.waitForFunction(() => document.activeElement?.tagName === "SELECT");
  await sum.getByRole("button", { name: "Open: Paid at exit: Eastmoor, 2027/28" }).click();
  await sum.getByText("= £400,000 + £138,000 + £200,000").waitFor();
  // what those who stay lose: the book with it less the book without it, opened from the list by keyboard
  await list.selectOption({ label: "End of 2027/28: the others lose" });
  await sum.getByText("What the others gain later with it − What they gain later without it + What they bear themselves when it leaves").waitFor();
  await sum.getByRole("button", { name: "Open: What they gain later without it" }).click();
  await sum.getByText("In this case: Without Eastmoor, savings still measured against the group that they were entered for.").waitFor();
  // two share it, so without one of them nothing is left
  assert.equal(await sum.locator("h3 strong").innerText(), "£0");
  await to("Agreement");
  await page.getByText("14 to go.").waitFor();
  await page.getByRole("checkbox", { name: "Disputes is settled" }).check();
  await page.getByText("13 to go.").waitFor();
  await to("Agreement and exit");
  await page.getByText("it paid £10.77m").waitFor();
  await page.getByRole("button", { name: "Open the alliance as a scenario" }).click();
  await page.locator("h1.headline").getByText("Leaving at the end of 2018/19").waitFor();
  await page.reload();
  await page.locator("h1.headline").getByText("Leaving at the end of 2018/19").waitFor();
  assert.deepEqual(errors, []);
});

test("the outside view stands beside one’s own ranges, says why it differs, and the odds are tested", async () => {
  const { page, errors, to } = await openPreset(browser, server, "East Midlands support services");
  await to("Risk");
  await page.getByText("as auditors counted").first().waitFor();
  const row = (name) => page.locator("table", { hasText: "The same plan by who counts" }).locator("tr", { hasText: name });
  const loss = async (name) => (await row(name).locator("td").nth(3).innerText()).trim();
  // the audited view of this example can lose, and its own ranges cannot
  assert.equal(await loss("Your ranges"), "fewer than 1 in 100");
  const audited = Number((await loss("As auditors counted")).match(/^(\d+) in 100$/)[1]);
  assert.ok(audited > 20, `${audited}`);
  await page.getByText("Published cases do not show how likely a result is.").first().waitFor();
  await page.locator("summary", { hasText: "How reliable are these ranges?" }).click();
  await page.getByText("Of 41 published results, 31 fall within the range that holds 80% of the other cases (33 would be expected)").waitFor();
  // how often auditors count moves the mixed view to its end
  const mixed = await loss("Both, by how often auditors count");
  await page.getByLabel("How often it is as auditors count").fill("100%");
  await page.getByLabel("How often it is as auditors count").press("Tab");
  await page.waitForFunction(([before]) => [...document.querySelectorAll("tr")].find((tr) => tr.innerText.startsWith("Both, by how often"))?.querySelectorAll("td")[3].innerText !== before, [mixed]);
  assert.equal(await loss("Both, by how often auditors count"), await loss("As auditors counted"));
  await to("Summary");
  await page.locator(".tiles").first().getByText("as auditors counted such plans").waitFor();
  await to("Arrangements");
  await page.locator("summary", { hasText: "Published cases (44)" }).click();
  await page.getByLabel("What became of it").selectOption({ label: "Abandoned" });
  await page.getByText("4 of 44").waitFor();
  await page.getByLabel("Search").last().fill("scotland");
  await page.getByText("1 of 44").waitFor();
  assert.deepEqual(errors, []);
});
