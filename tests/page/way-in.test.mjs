// The way in and the way through: a first answer from a cold start, by keyboard and on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import { faults, goTo, launch, openPreset, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const fresh = async (options = {}) => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })).newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(server.url);
  await page.getByRole("heading", { name: /What would police forces save/ }).waitFor();
  return { page, errors };
};

test("who opens it cold is told what it is, and has a first answer in under ten actions by keyboard", async () => {
  const { page, errors } = await fresh();
  assert.equal(await page.locator("nav.rail").isVisible(), false);
  assert.equal(await page.locator("aside").isVisible(), false);
  await page.getByText("Nothing leaves this browser.").first().waitFor();
  await page.getByLabel("Which forces?").focus();
  let actions = 0;
  const act = async (what) => { actions += 1; await what; };
  await act(page.keyboard.type("norfolk"));
  await act(page.keyboard.press("Enter"));
  await act(page.keyboard.type("suffolk"));
  await act(page.keyboard.press("Enter"));
  await page.getByRole("button", { name: "HR", exact: true }).focus();
  await act(page.keyboard.press("Space"));
  await page.getByRole("button", { name: "Show me" }).focus();
  await act(page.keyboard.press("Enter"));
  await page.locator("h1.headline").getByText(/two forces would save £[\d,.]+m? a year/).waitFor();
  assert.ok(actions < 10);
  assert.equal(await page.getByLabel("Scenario’s title").inputValue(), "Norfolk and Suffolk");
  assert.deepEqual(errors, []);
});

test("a region adds its forces, the map too, and what is missing is said", async () => {
  const { page, errors } = await fresh();
  await page.getByLabel("Which forces?").fill("East Mid");
  await page.getByRole("button", { name: /East Midlands region, five forces/ }).waitFor();
  await page.getByLabel("Which forces?").press("Enter");
  assert.equal(await page.locator(".picked button").count(), 5);
  assert.equal(await page.locator(".tile-grid").getByRole("button", { name: /Lincolnshire$/ }).getAttribute("aria-pressed"), "true");
  await page.locator(".tile-grid").getByRole("button", { name: /Lincolnshire$/ }).click();
  assert.equal(await page.locator(".picked button").count(), 4);
  await page.getByRole("button", { name: "Show me" }).click();
  await page.getByText("Pick something that they would share.").waitFor();
  await page.getByLabel("Which forces?").fill("nowhere");
  await page.getByLabel("Which forces?").press("Enter");
  await page.getByText("No force or region of that name.").waitFor({ state: "attached" });
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(errors, []);
});

test("the name of the tool leads back, and the open scenario is a press away", async () => {
  const { page, errors } = await openPreset(browser, server, "Norfolk and Suffolk");
  await page.getByRole("link", { name: "Informed Choice" }).click();
  await page.getByRole("heading", { name: /What would police forces save/ }).waitFor();
  await page.getByRole("link", { name: "Back to Norfolk and Suffolk" }).click();
  await page.locator("h1.headline").getByText("would save").waitFor();
  assert.deepEqual(errors, []);
});

test("every step leads to the next, down to the board paper", async () => {
  const { page, errors } = await openPreset(browser, server, "Norfolk and Suffolk");
  const seen = [];
  for (let n = 0; n < 30 && (await page.locator(".next a").count()); n += 1) {
    await page.locator(".next a").click();
    seen.push(new URL(page.url()).hash);
  }
  assert.equal(seen.at(-1), "#/paper");
  assert.ok(seen.length > 12 && new Set(seen).size === seen.length, seen.join(" "));
  assert.deepEqual(errors, []);
});

test("the answer: its range, the first concern with its action, five figures and whose figures they are", async () => {
  const { page, errors, to } = await openPreset(browser, server, "East Midlands support services");
  await page.locator("h1.headline").getByText(/£3\.3m a year \(£[\d.]+m to £[\d.]+m\)/).waitFor();
  await page.locator(".todo").getByText(/Lincolnshire would pay £410,000 a year more than now/).waitFor();
  assert.equal(await page.locator(".tiles").first().locator(".tile").count(), 5);
  const kinds = await page.locator(".rests button").allInnerTexts();
  const sum = kinds.map((text) => Number(text.split(" ")[0])).reduce((a, b) => a + b, 0);
  assert.equal(sum, Number((await page.locator(".rests p").first().innerText()).match(/Of (\d+) figures/)[1]));
  await page.locator(".rests button").first().click();
  await page.waitForFunction(() => document.activeElement.dataset?.place);
  await to("Summary");
  await page.getByRole("button", { name: "See who pays whom" }).click();
  await page.locator("h1.headline").getByText(/Shared by budget, Lincolnshire loses £4\.0m over 10 years/).waitFor();
  assert.deepEqual(errors, []);
});

test("on a phone the sentence begins near the top and a lever keeps the figure that it moves in view", async () => {
  const { page, errors } = await openPreset(browser, server, "East Midlands support services");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await page.locator("h1.headline").getByText("would save").waitFor();
  assert.ok((await page.locator("h1.headline").boundingBox()).y < 120);
  const sheet = page.locator("aside summary");
  await sheet.getByText("£3.3m a year").waitFor();
  await sheet.click();
  await page.locator("aside").getByLabel("HR saving", { exact: true }).fill("25%");
  await page.locator("aside").getByLabel("HR saving", { exact: true }).press("Tab");
  assert.doesNotMatch(await sheet.innerText(), /£3\.3m/);
  const box = await sheet.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 844, JSON.stringify(box));
  await sheet.click();
  await goTo(page, "Fair shares");
  await page.locator("h1.headline").waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390));
  assert.deepEqual(errors, []);
});

test("nothing jumps when a lever moves", async () => {
  const { page, errors } = await openPreset(browser, server, "East Midlands support services");
  await page.locator("h1.headline").getByText(/\(£[\d.]+m to/).waitFor();
  await page.locator(".todo").waitFor();
  await page.waitForTimeout(500);
  await page.evaluate(() => {
    window.moved = 0;
    new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value; }).observe({ type: "layout-shift", buffered: false });
  });
  const lever = page.locator("aside").getByLabel("HR saving, lever", { exact: true });
  for (let n = 0; n < 6; n += 1) await lever.press("ArrowRight");
  await page.locator("h1.headline").getByText(/\(£[\d.]+m to/).waitFor();
  await page.waitForTimeout(300);
  assert.ok((await page.evaluate(() => window.moved)) < 0.01, `${await page.evaluate(() => window.moved)}`);
  assert.deepEqual(errors, []);
});

test("Back leads to the page before, also while a box has the focus, and a press there once broke the page", async () => {
  const { page, errors, to } = await openPreset(browser, server, "East Midlands support services");
  await page.locator(".rests button").first().click();
  await page.waitForFunction(() => document.activeElement.dataset?.place);
  await page.goBack();
  await page.locator("h1.headline").getByText("would save").waitFor();
  await to("Shared services");
  await page.getByLabel("Posts, Derbyshire").first().focus();
  await page.evaluate(() => { location.hash = "#/fair-shares"; });
  await page.locator("h1.headline").getByText("Lincolnshire loses").waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: /Shared services would save/ }).waitFor();
  assert.deepEqual(errors, []);
});

test("published budgets say that their money is of 2017/18, and are brought forward in all services as one step", async () => {
  const { page, errors } = await fresh();
  for (const name of ["norfolk", "suffolk"]) {
    await page.getByLabel("Which forces?").fill(name);
    await page.getByLabel("Which forces?").press("Enter");
  }
  for (const name of ["HR", "ICT"]) await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("button", { name: "Show me" }).click();
  await page.getByText("Today’s costs in HR and ICT are budgets of 2017/18").waitFor();
  await goTo(page, "Shared services");
  // the published line of HR: 37.5 posts, £1,197,000 of pay
  assert.equal(await page.getByLabel("Posts, Norfolk").first().inputValue(), "37.5");
  assert.equal(await page.getByLabel("Cost of a post, Norfolk").first().inputValue(), "31,920");
  await page.getByRole("button", { name: "Bring published figures forward" }).click();
  assert.equal(await page.getByLabel("Cost of a post, Norfolk").first().inputValue(), "41,496");
  await page.getByRole("button", { name: "Bring published figures forward" }).waitFor({ state: "detached" });
  await goTo(page, "Summary");
  assert.equal(await page.getByText("are budgets of 2017/18").count(), 0);
  await page.getByRole("button", { name: /Undo/ }).click();
  await page.getByText("Today’s costs in HR and ICT are budgets of 2017/18").waitFor();
  assert.deepEqual(errors, []);
});

test("ten forces stand on the page with the figures of the file", async () => {
  const lines = readFileSync(new URL("../../core/src/evidence/data/functions.csv", import.meta.url), "utf8").trim().split("\n").map((line) => line.split(","));
  const hr = lines.filter(([, kind, ...rest]) => kind === "human_resources" && !rest[5]).filter(([force]) => !["lincolnshire", "cleveland", "city-of-london"].includes(force)).slice(0, 10);
  assert.equal(hr.length, 10);
  const { page, errors } = await fresh();
  for (const [force] of hr) {
    await page.getByLabel("Which forces?").fill(force.replaceAll("-", " "));
    await page.getByLabel("Which forces?").press("Enter");
  }
  await page.getByRole("button", { name: "HR", exact: true }).click();
  await page.getByRole("button", { name: "Show me" }).click();
  await goTo(page, "Shared services");
  for (const [force, , posts, paid, pay, gross, income] of hr) {
    const box = (field) => page.locator(`[data-place="services.hr.baseline.${force}.${field}"]`).first().inputValue().then((text) => Number(text.replace(/[£,]/g, "")));
    assert.equal(await box("fte"), Math.round(posts * 10) / 10, force);
    assert.equal(await box("income"), Number(income), force);
    const cost = Math.round(pay / paid);
    assert.equal(await box("cost_per_fte"), cost, force);
    assert.equal(await box("non_pay"), Math.max(0, Math.round(gross - (Math.round(posts * 10) / 10) * cost)), force);
  }
  assert.deepEqual(errors, []);
});
