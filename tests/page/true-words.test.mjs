// Nothing untrue on the page: rows that add up, payments that are named, what was changed, weights as they are typed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { unfold, goTo, launch, openPreset, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const number = (text) => Number(text.replaceAll(",", "").replace("−", "-").replace("£", ""));

/// The table of partners as numbers by the heads of its columns.
const partners = (page, caption) => page.getByRole("table", { name: caption }).evaluate((table) => {
  const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent);
  return [...table.tBodies[0].rows].map((row) => Object.fromEntries([...row.cells].slice(1).map((cell, n) => [heads[n], cell.textContent])));
});

test("after payments are adopted each row adds up, on the Summary and in the board paper, and the account says who pays whom", async () => {
  const { page, to } = await openPreset(browser, server, "Two invented small forces");
  await to("Fair shares");
  await page.getByRole("button", { name: "Adopt these payments" }).click();
  for (const [name, caption] of [["Summary", /What each partner puts in and gains/], ["Board paper", /Who gains and who pays a year/]]) {
    await to(name);
    const rows = await partners(page, caption);
    assert.equal(rows.length, 3);
    for (const row of rows) {
      const sum = number(row["Cost without sharing"]) - number(row.Charge) + number(row["Gain from buying"]) - number(row["Balancing payment"]);
      assert.equal(sum, number(row["Net gain"]), `${name}: ${JSON.stringify(row)}`);
    }
    assert.equal(number(rows[0]["Balancing payment"]) + number(rows[1]["Balancing payment"]), 0);
  }
  await to("Summary");
  await page.locator("h1.headline").getByText(/between them they pay £[\d,]+ a year in balancing payments/).waitFor();
  await to("Public account");
  assert.match(await page.locator("main").evaluate((main) => [...main.querySelectorAll("textarea")].map((one) => one.value).join("\n")), /Eastmoor pays Westvale £[\d,]+ a year/);
});

test("a service added to a blank start costs what an example's does, and never pays back in no time for want of a figure", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(server.url);
  await page.getByRole("button", { name: "Start blank" }).click();
  for (const name of ["Norfolk", "Suffolk"]) {
    await page.getByLabel("Name or region").fill(name);
    await page.getByRole("button", { name: `+ ${name}` }).click();
  }
  await goTo(page, "Shared services");
  await page.getByRole("button", { name: /\+ Human resources/ }).click();
  const programme = page.getByLabel(/One-off cost: programme/);
  assert.ok(number(await programme.inputValue()) > 0);
  for (const label of [/One-off cost: programme/, /One-off cost: ICT/]) await page.getByLabel(label).fill("0");
  await page.getByText(/1\.10 × £[\d,]+ = £[\d,]+/).first().waitFor();
  await goTo(page, "Summary");
  assert.doesNotMatch(await page.locator("main").innerText(), /\b0 years/);
});

test("what I changed counts what was typed, and undo leaves nothing behind", async () => {
  const { page, to } = await openPreset(browser, server, "Norfolk and Suffolk");
  await page.getByLabel("HR saving", { exact: true }).fill("40");
  await unfold(page);
  await page.getByText("What I changed (1)").waitFor();
  await page.getByRole("button", { name: "Put back HR saving" }).click();
  await page.getByText("What I changed (0)").waitFor();
  await to("Shared services");
  assert.equal(await page.getByText("More terms (").count(), 0);
  await to("Partners");
  await page.getByLabel("Name or region").fill("Essex");
  await page.getByRole("button", { name: "+ Essex" }).click();
  await to("Summary");
  await unfold(page);
  await page.getByText("What I changed (1)").waitFor();
});

test("weights stay as they are typed, and nothing at all is a third each", async () => {
  const { page, to } = await openPreset(browser, server, "East Midlands support services");
  await to("Organised crime");
  await page.getByRole("button", { name: "Set it up for these partners" }).click();
  // with nothing but defaults there is no verdict
  await page.locator("h1.headline").getByText("Enter groups and teams first").waitFor();
  await page.getByRole("heading", { name: "An example, with estimates of ours" }).waitFor();
  const boxes = ["functionality", "performance", "cost"].map((name) => page.locator(`#weight-${name}`));
  for (const [n, typed] of ["60", "30", "30"].entries()) {
    await boxes[n].fill(typed);
    await boxes[n].press("Tab");
  }
  assert.deepEqual(await Promise.all(boxes.map((box) => box.inputValue())), ["60%", "30%", "30%"]);
  await page.getByText("counts 50%").waitFor();
  for (const box of boxes) { await box.fill("0"); await box.press("Tab"); }
  await page.getByText("All three are zero, so each counts a third.").waitFor();
  // a figure of one's own brings the verdict, beside the saving and not in it
  await page.getByLabel("Teams of Derbyshire").fill("7");
  await page.locator("h1.headline").getByText(/fits best|No model fits/).waitFor();
  await to("Summary");
  await page.getByText(/would cost £[\d.]+m a year.*That is not in the saving\./).waitFor();
});

test("shares of one's own stay as they are typed", async () => {
  const { page, to } = await openPreset(browser, server, "Norfolk and Suffolk");
  await to("Fair shares");
  const [one, other] = [page.locator("#share-norfolk"), page.locator("#share-suffolk")];
  await one.fill("60"); await one.press("Tab");
  await other.fill("60"); await other.press("Tab");
  assert.deepEqual([await one.inputValue(), await other.inputValue()], ["60%", "60%"]);
  await page.getByText("counts 50%").first().waitFor();
});

test("a what-if in the register is proposed, and notices end on leaving the page", async () => {
  const { page, to } = await openPreset(browser, server, "Norfolk and Suffolk");
  await to("Arrangements");
  await page.getByRole("button", { name: /things that this scenario shares/ }).click();
  await page.locator("h1.headline").getByText("none is known to have begun").waitFor();
  await to("Summary");
  await page.getByLabel("HR saving", { exact: true }).fill("25");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Undone: HR: Saving").waitFor();
  await to("Risk");
  await page.getByText("Undone: HR: Saving").waitFor({ state: "detached" });
});
