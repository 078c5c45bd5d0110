// Places where a page like this breaks: refused storage, a sandboxed frame, a broken server, odd input.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { goTo, headlineOf, launch, openExample, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

async function fresh(prepare = async () => {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await prepare(page, context);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  return { context, page, errors };
}

const start = async (page, preset = "East Midlands support services") => {
  await page.goto(server.url);
  await openExample(page, preset);
  await page.locator("h1.headline").waitFor();
};

test("where storage is refused it works, says so and loses nothing while it is open", async () => {
  const { page, errors } = await fresh((page) =>
    page.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } })));
  await page.goto(server.url);
  await page.getByText("does not let this page keep anything").waitFor();
  await openExample(page, "Norfolk and Suffolk");
  await page.locator("h1.headline").getByText("two forces would save").waitFor();
  await goTo(page, "Scenarios");
  await page.getByRole("button", { name: "Open Norfolk and Suffolk" }).waitFor();
  assert.deepEqual(errors, []);
});

test("in a frame that is sandboxed to scripts alone it starts and computes", async () => {
  const { page, errors } = await fresh();
  await page.route("**/host.html", (route) => route.fulfill({ contentType: "text/html", body: `<title>Host</title><iframe title="tool" sandbox="allow-scripts" width="1200" height="800" src="${server.url}"></iframe>` }));
  await page.route("**/sub/folder/**", async (route) => {
    const response = await route.fetch();
    // an opaque origin needs leave to load modules
    await route.fulfill({ response, headers: { ...response.headers(), "access-control-allow-origin": "*" } });
  });
  await page.goto(server.url.replace("/sub/folder/", "/host.html"));
  const frame = page.frameLocator("iframe");
  await openExample(frame, "Norfolk and Suffolk");
  await frame.locator("h1.headline").getByText("two forces would save").waitFor();
  assert.deepEqual(errors, []);
});

for (const [name, prepare, words] of [
  ["a missing module", (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "" })), "A file of this page is missing"],
  ["an error page in place of the module", (page) => page.route("**/*.wasm", (route) => route.fulfill({ contentType: "text/html", body: "<p>Blocked</p>" })), "not what it should be"],
  ["WebAssembly switched off", (page) => page.addInitScript(() => { delete globalThis.WebAssembly; }), "WebAssembly switched off"],
]) {
  test(`${name} is said in plain words`, async () => {
    const { page } = await fresh(prepare);
    await page.goto(server.url);
    await page.getByText(words).waitFor();
  });
}

test("a module served as plain bytes still starts", async () => {
  const { page } = await fresh((page) => page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
  }));
  await start(page);
});

test("a drag of a lever is one step back, by button and by keyboard", async () => {
  const { page } = await fresh();
  await start(page);
  const before = await headlineOf(page);
  const lever = page.getByLabel("HR saving, lever");
  const box = await lever.boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  await page.mouse.down();
  for (const part of [0.5, 0.6, 0.7, 0.8]) await page.mouse.move(box.x + box.width * part, box.y + box.height / 2);
  await page.mouse.up();
  const dragged = await headlineOf(page);
  assert.notEqual(dragged, before);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await headlineOf(page), before);
  await page.keyboard.press("Control+Shift+Z");
  assert.equal(await headlineOf(page), dragged);
});

test("text is never rewritten while it is typed, and a wrong one keeps the last good figures", async () => {
  const { page } = await fresh();
  await start(page);
  const before = await headlineOf(page);
  const box = page.getByLabel("HR saving", { exact: true });
  await box.fill("");
  for (const [key, text] of [["1", "1"], ["2", "12"], [".", "12."], ["5", "12.5"]]) {
    await box.press(key);
    assert.equal(await box.inputValue(), text);
  }
  await box.fill("1,23");
  await box.press("Tab");
  await page.getByRole("heading", { name: "There is a problem" }).waitFor();
  assert.equal(await box.inputValue(), "1,23");
  assert.match(await page.title(), /^Error: /);
  await box.fill("20%");
  await box.press("Tab");
  assert.equal(await page.getByRole("heading", { name: "There is a problem" }).count(), 0);
  assert.equal(await headlineOf(page), before);
});

test("a block from a spreadsheet fills the table, as one step", async () => {
  const { page } = await fresh();
  await start(page);
  await goTo(page, "Shared services");
  const first = page.getByLabel("Posts, Derbyshire").first();
  await first.evaluate((element) => {
    element.focus();
    const data = new DataTransfer();
    data.setData("text", "70\t£41,000\n80\t42k\n");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  assert.equal(await first.inputValue(), "70");
  assert.equal(await page.getByLabel("Cost of a post, Leicestershire").first().inputValue(), "42,000");
  await goTo(page, "Summary");
  await page.locator(".rests").getByText(/4 yours/).waitFor();
  await goTo(page, "Shared services");
  await page.getByRole("button", { name: "Undo" }).click();
  // the published posts of 2017/18
  assert.equal(await first.inputValue(), "75.2");
});

test("damaged scenarios are set aside and nothing is overwritten", async () => {
  const { page } = await fresh();
  await start(page);
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/scenario/")));
  const broken = await page.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => key.includes("/scenario/"));
    localStorage.setItem(key, localStorage.getItem(key).slice(0, -20));
    return localStorage.getItem(key);
  });
  await page.reload();
  await page.getByText("was set aside as it is").waitFor();
  assert.ok(await page.evaluate((text) => Object.values(localStorage).includes(text), broken));
});

test("odd fragments do no harm", async () => {
  const { page, errors } = await fresh();
  for (const tail of ["#100%off", "#%F8", "#%E0%A4%A", "#", "#/nowhere", "?open#s=9.abc.def", "?open#s="]) {
    await page.goto("about:blank");
    await page.goto(server.url + tail);
    await page.locator("main h1").first().waitFor();
  }
  assert.deepEqual(errors, []);
});

test("a shared scenario that its reader changes becomes a copy, and what the reader had stays", async () => {
  const { page } = await fresh();
  await start(page, "Norfolk and Suffolk");
  await page.getByRole("link", { name: "Share", exact: true }).click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  const other = await fresh();
  await start(other.page, "Yorkshire and the Humber: HR and finance");
  await other.page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/scenario/")));
  const kept = () => other.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")).length);
  await other.page.goto("about:blank");
  await other.page.goto(link);
  await other.page.getByText("shared with you, not kept").waitFor();
  assert.equal(await kept(), 1);
  await other.page.getByLabel("HR saving", { exact: true }).fill("25");
  await other.page.getByText("copy of your own").waitFor();
  await other.page.waitForFunction(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")).length === 2);
});

test("printed from the dark scheme it is dark on white, without rail and levers", async () => {
  const { page } = await fresh();
  await page.emulateMedia({ colorScheme: "dark" });
  await start(page);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal(await page.locator("nav:visible").count(), 0);
  assert.equal(await page.locator("aside:visible").count(), 0);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), "rgb(0, 0, 0)");
  assert.ok(await page.getByText("reference data of").isVisible());
});
