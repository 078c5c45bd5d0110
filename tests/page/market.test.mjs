// The market in a real browser: two forces' files, who could buy what from whom, and a trade made a scenario.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faults, goTo, goToAddress, launch, openPreset, serve } from "./serve.mjs";


let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const kent = JSON.stringify({ market: { schema: 1, offers: [{ id: "m1", force: "kent", function: "human_resources", unit: "posts", capacity: 10, price: 30000, from: 2027, until: 2030, set_up: 0 }], needs: [] } });
const others = "Offer or need,Force,Function,Unit,Units a year,Pounds a unit,From,Until,Set-up,Note\nNeed,Essex,HR,posts,6,\"50,000\",2027/28,2030/31,,\nNeed,Surrey,HR,posts,8,\"40,000\",2027/28,2030/31,,\nNeed,Sussex,Fleet,hours,100,60,,,,\nneither,Sussex,Fleet,hours,100,60,,,,\n";

test("two files clear: who buys from whom, at which prices, what finds nobody and why, and a trade becomes a scenario", async () => {
  const { page, errors } = await openPreset(browser, server, "Norfolk and Suffolk");
  await goTo(page, "Market");
  await page.getByRole("heading", { name: "What could your force do for others" }).waitFor();
  await page.getByLabel("A market as a table (.csv) or a file (.json)").setInputFiles([
    { name: "kent.json", mimeType: "application/json", buffer: Buffer.from(kent) },
    { name: "others.csv", mimeType: "text/csv", buffer: Buffer.from(others) },
  ]);
  // by hand: 6 posts at 20,000 and 4 at 10,000 less, in four years
  await page.locator("h1.headline").getByText("Two trades would gain £640,000 over 4 years").waitFor();
  await page.getByText("3 of 3 lines added. 1 could not be read").waitFor();
  const trades = page.getByRole("table", { name: /Who could buy/ });
  const essex = trades.getByRole("row", { name: /^Essex/ });
  await essex.getByText("£40,000.00 only").waitFor();
  await essex.getByText("6 posts").waitFor();
  const left = page.getByRole("table", { name: "What finds no partner" });
  await left.getByRole("row", { name: /^Surrey/ }).getByText("What there is goes where it is worth more.").waitFor();
  await left.getByRole("row", { name: /^Sussex/ }).getByText("Nobody offers it.").waitFor();
  await page.getByRole("img", { name: /^Supply from 1 lines and demand from 2: 10 posts of human resources change hands in 2027\/28, at £40,000\.00\./ }).waitFor();
  await page.getByRole("img", { name: "Map of the forces: Kent to Essex, Kent to Surrey" }).waitFor();
  assert.deepEqual(await faults(page), []);
  // a line is changed in its form, kept, and taken back
  await page.getByRole("button", { name: "Edit: Offer of Kent" }).click();
  await page.getByLabel("Capacity a year").fill("14");
  await page.getByLabel("Capacity a year").press("Tab");
  await essex.getByText("£30,000.00 to £40,000.00").waitFor();
  await page.getByLabel("Until").fill("2020");
  await page.getByLabel("Until").press("Tab");
  await page.getByText("It must be from 2027/28").waitFor();
  await page.getByRole("button", { name: /^↶ Undo: Kent: Capacity/ }).click();
  await essex.getByText("£40,000.00 only").waitFor();
  await page.reload();
  await page.locator("h1.headline").getByText("Two trades would gain £640,000").waitFor();
  // it is in no link
  await goTo(page, "Share link");
  assert.ok(!(await page.locator("main").innerText()).includes("human_resources"));
  await goTo(page, "Market");
  await page.getByRole("button", { name: "Make it a scenario: Essex buys Human resources from Kent" }).click();
  // by hand: 6 posts at 50,000, of which 20,000 are saved
  await page.locator("h1.headline").getByText("Sharing human resources, two forces would save").waitFor();
  await page.getByText("£120,000").first().waitFor();
  await goToAddress(page, "fair-shares");
  await page.getByRole("row", { name: /^Kent/ }).first().waitFor();
  assert.deepEqual(errors, []);
});

test("where forces stand is one step from the market", async () => {
  const { page, errors } = await openPreset(browser, server, "Norfolk and Suffolk");
  await goTo(page, "Cost variation");
  await page.getByLabel("Function", { exact: true }).selectOption("human_resources");
  await page.getByRole("button", { name: "Put up what partners do of it as needs on the market" }).click();
  // Norfolk's 37.5 posts and £1,794,000 of 2017/18
  const row = page.getByRole("table", { name: "Offers and needs" }).getByRole("row", { name: /^Need of Norfolk/ });
  await row.getByText("37.5 posts").waitFor();
  await row.getByText("£47,840.00").waitFor();
  assert.deepEqual(errors, []);
});

test("what a scenario shares goes on the market in one press, and what is missing is said", async () => {
  const { page, errors } = await openPreset(browser, server, "Norfolk and Suffolk");
  await goTo(page, "Market");
  // without any file: what neighbours spend less on, one press from a need
  const published = page.getByRole("table", { name: "What published figures suggest" });
  await published.getByRole("button", { name: /^Put up as a need: / }).first().click();
  await page.getByRole("button", { name: /^Edit: Need of Norfolk/ }).waitFor();
  await page.getByLabel("For", { exact: true }).selectOption("kent");
  await published.getByRole("row").nth(1).waitFor();
  await page.getByRole("button", { name: /^↶ Undo: Put up: / }).click();
  await page.getByRole("button", { name: "Put up what this scenario shares" }).click();
  await page.getByRole("button", { name: "Edit: Need of Norfolk" }).first().waitFor();
  await page.getByRole("button", { name: "Add an offer" }).click();
  const row = page.getByRole("table", { name: "Offers and needs" }).getByRole("row", { name: /Offer of Nobody named/ });
  await row.getByText("force, function and capacity a year").waitFor();
  await page.getByLabel("Capacity a year").fill("lots");
  await page.getByLabel("Capacity a year").press("Tab");
  assert.equal(await page.getByLabel("Capacity a year").getAttribute("aria-invalid"), "true");
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390));
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(errors, []);
});
