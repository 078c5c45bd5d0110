// The main job in a real browser: a preset, a lever by keyboard, a reload, a link in a clean profile.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faults, goTo, goToAddress, headlineOf, launch, openExample, serve, SLUGS } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

async function fresh(size = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  return { context, page, errors };
}

test("from the East Midlands preset to a link that gives the same figures elsewhere", async () => {
  const { page, errors } = await fresh();
  await page.goto(server.url);
  await openExample(page, "East Midlands support services");
  const headline = page.locator("h1.headline");
  await headline.getByText("five forces would save").waitFor();
  const before = await headlineOf(page);
  const box = page.getByLabel("HR saving", { exact: true });
  await box.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("25%");
  await page.keyboard.press("Tab");
  const changed = await headlineOf(page);
  assert.notEqual(changed, before);
  await page.getByText("saved in this browser").waitFor();
  await page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes('"likely":0.25')));
  await page.reload();
  await headline.waitFor();
  assert.equal(await headlineOf(page), changed);
  const drawn = (page) => page.locator(".tiles").first().getByText(/in 100 as auditors counted/).waitFor();
  await drawn(page);
  const tiles = await page.locator(".tiles").first().innerText();
  await page.getByRole("link", { name: "Share", exact: true }).click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  const other = await fresh();
  await other.page.goto(link);
  await other.page.locator("h1.headline").waitFor();
  assert.equal(await headlineOf(other.page), changed);
  await drawn(other.page);
  assert.equal(await other.page.locator(".tiles").first().innerText(), tiles);
  assert.equal(await other.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")).length), 0);
  await other.page.goto("about:blank");
  await other.page.goto(link.slice(0, -9));
  await other.page.getByText("cut short").waitFor();
  assert.deepEqual([...errors, ...other.errors], []);
});

test("no serious accessibility finding and no sideways scroll on any page", async () => {
  const { page, errors } = await fresh({ width: 390, height: 800 });
  await page.goto(server.url);
  await openExample(page, "East Midlands support services");
  for (const slug of SLUGS) {
    await goToAddress(page, slug);
    await page.locator("main h1").first().waitFor();
    if (slug === "organised-crime") await page.getByRole("button", { name: "Set it up" }).click();
    // the outside view is drawn after one's own ranges
    if (slug === "risk") await page.getByText("The same plan by who counts").first().waitFor();
    assert.deepEqual((await faults(page)).map((one) => `${slug} ${one}`), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), slug);
  }
  assert.deepEqual(errors, []);
});

test("from a blank start: partners by search, a service, a category and a sum opened", async () => {
  const { page, errors } = await fresh();
  await page.goto(server.url);
  await page.getByRole("button", { name: "Start blank" }).click();
  for (const name of ["Kent", "Essex"]) {
    await page.getByLabel("Name or region").fill(name.toLowerCase());
    await page.getByRole("button", { name: `+ ${name}`, exact: true }).click();
  }
  await goTo(page, "Shared services");
  await page.getByRole("button", { name: "+ Human resources" }).click();
  // getting there is estimated; where somebody says that it costs nothing, that is asked about
  for (const box of await page.getByLabel(/^One-off cost: /).all()) await box.fill("0");
  await page.getByText("No one-off cost is entered").waitFor();
  await page.getByRole("button", { name: "Use this estimate" }).click();
  await goTo(page, "Procurement");
  await page.getByRole("button", { name: "+ Uniform" }).click();
  await goTo(page, "Summary");
  await page.getByText(/Sharing HR and buying uniform together, two forces would save/).waitFor();
  await page.getByRole("button", { name: /Worth today/ }).click();
  await page.getByText("The first year is not discounted").waitFor();
  assert.deepEqual(errors, []);
});

test("figures on a hand-sized case are those of the hand sum", async () => {
  const { page } = await fresh();
  await page.goto(server.url);
  await openExample(page, "Two invented small forces");
  // HR: £2.4m × (20% − 2%) = £432,000; boots 1,000 × (£114 − £25), handcuffs 500 × (£43 − £14): £103,500
  await page.getByText("£536,000 a year").first().waitFor();
  await page.getByRole("button", { name: /Saving a year/ }).click();
  const sum = await page.locator(".sum").innerText();
  assert.match(sum, /£432,000/);
  assert.match(sum, /£103,500/);
  assert.match(sum, /£535,500/);
  await page.getByText("Westvale would pay £170,000 a year more than now").waitFor();
});

test("what is said of prices, ranges and presets is true of them", async () => {
  const { page } = await fresh();
  await page.goto(server.url);
  await openExample(page, "Two invented small forces");
  // the table shows whole pounds, so that it agrees with the sentence's 170,000: 984,000 − 800,000 − 14,500
  await page.getByRole("row", { name: /Westvale/ }).first().getByText("−169,500").waitFor();
  await goTo(page, "Procurement");
  await page.getByText("More terms").click();
  await page.getByText("Show the sum").click();
  // a category worked out from prices has no single rate, and no terms that a rate alone would use
  assert.equal(await page.getByText(/at a saving of/).count(), 0);
  assert.equal(await page.getByLabel("Lowest saving, %").count(), 0);
  assert.equal(await page.locator("main").getByLabel("Discount for each doubling of volume, %").count(), 1);
  await goTo(page, "Scenarios");
  await openExample(page, "Devon and Cornwall with Dorset");
  await page.locator("aside").getByText("Estimate from Devon and Cornwall Police 2015").first().waitFor();
});
