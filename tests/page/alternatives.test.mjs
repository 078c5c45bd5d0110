// What else could be done, and what if the map changes, in a real browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faults, launch, openPreset, serve, unfold } from "./serve.mjs";


let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const opened = (preset) => openPreset(browser, server, preset);

test("other means stand beside the proposal, and one that fails a factor is out with the reason", async () => {
  const { page, errors, to } = await opened("East Midlands support services");
  await to("Options");
  const headline = page.locator("h1.headline");
  await headline.getByText("“Collaborate” is worth most today").waitFor();
  await page.getByRole("button", { name: "Add: a supplier" }).click();
  // nobody has priced it yet
  await headline.getByText("Not compared: “A supplier”, of which the cost is still our assumption").waitFor();
  await page.getByLabel("Cost, as a part of today’s").fill("50%");
  await page.getByLabel("Cost, as a part of today’s").press("Tab");
  await headline.getByText("“A supplier” is worth most today").waitFor();
  await page.getByLabel("Supplier capacity").selectOption({ label: "Fails: it is out" });
  await headline.getByText("“Collaborate” is worth most today").waitFor();
  await page.getByText("Ruled out: it fails on capacity").waitFor();
  await page.getByRole("row", { name: /^Collaborate/ }).getByText("as auditors counted").waitFor();
  assert.deepEqual(await faults(page), []);
  await to("Board paper");
  await page.getByRole("table").filter({ hasText: "Options considered" }).waitFor();
  await to("Options");
  await page.getByRole("button", { name: "Remove A supplier" }).click();
  assert.equal(await page.getByText("Ruled out: it fails on capacity").count(), 0);
  assert.deepEqual(errors, []);
});

test("an event says what is left and what has paid back, and a proposal is no law", async () => {
  const { page, errors, to } = await opened("East Midlands support services");
  await page.getByText("none of it is law and no date is set").waitFor();
  await page.getByRole("link", { name: "If the map changes" }).first().click();
  await page.locator("h1.headline").getByText("It must last until").waitFor();
  await page.getByRole("button", { name: "Add an event" }).click();
  await page.getByLabel("From", { exact: true }).fill("2027/28");
  await page.getByLabel("From", { exact: true }).press("Tab");
  await page.getByText("not pay back before the map changes").waitFor();
  await page.getByText("With the event it is worth").waitFor();
  await page.getByRole("table").filter({ hasText: "What may happen" }).getByText("50%").first().waitFor();
  // only buying is hit: what is left out has nothing to pay back
  await page.getByLabel("HR", { exact: true }).uncheck();
  await page.getByLabel("Finance", { exact: true }).uncheck();
  assert.equal(await page.getByText("not pay back before the map changes").count(), 0);
  await unfold(page);
  await page.getByText("Proposed, not law").first().waitFor();
  assert.deepEqual(await faults(page), []);
  await to("Summary");
  await page.getByText("The map may change from 2027/28").waitFor();
  assert.deepEqual(errors, []);
});

test("a merger of three is drawn by keyboard, its winners and losers are read, and the link carries it", async () => {
  const { page, errors, to } = await opened("Norfolk and Suffolk");
  await to("Cash plan");
  await page.getByRole("button", { name: /Put in published Band D/ }).click();
  await to("Merge");
  for (const name of [/^[A-Z]+, Norfolk$|^Norfolk$/, /^[A-Z]+, Suffolk$|^Suffolk$/, /Cambridgeshire$/]) {
    const tile = page.getByRole("group", { name: "Map of the forces" }).getByRole("button", { name });
    await tile.focus();
    await page.keyboard.press("Space");
  }
  await page.getByText(/^Norfolk, Suffolk and Cambridgeshire would be one force:/).waitFor();
  await page.getByText("Band D and tax base of Cambridgeshire are not entered under Cash plan").waitFor();
  await to("Cash plan");
  await page.getByRole("button", { name: /Put in published Band D/ }).click();
  await to("Merge");
  await page.getByLabel("Vesting").fill("2030/31");
  await page.getByLabel("Vesting").press("Tab");
  await page.locator("h1.headline").getByText("If you cannot say how likely a merger is: “").waitFor();
  await page.getByRole("columnheader", { name: "One comes in 2030/31" }).waitFor();
  // the published Band D of 2023/24: 302.94, 262.62 and Cambridgeshire's
  await page.locator("tr", { hasText: "Suffolk" }).filter({ hasText: "pays more" }).getByText("£262.62").waitFor();
  await page.getByText("income is what it was").waitFor();
  assert.deepEqual(await faults(page), []);
  await to("Share link");
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.waitForSelector("h1.headline");
  await other.evaluate(() => { location.hash = "#/merge"; });
  await other.getByText(/^Norfolk, Suffolk and Cambridgeshire would be one force:/).waitFor();
  await other.getByRole("columnheader", { name: "One comes in 2030/31" }).waitFor();
  assert.deepEqual(errors, []);
});

test("two mergers at once are drawn apart, a force moves between them, and a whole map is one step and one step back", async () => {
  const { page, errors, to } = await opened("Norfolk and Suffolk");
  await to("Merge");
  const map = page.getByRole("group", { name: "Map of the forces" });
  const forces = page.getByRole("group", { name: "New forces" });
  for (const name of [/Norfolk$/, /Suffolk$/]) await map.getByRole("button", { name }).click();
  await page.getByRole("button", { name: "+ Another merger" }).click();
  for (const name of [/Kent$/, /Essex$/]) await map.getByRole("button", { name }).click();
  await page.getByLabel("Name of the new force").fill("Thames gateway");
  await page.getByLabel("Name of the new force").press("Tab");
  await page.getByText(/^Kent and Essex would be one force:/).waitFor();
  const table = page.getByRole("table").filter({ hasText: "The new forces" });
  await table.getByText("4 forces become 2").waitFor();
  await table.getByRole("row", { name: /^Thames gateway Kent and Essex/ }).waitFor();
  await page.getByText("Of Kent and Essex nothing is in scope").waitFor();
  assert.deepEqual(await faults(page), []);
  // Suffolk moves to where one draws
  assert.equal(await map.getByRole("button", { name: "Suffolk, merger 1" }).getAttribute("aria-pressed"), "false");
  await map.getByRole("button", { name: "Suffolk, merger 1" }).click();
  await page.getByText(/^Kent, Essex and Suffolk would be one force:/).waitFor();
  await forces.getByRole("button", { name: /^1/ }).click();
  await page.getByText("Norfolk and who else?").waitFor();
  await forces.getByRole("button", { name: /^2/ }).click();
  await page.getByRole("button", { name: "Remove the merger of Thames gateway" }).click();
  await page.getByText("Norfolk and who else?").waitFor();
  await page.getByRole("button", { name: "Draw one for each region" }).click();
  await table.getByText("43 forces become 10").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await page.keyboard.press("Control+z");
  await page.getByText("Norfolk and who else?").waitFor();
  assert.deepEqual(errors, []);
});
