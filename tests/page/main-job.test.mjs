// The main job in a real browser: a preset, a lever by keyboard, a reload, a link in a clean profile.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, serve } from "./serve.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
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
  await page.getByRole("button", { name: "East Midlands support services" }).click();
  const headline = page.locator("h1.headline");
  await headline.getByText("five forces would save").waitFor();
  const before = await headline.innerText();
  const box = page.getByLabel("HR saving", { exact: true });
  await box.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("25%");
  await page.keyboard.press("Tab");
  const changed = await headline.innerText();
  assert.notEqual(changed, before);
  const tiles = await page.locator(".tiles").first().innerText();
  await page.getByText("saved in this browser").waitFor();
  await page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes('"likely":0.25')));
  await page.reload();
  await headline.waitFor();
  assert.equal(await headline.innerText(), changed);
  await page.getByRole("button", { name: "Share link" }).click();
  const link = await page.getByLabel("Link").inputValue();
  const other = await fresh();
  await other.page.goto(link);
  await other.page.locator("h1.headline").waitFor();
  assert.equal(await other.page.locator("h1.headline").innerText(), changed);
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
  await page.getByRole("button", { name: "East Midlands support services" }).click();
  for (const slug of ["summary", "partners", "services", "procurement", "evidence", "how", "scenarios", "share"]) {
    await page.locator(`nav a[href="#/${slug}"]`).click();
    await page.locator("main h1").first().waitFor();
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run());
    const serious = found.violations.filter((one) => ["serious", "critical"].includes(one.impact));
    assert.deepEqual(serious.map((one) => `${slug} ${one.id}: ${one.nodes[0].html}`), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), slug);
  }
  assert.deepEqual(errors, []);
});
