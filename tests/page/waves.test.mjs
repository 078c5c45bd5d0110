// Buying together as a plan, in a real browser: a spend file read, waves, one of them made a category, and the report’s own plan.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faults, goTo, launch, openPreset, serve, unfold } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const SPEND = `Vendor,Customer,Commodity,Annual value,Expiry date,Procurement route,Kept local
Acme Ltd,Norfolk,Uniform,"£300,000",30/04/2028,own,
ACME Limited,Kent,uniform,"£200,000",September 2028,own,
Bolt,Suffolk,Uniform,100000,01/2030,national,
Bolt,Norfolk,Fuel,50000,2028,own,pumps on the station
Bolt,Suffolk,Fuel,lots,2028,own,
`;

test("a spend file gives waves, spellings are asked about, and a wave becomes a category with what it saves", async () => {
  const { page, errors } = await openPreset(browser, server, "Norfolk and Suffolk");
  await goTo(page, "Wave plan");
  await page.locator("h1.headline").getByText("Which contracts end when?").waitFor();
  await page.locator("#contracts-file").setInputFiles({ name: "spend.csv", mimeType: "text/csv", buffer: Buffer.from(SPEND) });
  await page.getByText("spend.csv: 4 of 4 contracts added. 1 could not be read").waitFor();
  const waves = page.getByRole("table").filter({ hasText: "What saves most first" });
  // 500,000 a year, a third of it reached at 5 %: 8,325; the other is bought by a framework already
  const first = waves.getByRole("row", { name: /^Uniform April 2028 to September 2028/ });
  await first.getByText("£8,325").waitFor();
  await waves.getByRole("row", { name: /^Uniform January 2030 .*Shared already/ }).waitFor();
  await first.getByText("Align: Uniform").click();
  await first.getByText("Norfolk, Acme Ltd: 5 months longer").waitFor();
  await page.getByText("Kept local: pumps on the station").waitFor();
  // a route of one’s own: a hub that charges 1 %
  await page.getByLabel("A regional hub charges").fill("1%");
  await page.getByLabel("A regional hub charges").press("Tab");
  await first.getByText("National framework").waitFor();
  await page.getByLabel("A regional hub charges").fill("200%");
  await page.getByLabel("A regional hub charges").press("Tab");
  await page.getByText("It must be from 0% to 100%").waitFor();
  await page.getByRole("button", { name: "One: Acme Ltd" }).click();
  await page.getByRole("row", { name: /^Acme Ltd £500,000/ }).waitFor();
  await unfold(page);
  assert.deepEqual(await faults(page), []);
  await first.getByRole("button", { name: /^Make this a category/ }).click();
  await page.getByText("Uniform, wave of 2028/29").first().waitFor();
  assert.equal(await page.evaluate(() => location.hash), "#/procurement");
  await goTo(page, "Partners");
  await page.getByText("Kent").first().waitFor();
  assert.deepEqual(errors, []);
});

test("the report’s Wave Plan: two and a half billion, a third of it reached, thirty-five million from what it targets", async () => {
  const { page, errors } = await openPreset(browser, server, "Two invented small forces");
  await goTo(page, "Wave plan");
  await page.getByRole("button", { name: "The report’s Wave Plan as an example" }).click();
  const waves = page.getByRole("table").filter({ hasText: "What saves most first" });
  await waves.getByRole("row", { name: /^What the Wave Plan targets .*£700\.0m £700\.0m Regional hub £35\.0m/ }).waitFor();
  await page.locator("h1.headline").getByText("of £2.50bn spent").waitFor();
  // joint buying by one changes nothing: no category is made of it
  assert.equal(await waves.getByRole("button", { name: /^Make this a category/ }).count(), 0);
  await page.getByRole("button", { name: "Add a contract" }).click();
  await page.getByLabel("Force", { exact: true }).selectOption("kent");
  await page.getByLabel("Category", { exact: true }).fill("Fuel");
  await page.getByLabel("Yearly spend, £").fill("a lot");
  await page.getByLabel("Yearly spend, £").press("Tab");
  await page.locator("#contract-yearly-spend-error").getByText("Error").waitFor({ state: "attached" });
  await page.getByLabel("Yearly spend, £").fill("1.2m");
  await page.getByLabel("Ends", { exact: true }).fill("March 2028");
  await page.getByLabel("Ends", { exact: true }).press("Tab");
  await waves.getByRole("row", { name: /^Fuel March 2028 .*Kent/ }).waitFor();
  // it stays in this browser, and the market’s undo takes it back
  await page.reload();
  await waves.getByRole("row", { name: /^Fuel March 2028/ }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  assert.deepEqual(errors, []);
});
