// Scenarios out and in: files, texts, tables, pictures; what is kept; two tabs; full storage.
import assert from "node:assert/strict";
import { readFile, writeFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { goTo, headlineOf, launch, openExample, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const fresh = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
  return { context, page: await context.newPage() };
};
const start = async (page, preset) => {
  await page.goto(server.url);
  await openExample(page, preset);
  await page.locator("h1.headline").waitFor();
};
const go = goTo;
const headline = headlineOf;
const saved = async (page, name) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, text: await readFile(path, "utf8") };
};
const keptScenarios = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")).length);

test("a scenario saved as a file opens elsewhere, dropped on the page, with the same figures", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  const before = await headline(page);
  await go(page, "Share link");
  const file = await saved(page, "Scenario (.json)");
  assert.match(file.name, /^norfolk-and-suffolk.*-\d{4}-\d\d-\d\d-v\d.*\.json$/);
  const other = await fresh();
  await other.page.goto(server.url);
  await other.page.getByRole("button", { name: "Start blank" }).waitFor();
  const data = await other.page.evaluateHandle(([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type: "application/json" }));
    return data;
  }, [file.name, file.text]);
  await other.page.dispatchEvent("main", "drop", { dataTransfer: data });
  await other.page.locator("h1.headline").waitFor();
  assert.equal(await headline(other.page), before);
});

test("several files open at once, a broken one is said and harms nothing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "informed-choice-"));
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  await go(page, "Share link");
  const { text } = await saved(page, "Scenario (.json)");
  const names = ["one.json", "two.json", "cut.json"].map((name) => join(folder, name));
  await writeFile(names[0], text);
  await writeFile(names[1], text.replace(/"title": "[^"]*"/, '"title": "Second"'));
  await writeFile(names[2], text.slice(0, 300));
  await go(page, "Scenarios");
  await page.getByLabel("Files").setInputFiles(names);
  await page.getByText("2 scenarios were opened").waitFor();
  await page.getByText(/cut\.json: .*cannot be read from line/).waitFor();
  await go(page, "Scenarios");
  await page.getByRole("button", { name: "Open Second" }).waitFor();
  const [all] = [await saved(page, "Save all as one file")];
  assert.equal(JSON.parse(all.text).length, 3);
});

test("a scenario is dug out of a whole mail with a link that a filter rewrote", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  const before = await headline(page);
  await go(page, "Share link");
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  const mail = `Dear all,\r\n\r\nsee https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05%7C02&reserved=0 .\r\n\r\nRegards`;
  const other = await fresh();
  await other.page.goto(server.url);
  await go(other.page, "Scenarios");
  await other.page.getByLabel("A link, or a text with one in it").fill(mail);
  await other.page.getByRole("button", { name: "Open this text" }).click();
  await other.page.locator("h1.headline").waitFor();
  assert.equal(await headline(other.page), before);
  await go(other.page, "Scenarios");
  await other.page.getByLabel("A link, or a text with one in it").fill("Dear all, see you on Monday.");
  await other.page.getByRole("button", { name: "Open this text" }).click();
  await other.page.getByText("It holds no scenario").waitFor();
});

test("figures go to a spreadsheet and come back, as one step", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  const before = await headline(page);
  await go(page, "Share link");
  const { text } = await saved(page, "Figures entered (.csv)");
  assert.ok(text.startsWith("\ufeffPlace,Figure,Value,Unit,Whose"));
  const line = text.split("\r\n").find((line) => line.startsWith("services.hr.saving.likely,"));
  const cells = line.split(",");
  const changed = text.replace(line, [cells[0], cells[1], "0.25", ...cells.slice(3)].join(",")) + "years,x,hello\r\n";
  await page.getByLabel("A table of figures (.csv)").setInputFiles({ name: "back.csv", mimeType: "text/csv", buffer: Buffer.from(changed) });
  await page.getByText("one figure was imported").waitFor();
  await page.getByText("“hello” must be a number").waitFor();
  await go(page, "Summary");
  assert.match(await page.getByLabel("HR saving", { exact: true }).inputValue(), /^25%?$/);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await headline(page), before);
  await go(page, "Share link");
  const results = await saved(page, "Results (.csv)");
  assert.match(results.text, /All,Net present value,-?\d+\.?\d*,GBP/);
});

test("a table is copied as a table, with what stands in its boxes", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  await go(page, /^Partners/);
  await page.getByLabel("Figures that costs are shared by: more").click();
  await page.getByRole("button", { name: "Copy table" }).click();
  await page.getByText("Copied.").waitFor();
  const { html, plain } = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (kind) => (await item.getType(kind)).text();
    return { html: await read("text/html"), plain: await read("text/plain") };
  });
  assert.match(html, /<table>.*<th>Norfolk<\/th>/);
  const row = plain.split("\r\n").find((line) => line.startsWith("Norfolk"));
  assert.equal(row.split("\t")[1].replaceAll(",", ""), (await page.getByLabel("Budget of norfolk").inputValue()).replaceAll(",", ""));
});

test("a chart becomes a picture for a paper, three times the size", async () => {
  const { page } = await fresh({ colorScheme: "dark" });
  await start(page, "Norfolk and Suffolk");
  const chart = page.locator("figure.chart").first();
  await chart.locator(".more > summary").click();
  await chart.getByText("Picture", { exact: true }).click();
  await chart.locator("img").waitFor();
  const found = await chart.evaluate(async (figure) => {
    const image = figure.querySelector("img");
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return { across: image.naturalWidth / figure.querySelector("canvas").clientWidth, corner: [...canvas.getContext("2d").getImageData(0, 0, 1, 1).data] };
  });
  assert.ok(Math.abs(found.across - 3) < 0.02, String(found.across));
  assert.deepEqual(found.corner, [255, 255, 255, 255]);
  const [download] = await Promise.all([page.waitForEvent("download"), chart.getByRole("link", { name: "Save the picture" }).click()]);
  assert.match(download.suggestedFilename(), /\.png$/);
});

test("everything is deleted only when asked twice, and can be put back", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/scenario/")));
  await go(page, "Scenarios");
  await page.getByText(/one scenario, \d+ kB/).waitFor();
  await page.getByRole("button", { name: "Delete everything" }).click();
  assert.equal(await keptScenarios(page), 1);
  await page.getByRole("button", { name: "Yes, delete everything" }).click();
  await page.getByText("Everything was deleted.").waitFor();
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")).length), 0);
  await page.getByRole("button", { name: "Put it back" }).click();
  await page.getByRole("button", { name: /Open Norfolk and Suffolk/ }).waitFor();
  assert.equal(await keptScenarios(page), 1);
});

test("two tabs on one scenario: the idle one follows, two changes need a decision, and both can be kept", async () => {
  const { context, page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/scenario/")));
  const second = await context.newPage();
  await second.goto(server.url);
  await second.locator("h1.headline").waitFor();
  const box = (tab) => tab.getByLabel("HR saving", { exact: true });
  await box(page).fill("25");
  await second.getByText("changed in another tab").waitFor();
  assert.equal(await box(second).inputValue(), "25%");
  // both change before the second's change is kept: its pause before keeping is held
  await second.evaluate(() => {
    const real = window.setTimeout;
    window.setTimeout = (act, wait, ...rest) => (wait === 400 ? 0 : real(act, wait, ...rest));
  });
  await box(second).fill("27");
  await box(page).fill("22");
  const torn = second;
  await torn.getByRole("button", { name: "Keep both" }).waitFor();
  const mine = await box(torn).inputValue();
  await torn.getByRole("button", { name: "Keep both" }).click();
  await torn.getByText("Kept both").waitFor();
  await torn.waitForFunction(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")).length === 2);
  const likely = await torn.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")).map((key) => JSON.parse(localStorage[key]).document.services[0].saving.likely));
  assert.deepEqual(likely.map((value) => Math.round(value * 100)).sort(), [22, 27]);
  assert.match(mine, /^27%?$/);
});

test("where storage is full the last change is not lost: it is said, and the file saves it", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/scenario/")));
  await fill(page);
  const before = await page.evaluate(() => localStorage[Object.keys(localStorage).find((key) => key.includes("/scenario/"))]);
  await page.locator("header input").fill("A much longer title than the one that stood here before, so that it needs more room");
  await page.getByText("did not keep the last change").waitFor();
  assert.equal(await page.evaluate(() => localStorage[Object.keys(localStorage).find((key) => key.includes("/scenario/"))]), before);
  await go(page, "Share link");
  const { text } = await saved(page, "Scenario (.json)");
  assert.match(text, /A much longer title/);
});

const fill = (page) => page.evaluate(() => {
  let size = 1 << 20, n = 0;
  while (size > 0) {
    try { localStorage.setItem("other/" + n++, "x".repeat(size)); } catch { size >>= 1; }
  }
});
const empty = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("other/")).forEach((key) => localStorage.removeItem(key)));

test("where storage is full the register stands, is not taken back by an older one, and is kept once there is room", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/scenario/")));
  await go(page, "Arrangements");
  await page.getByRole("button", { name: "Add an arrangement" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await fill(page);
  await page.getByRole("button", { name: /things that this scenario shares/ }).click();
  await page.getByText("did not keep the register of arrangements").waitFor();
  await page.locator("h1.headline").getByText(/^(Three|Four|Five) arrangements/).waitFor();
  const shown = await headlineOf(page);
  // a deleted scenario that is put back, now that there is room, brings no older register with it
  await go(page, "Scenarios");
  await empty(page);
  await page.getByRole("button", { name: "Delete Norfolk and Suffolk" }).click();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByRole("button", { name: "Open Norfolk and Suffolk" }).waitFor();
  await go(page, "Arrangements");
  assert.equal(await headlineOf(page), shown);
  await page.reload();
  await go(page, "Arrangements");
  await page.locator("h1.headline").getByText(/^(Three|Four|Five) arrangements/).waitFor();
});

test("what cannot be put back for want of room stays to be put back", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/scenario/")));
  await go(page, "Scenarios");
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("button", { name: "Yes, delete everything" }).click();
  await page.getByText("Everything was deleted.").waitFor();
  await fill(page);
  await page.getByRole("button", { name: "Put it back" }).click();
  await page.getByText("did not keep the last change").waitFor();
  await empty(page);
  await page.getByRole("button", { name: "Put it back" }).click();
  await page.getByRole("button", { name: "Open Norfolk and Suffolk" }).waitFor();
  assert.equal(await keptScenarios(page), 1);
});

test("a scenario of a later version opens to be read, and is neither changed nor kept", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  await go(page, "Share link");
  const { text } = await saved(page, "Scenario (.json)");
  const later = text.replace('"schema": 1', '"schema": 99');
  assert.notEqual(later, text);
  const other = await fresh();
  await other.page.goto(server.url);
  await go(other.page, "Scenarios");
  await other.page.getByLabel("Files").setInputFiles({ name: "later.json", mimeType: "application/json", buffer: Buffer.from(later) });
  await other.page.getByText("made by a later version").waitFor();
  assert.equal(await other.page.getByLabel("HR saving", { exact: true }).isEditable(), false);
  assert.equal(await other.page.getByLabel("HR saving, lever").isEnabled(), false);
  assert.equal(await keptScenarios(other.page), 0);
});
