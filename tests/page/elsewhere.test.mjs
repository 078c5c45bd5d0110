// Without a server, without a network, side by side, on paper.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { faults, goTo, headlineOf, launch, openExample, serve } from "./serve.mjs";


let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const fresh = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => { if (/Content Security Policy|Refused/.test(message.text())) errors.push(message.text()); });
  return { context, page, errors };
};
const start = async (page, preset, url = server.url) => {
  await page.goto(url);
  await openExample(page, preset);
  await page.locator("h1.headline").waitFor();
};
const go = goTo;

test("the single file opens from a disk, computes the same, keeps and saves", async () => {
  const { page, errors } = await fresh();
  const file = "file://" + fileURLToPath(new URL("../../dist/informed-choice.html", import.meta.url));
  await start(page, "Norfolk and Suffolk", file);
  const said = await headlineOf(page);
  await go(page, "Share link");
  await page.getByText("opened from a disk").waitFor();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Scenario (.json)" }).click()]);
  assert.equal(JSON.parse(await readFile(await download.path(), "utf8")).schema, 1);
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/scenario/")));
  await page.reload();
  await go(page, "Summary");
  assert.equal(await headlineOf(page), said);
  // its link opens on a server, and the other way round
  const other = await fresh();
  await other.page.goto(server.url + link.slice(link.indexOf("?")));
  await other.page.locator("h1.headline").waitFor();
  assert.equal(await headlineOf(other.page), said);
  assert.deepEqual(errors, []);
});

test("once opened it opens without a network", async () => {
  const { page, context } = await fresh();
  await start(page, "Norfolk and Suffolk");
  const said = await headlineOf(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then((ready) => new Promise((done) => {
    const active = () => (ready.active?.state === "activated" ? done() : setTimeout(active, 20));
    active();
  })));
  await context.setOffline(true);
  await page.reload();
  await page.locator("h1.headline").waitFor();
  assert.equal(await headlineOf(page), said);
});

test("after an update the page and its parts are of one build, with and without a network", async () => {
  // a second build of the same tool: every hashed name is another, and the worker names them
  let second = false;
  const rename = (text) => text.replace(/(informed-choice|main|icon)-([0-9a-f]{14,16})/g, "$1-ffff$2");
  const names = (path) => path.replace(/-ffff([0-9a-f]{14,16})/, "-$1");
  const updated = await serve((name, body) => (second && /\.(html|js)$/.test(name) && !/^informed-choice/.test(name) ? Buffer.from(rename(body.toString()).replace(/const build = "\w+"/, 'const build = "second"')) : body), (name) => (second ? names(name) : /-ffff/.test(name) ? "none" : name));
  const { page, context } = await fresh();
  await start(page, "Norfolk and Suffolk", updated.url);
  const said = await headlineOf(page);
  // kept whole, and in charge
  const ready = async (build) => {
    while (!(await page.evaluate(async (build) => {
      const name = (await caches.keys()).find((name) => name.startsWith("informed-choice-") && name.endsWith(build));
      const files = name ? (await (await caches.open(name)).keys()).length : 0;
      const worker = await navigator.serviceWorker.getRegistration();
      return files > 8 && worker?.active?.state === "activated" && !worker.installing && !worker.waiting;
    }, build))) await page.waitForTimeout(50);
  };
  await ready("");
  second = true;
  await page.reload();
  await page.locator("h1.headline").waitFor();
  const parts = () => page.evaluate(() => document.querySelector("script[data-wasm]").dataset.wasm);
  assert.match(await parts(), /-ffff/);
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one.update()));
  await ready("second");
  await context.setOffline(true);
  await page.reload();
  await page.locator("h1.headline").waitFor();
  assert.match(await parts(), /-ffff/);
  assert.equal(await headlineOf(page), said);
  updated.close();
});

test("scenarios stand side by side, what differs is named, and the comparison is a link", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  await go(page, "Compare");
  await page.getByRole("button", { name: "+ This one as it is now" }).click();
  await page.getByText("Nothing: every figure and choice is the same.").waitFor();
  await go(page, "Summary");
  await page.getByLabel("HR saving", { exact: true }).fill("25");
  await go(page, "Compare");
  const changed = page.getByRole("table", { name: /What is different/ });
  await changed.getByRole("row", { name: /HR: Saving .*25%/ }).waitFor();
  const value = (row, column) => page.locator("table.compared tbody tr", { hasText: row }).first().locator("td").nth(column).innerText();
  await page.locator("table.compared").getByText("chances").first().waitFor();
  const npv = [await value("Net present value", 0), await value("Net present value", 1)];
  assert.match(npv[1], /−/);
  await page.getByRole("button", { name: /^Measure against this\s*: B/ }).click();
  assert.match(await value("Net present value", 0), /\+£/);
  const link = await page.getByLabel("Link to all of them").inputValue();
  const other = await fresh();
  await other.page.goto(link);
  await other.page.getByText("This comparison was shared with you").waitFor();
  await other.page.getByText("Two scenarios side by side.").waitFor();
  assert.equal((await other.page.locator("table.compared tbody tr td").first().innerText()).split("\n")[0], npv[0].split("\n")[0]);
  assert.equal(await other.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")).length), 0);
  assert.deepEqual(await faults(page), []);
});

test("the board paper prints from the dark scheme, dark on white, whole, and without what cannot be pressed on paper", async () => {
  const { page } = await fresh({ colorScheme: "dark" });
  await start(page, "East Midlands support services");
  await go(page, "Board paper");
  await page.getByText("Eight chances in ten that it saves").waitFor();
  assert.deepEqual(await faults(page), []);
  // on a phone nothing makes the page wider than it is
  await page.setViewportSize({ width: 390, height: 900 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "wider than a phone");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.setViewportSize({ width: 680, height: 1000 });
  for (const heading of ["Three options", "The figures", "Who gains and who pays", "How sure it is", "Terms, and what leaving costs", "What was assumed, and whose figure it is", "Before anybody relies on this", "Check it"]) {
    assert.ok(await page.getByRole("heading", { name: heading }).or(page.locator("caption", { hasText: heading })).first().isVisible(), heading);
  }
  for (const gone of ["nav", "header", "aside", "button"]) {
    assert.equal(await page.locator(`${gone}:visible`).count(), 0, gone);
  }
  const colours = await page.evaluate(() => [document.body, document.querySelector(".paper h1"), document.querySelector(".paper td")].map((element) => [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor]));
  for (const [ink, paper] of colours) {
    assert.equal(ink, "rgb(0, 0, 0)");
    assert.equal(paper, "rgb(255, 255, 255)");
  }
  // the chart is drawn for paper too: its lines are the palette's dark blue, not the dark scheme's light one
  const ink = await page.locator("#paper-cumulative canvas, .paper canvas").first().evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let blue = 0;
    for (let n = 0; n < data.length; n += 4) if (data[n] === 0x12 && data[n + 1] === 0x43 && data[n + 2] === 0x6d && data[n + 3] === 255) blue += 1;
    return blue;
  });
  assert.ok(ink > 50, String(ink));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1));
});

test("where storage is blocked, files, comparison, deleting and the paper work all the same", async () => {
  const { page, errors } = await fresh();
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } }));
  await start(page, "Norfolk and Suffolk");
  const said = await headlineOf(page);
  await go(page, "Share link");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Scenario (.json)" }).click()]);
  await go(page, "Scenarios");
  await page.getByText("in this page’s memory").waitFor();
  await page.getByLabel("Files").setInputFiles(await download.path());
  await page.locator("h1.headline").waitFor();
  assert.equal(await headlineOf(page), said);
  await go(page, "Compare");
  await page.getByRole("button", { name: "+ Norfolk and Suffolk" }).click();
  await page.getByText("Nothing: every figure and choice is the same.").waitFor();
  await go(page, "Scenarios");
  await page.getByRole("button", { name: "Delete Norfolk and Suffolk" }).first().click();
  await page.getByText("Deleted “Norfolk and Suffolk”.").waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  assert.equal(await page.getByRole("button", { name: "Open Norfolk and Suffolk" }).count(), 2);
  await go(page, "Board paper");
  await page.getByText(/Nothing is shared yet|The figures/).first().waitFor();
  assert.deepEqual(errors, []);
});

test("with the keyboard alone: compare, take out, copy the link, build a frame, delete and put back", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  // by Tab from wherever the focus is; a control that Tab does not reach is not there for the keyboard
  const reach = async (name, role = "button") => {
    const target = page.getByRole(role, { name }).first();
    for (let n = 0; n < 150; n += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${name} is not reached by Tab`);
  };
  const press = async (name, role) => { await reach(name, role); await page.keyboard.press("Enter"); };
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  await press("Compare", "link");
  await press("+ This one as it is now");
  await page.getByText("Two scenarios side by side.").waitFor();
  await page.waitForFunction(() => document.activeElement.id === "compared");
  await press(/^Measure against this/);
  await page.waitForFunction(() => document.activeElement.id === "compared");
  await press("Copy link");
  await page.getByText(/Copied\.|press Ctrl\+C/).waitFor();
  await page.evaluate(() => document.body.focus());
  await press(/^Take out/);
  await page.waitForFunction(() => document.activeElement.id === "compared");
  await press(/^Publish/, "link");
  await press("Embed", "link");
  await reach("Part", "combobox");
  await page.keyboard.press("ArrowDown");
  await press("Preview");
  await page.frameLocator("iframe.preview").locator("h1").first().waitFor();
  await press("Scenarios", "link");
  await press("Delete everything");
  await press("Yes, delete everything");
  await page.getByText("Everything was deleted.").waitFor();
  assert.notEqual(await focused(), "");
  await press("Put it back");
  await page.getByRole("button", { name: "Open Norfolk and Suffolk" }).waitFor();
});

// names that open their entry are buttons, and went off the paper with the others
test("on paper every row of the services has its name", async () => {
  const { page } = await fresh();
  await start(page, "East Midlands support services");
  await go(page, "Shared services");
  await page.locator(".entries tbody th").first().waitFor();
  await page.emulateMedia({ media: "print" });
  assert.deepEqual((await page.locator(".entries tbody th").allInnerTexts()).map((text) => text.trim()), ["HR", "Finance"]);
  await page.context().close();
});

test("on a phone the tab that is shown is among those that are seen", async () => {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true })).newPage();
  for (const slug of ["options", "organised-crime", "embed", "whole-service"]) {
    await page.goto(`${server.url}#/${slug}`);
    await page.locator("main h1").first().waitFor();
    await page.waitForFunction(() => {
      const tabs = document.querySelector("nav.tabs").getBoundingClientRect();
      const tab = document.querySelector("nav.tabs [aria-current]").getBoundingClientRect();
      return tab.left >= tabs.left - 1 && tab.right <= tabs.right + 1;
    });
  }
  await page.context().close();
});
