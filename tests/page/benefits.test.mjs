// What came of it, year by year, and what became of others' plans, in a real browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { faults, launch, openPreset, serve, unfold } from "./serve.mjs";


let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const opened = (preset) => openPreset(browser, server, preset);

/// A line of a plan or of counts, cell by cell.
async function fill(page, side, line, cells) {
  for (const [column, value] of Object.entries(cells)) {
    const cell = page.getByLabel(`${column}, line ${line} of the ${side}`, { exact: true });
    if (column === "Counted as") {
      await cell.selectOption({ label: value });
    } else {
      await cell.fill(value);
      await cell.press("Tab");
    }
  }
}

test("a plan is taken from the scenario in one step, counts stand beside it, and the return is one press", async () => {
  const { page, errors, to } = await opened("East Midlands support services");
  await to("Arrangements");
  await page.getByRole("button", { name: "Add an arrangement" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Joint HR");
  await page.getByLabel("Name", { exact: true }).press("Tab");
  await page.getByText("There is no plan of record yet").waitFor();
  // typed by hand: £100,000 once, then 0, 50, 80, 80 thousand a year
  await page.locator("summary", { hasText: "Plan of record" }).click();
  for (const [n, [saving, cost]] of [["0", "100,000"], ["50,000", "0"], ["80,000", "0"], ["80k", "0"]].entries()) {
    await page.getByRole("button", { name: "Add a year to the plan" }).click();
    await fill(page, "plan", n + 1, { "Financial year": `20${26 + n}/${27 + n}`, "Saving, £": saving, "One-off cost, £": cost });
  }
  await page.getByText("The plan has £210,000 of savings in all.").waitFor();
  await page.getByRole("button", { name: "Add a count" }).click();
  await fill(page, "count", 1, { "Financial year": "2027-28", "Counted by": "Kent", "Saving, £": "30,000" });
  // by hand: 30 of 50 is 60 %; 0.6 × 160 = 96, with 30 in all 126
  await page.getByText("As Kent counts it, £30,000 was delivered of £50,000 planned so far, 60%. If that continues, the total will be £126,000").waitFor();
  // what cannot stand there is said, and the line stays
  await fill(page, "count", 1, { "Parts by partner, %": "Kent 60; Essex 30" });
  await page.getByText("The parts add up to 90%, and must to 100%.").waitFor();
  await fill(page, "count", 1, { "Parts by partner, %": "Kent 60; Essex 40" });
  await page.getByRole("button", { name: "Add a count" }).click();
  await fill(page, "count", 2, { "Financial year": "2027/28", "Counted by": "An auditor", "Counted as": "Auditor or other outsider", "Saving, £": "10,000" });
  await page.getByText("As An auditor (independent) counts it, £10,000 was delivered").waitFor();
  await page.getByText("Where they differ both stand").waitFor();
  await page.getByLabel("Year", { exact: true }).selectOption({ label: "2027/28" });
  await page.getByText("2027/28: of one arrangement, one planned a saving and one counted one. Where both are known, £50,000 was planned and £10,000 to £30,000").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "The return for 2027/28 (.csv)" }).click()]);
  const csv = readFileSync(await download.path(), "utf8");
  assert.match(csv, /2027\/28,Joint HR,.*,50000,10000,30000,An auditor; Kent,/);
  // in one step from the scenario: what was counted stays
  await page.getByRole("button", { name: "Plan of HR" }).click();
  await page.getByText(/The plan has £\d[\d.]*m of savings in all, from East Midlands support services \(HR\)/).waitFor();
  await page.getByRole("button", { name: /^↶ Undo: Joint HR: Plan of record/ }).click();
  await page.getByText("The plan has £210,000 of savings in all.").waitFor();
  assert.deepEqual(await faults(page), []);
  // it is there after loading again
  await page.reload();
  await page.getByRole("button", { name: "Edit Joint HR" }).click();
  await page.getByText("As Kent counts it").waitFor();
  assert.deepEqual(errors, []);
});

test("published cases are found by function and number, stand with a plan to start from, and say why they are like", async () => {
  const { page, errors, to } = await opened("Norfolk and Suffolk");
  await to("Arrangements");
  await page.getByText(/^Like yours: published cases/).click();
  const like = page.locator("details", { hasText: "Like yours: published cases" });
  await like.getByRole("heading", { name: /Norfolk and Suffolk joint control room/ }).waitFor();
  await like.getByText("a force of yours was in it").first().waitFor();
  await page.getByText(/^Published cases \(44\)/).click();
  const shelf = page.locator("details", { hasText: "Published cases (44)" });
  await shelf.getByText("44 of 44").waitFor();
  await page.getByLabel("Function", { exact: true }).last().selectOption({ label: "Forensics" });
  await shelf.getByText("1 of 44").waitFor();
  const targets = shelf.getByRole("heading", { name: "Targets and proposals, of which no result is published" });
  await targets.waitFor();
  await page.getByText("What the published cases teach").click();
  await page.getByRole("heading", { name: "Finance and resources" }).waitFor();
  await unfold(page);
  assert.deepEqual(await faults(page), []);
  await shelf.getByRole("button", { name: /Start from its plan: South West forensics/ }).click();
  await page.getByText("is now a scenario. What became of it stands in its notes").waitFor();
  // £1.9m of £10.8m: 17.6 %
  await page.locator("h1.headline").getByText(/£1\.9m a year/).waitFor();
  assert.deepEqual(errors, []);
});

test("what would make the difference is drawn, and the portfolio can be chosen in place of the cases", async () => {
  const { page, errors, to } = await opened("East Midlands support services");
  await to("Risk");
  await page.getByText("On your ranges it is worth").waitFor();
  await page.getByText("The band behind it, in the other colour").waitFor();
  await page.getByText("What would make the difference").click();
  const row = page.getByRole("row", { name: /^Benefits counted early/ });
  await row.waitFor();
  const chances = async (name) => page.getByRole("row", { name }).locator("td").allInnerTexts();
  const [asIs, early] = [await chances(/^As it stands/), await chances(/^Benefits counted early/)];
  assert.equal(asIs[1], early[1], "as auditors count nothing changes");
  assert.notEqual(asIs[0], early[0]);
  const before = await page.getByRole("row", { name: /^As owners counted/ }).locator("td").first().innerText();
  await page.getByLabel("Cost and delay are drawn from").selectOption({ label: "The government\u2019s major projects portfolio" });
  await page.waitForFunction((before) => {
    const row = [...document.querySelectorAll("tr")].find((row) => row.querySelector("th")?.textContent === "As owners counted");
    return row && row.querySelector("td").textContent !== before;
  }, before);
  await page.getByText("How reliable are these ranges?").click();
  await page.getByRole("row", { name: /ICT projects 20/ }).waitFor();
  assert.deepEqual(errors, []);
});
