// Work must never seem lost: storage that can be read and not written, a reload of a shared link, a part that breaks or does
// not come, public figures that have changed since, a sign-in in between, a frame that is locked.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { goTo, headlineOf, launch, openExample, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const fresh = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  return { context, page: await context.newPage() };
};
const start = async (page, preset = "Norfolk and Suffolk", url = server.url) => {
  await page.goto(url);
  await openExample(page, preset);
  await page.locator("h1.headline").getByText("would save").waitFor();
};
const go = goTo;
const kept = (page) => page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("/scenario/")));
const fill = (page) => page.evaluate(() => {
  let size = 1 << 20, n = 0;
  while (size > 0) {
    try { localStorage.setItem("other/" + n++, "x".repeat(size)); } catch { size >>= 1; }
  }
});
const link = async (page) => {
  await page.getByRole("link", { name: "Share", exact: true }).click();
  return page.getByLabel("Link", { exact: true }).inputValue();
};

test("storage that is full to the last byte: what is kept is listed and opens, and only saving is impossible", async () => {
  const { page } = await fresh();
  await start(page);
  await kept(page);
  await go(page, "Scenarios");
  await page.getByRole("button", { name: "Duplicate Norfolk and Suffolk" }).click();
  await page.waitForFunction(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")).length === 2);
  await fill(page);
  await page.reload();
  await page.getByText("is full: what is kept opens").waitFor();
  await page.locator("h1.headline").getByText("would save").waitFor();
  assert.equal(await page.locator("header .kept").innerText(), "not saved: the browser’s space is full");
  await go(page, "Scenarios");
  await page.getByRole("button", { name: "Open Norfolk and Suffolk" }).click();
  await page.locator("h1.headline").getByText("would save").waitFor();
  // a change that is not kept is not left behind without a question
  await page.getByLabel("HR saving", { exact: true }).fill("25");
  await page.getByText("did not keep the last change").waitFor();
  assert.match(await page.locator("header .kept").innerText(), /^not saved/);
  const asked = new Promise((told) => page.once("dialog", (dialog) => { told(dialog.type()); dialog.dismiss(); }));
  await page.evaluate(() => { setTimeout(() => location.reload(), 0); });
  assert.equal(await asked, "beforeunload");
  // room again: it is kept, and the notice ends with its cause
  await go(page, "Scenarios");
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("other/")).forEach((key) => localStorage.removeItem(key)));
  await page.getByRole("button", { name: "Delete Copy of Norfolk and Suffolk" }).click();
  await page.getByText("did not keep the last change").waitFor({ state: "detached" });
  assert.equal(await page.locator("header .kept").innerText(), "saved in this browser");
});

test("a shared link survives a reload, also on another page, until the copy is kept", async () => {
  const { page } = await fresh();
  await start(page);
  const shared = await link(page);
  const other = await fresh();
  await other.page.goto(shared);
  await other.page.getByText("shared with you, not kept").waitFor();
  const said = await headlineOf(other.page);
  await go(other.page, /^Risk/);
  assert.match(other.page.url(), /#s=2\./);
  await other.page.reload();
  await other.page.getByText("shared with you, not kept").waitFor();
  assert.equal(await headlineOf(other.page), said);
  await other.page.getByRole("button", { name: "Keep a copy" }).click();
  await other.page.getByText("Kept under Scenarios").waitFor();
  await other.page.getByText("This scenario was shared with you").waitFor({ state: "detached" });
  assert.doesNotMatch(other.page.url(), /#s=/);
});

test("a fault gives a notice with the scenario as it was at the last keystroke", async () => {
  for (const fault of [
    () => { throw new WebAssembly.RuntimeError("unreachable"); },
    () => { const down = () => down() + 1; down(); },
    () => { Promise.reject(new Error("unreachable")); },
  ]) {
    const { page } = await fresh();
    await start(page);
    await kept(page);
    await page.locator("header input").fill("Typed a moment ago");
    await page.evaluate((fault) => setTimeout(new Function(`(${fault})()`), 0), String(fault));
    await page.getByRole("heading", { name: "Something went wrong in this page" }).waitFor();
    assert.doesNotMatch(await page.locator("body").innerText(), /unreachable|RuntimeError|RangeError/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save the scenario" }).click()]);
    const records = JSON.parse(await readFile(await download.path(), "utf8"));
    assert.equal(records[0].title, "Typed a moment ago");
    assert.equal(JSON.parse(await page.getByLabel("The scenario as text").inputValue())[0].title, "Typed a moment ago");
    await page.getByRole("button", { name: "Open the page again" }).click();
    await page.locator("h1.headline").getByText("would save").waitFor();
    await page.context().close();
  }
});

test("the part for workbooks may die: it is said in words, and the scenario can be taken along", async () => {
  const { page } = await fresh({ serviceWorkers: "block" });
  await page.route("**/workbook.js", (route) => route.fulfill({ contentType: "text/javascript", body: "self.wasm_bindgen = async () => {}; wasm_bindgen.workbook = () => { throw new WebAssembly.RuntimeError('unreachable'); };" }));
  await start(page);
  await page.getByRole("link", { name: "Share", exact: true }).click();
  await page.getByRole("button", { name: /^Workbook/ }).click();
  await page.getByText("The part that works with workbooks stopped").waitFor();
  await page.getByRole("button", { name: "Save the scenario" }).waitFor();
  assert.doesNotMatch(await page.locator("body").innerText(), /unreachable/);
});

for (const [name, prepare, words, state] of [
  ["a script that does not come", (page) => page.route(/informed-choice-[0-9a-f]+\.js$/, (route) => route.abort()), /is missing, was changed, or is served with the wrong type/],
  ["a script that was changed", (page) => page.route(/informed-choice-[0-9a-f]+\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "export default async () => { throw new WebAssembly.CompileError('x'); }" })), /could not start in this browser/],
  ["no script at all", (page) => page.route(/\.js$/, (route) => route.abort()), /a part of the page did not come/],
  ["a module that was changed", (page) => page.route(/\.wasm$/, async (route) => { const response = await route.fetch(); const body = await response.body(); body.fill(0xff, 5000, 9000); await route.fulfill({ response, body }); }), /could not start in this browser/],
]) {
  test(`${name} is said in plain words`, async () => {
    const { page } = await fresh();
    await prepare(page);
    await page.goto(server.url);
    await page.getByText(words).first().waitFor({ timeout: 20_000 });
    assert.doesNotMatch(await page.locator("body").innerText(), /RuntimeError|CompileError|TypeError/);
  });
}

test("without its style sheet the page works and says so; without the slash of its folder it says what to do", async () => {
  const { page } = await fresh();
  await page.route(/main-[0-9a-f]+\.css$/, (route) => route.abort());
  await page.goto(server.url);
  await page.getByText("The style sheet of this page did not come").waitFor();
  await openExample(page, "Norfolk and Suffolk");
  await page.locator("h1.headline").getByText("two forces would save").waitFor();
  const bare = await serve(undefined, (name) => (name === "/sub/folder" ? "index.html" : name.startsWith("/") ? "none" : name));
  const other = await fresh();
  await other.page.goto(bare.url.replace(/\/$/, ""));
  await other.page.getByText("check that its address ends with a slash").waitFor();
  bare.close();
});

test("older public figures stay, the newer ones are offered with what differs, and are taken or not", async () => {
  const { page } = await fresh();
  await start(page);
  await page.getByRole("link", { name: "Share", exact: true }).click();
  await page.getByLabel("As text, where nothing can be saved").selectOption("Scenario (.json)");
  const scenario = JSON.parse(await page.getByLabel("Scenario (.json)").inputValue());
  // the figure of another force's row of the frozen data: public once, and not this force's now
  scenario.partners[0].population += 1000;
  const other = await fresh();
  await other.page.goto(server.url);
  await go(other.page, "Scenarios");
  await other.page.getByLabel("Files").setInputFiles({ name: "older.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(scenario)) });
  await other.page.locator("h1.headline").getByText("would save").waitFor();
  // a figure that was changed outside is no longer called public
  await go(other.page, /^Partners/);
  await other.page.getByText("Not the public figure").waitFor();
});

test("an expired sign-in is not hidden by what is kept offline", async () => {
  let signedIn = true;
  const signIn = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const port = signIn.address().port;
    if (path === "/sign-in-page") return response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>");
    if (!signedIn) return response.writeHead(302, { location: `http://localhost:${port}/sign-in-page`, "cache-control": "no-store" }).end();
    try {
      const body = await readFile(new URL("../../dist" + (path === "/" ? "/index.html" : path), import.meta.url));
      const types = { html: "text/html", js: "text/javascript", css: "text/css", wasm: "application/wasm" };
      response.writeHead(200, { "content-type": types[path.split(".").pop()] || "text/html" }).end(body);
    } catch { response.writeHead(404).end(); }
  });
  await new Promise((ready) => signIn.listen(0, "127.0.0.1", ready));
  const { page } = await fresh();
  const url = `http://127.0.0.1:${signIn.address().port}/`;
  await start(page, "Norfolk and Suffolk", url);
  await page.evaluate(() => navigator.serviceWorker.ready.then((ready) => new Promise((done) => {
    const active = () => (ready.active?.state === "activated" ? done() : setTimeout(active, 20));
    active();
  })));
  signedIn = false;
  await page.goto(url);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  signedIn = true;
  await page.goto(url);
  await page.locator("h1.headline").getByText("would save").waitFor();
  await page.context().close();
  signIn.close();
});

test("without a network workbooks are made too, and the single file says before that it makes none", async () => {
  const { page, context } = await fresh();
  await start(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then((ready) => new Promise((done) => {
    const active = () => (ready.active?.state === "activated" ? done() : setTimeout(active, 20));
    active();
  })));
  await page.reload();
  await page.getByRole("link", { name: "Share", exact: true }).click();
  await context.setOffline(true);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^Workbook/ }).click()]);
  assert.match(download.suggestedFilename(), /\.xlsx$/);
  const single = await fresh();
  await start(single.page, "Norfolk and Suffolk", new URL("../../dist/informed-choice.html", import.meta.url).href);
  await single.page.getByRole("link", { name: "Share", exact: true }).click();
  await single.page.getByText("Workbooks need the tool on a server").waitFor();
  assert.equal(await single.page.getByRole("button", { name: /^Workbook/ }).count(), 0);
});

test("a locked frame stays locked however its address was written, and a wrong word shows less", async () => {
  const { page } = await fresh();
  await start(page);
  const hash = (await link(page)).split("#")[1];
  for (const query of ["?embed=summary&amp;levers=fixed", "?embed=Summary&Levers=FIXED", "?embed=summary%26levers=fixed", "?levers=fixed"]) {
    const other = await fresh();
    await other.page.goto(`${server.url}${query}#${hash}`);
    await other.page.locator("h1.headline").getByText("would save").waitFor();
    assert.equal(await other.page.getByLabel("HR saving, lever").count(), 0, query);
    await other.context.close();
  }
  const odd = await fresh();
  await odd.page.goto(`${server.url}?embed=everything&levers=some#${hash}`);
  await odd.page.getByText("which this tool does not know").waitFor();
  assert.equal(await odd.page.locator("nav").count(), 0);
});

test("the whole tool and an edit link in a frame offer the full page", async () => {
  const { page } = await fresh();
  await start(page);
  const shared = await link(page);
  const hash = shared.split("#")[1];
  for (const source of [`${server.url}?embed=whole#${hash}`, shared]) {
    const other = await fresh();
    const host = server.url.replace("/sub/folder/", "/host.html");
    await other.page.route(host, (route) => route.fulfill({ contentType: "text/html", body: `<title>Host</title><iframe title="tool" src="${source}" width="1300" height="800"></iframe>` }));
    await other.page.goto(host);
    const full = other.page.frameLocator("iframe").getByRole("link", { name: "Open the full page" });
    await full.waitFor();
    assert.match(await full.getAttribute("href"), /\?open#s=2\./);
    await other.context.close();
  }
});

test("a frame that is sandboxed to scripts on a plain server says what the server must send", async () => {
  const { page } = await fresh();
  const host = server.url.replace("/sub/folder/", "/host.html");
  await page.route(host, (route) => route.fulfill({ contentType: "text/html", body: `<title>Host</title><iframe title="tool" sandbox="allow-scripts" width="1200" height="800" src="${server.url}"></iframe>` }));
  await page.goto(host);
  await page.frameLocator("iframe").getByText("The server must send the header Access-Control-Allow-Origin: *").waitFor();
});

test("charts are drawn for the pixels that there are, without a cap, and anew when these change", async () => {
  const large = await fresh({ deviceScaleFactor: 4 });
  await start(large.page);
  const ratio = (page) => page.locator("figure.chart canvas").first().evaluate((one) => one.width / one.clientWidth);
  assert.ok(Math.abs((await ratio(large.page)) - 4) < 0.01);
  // a window that moves to another monitor: headless Chromium has none, so the browser's question is answered by hand
  const { page } = await fresh();
  await page.addInitScript(() => {
    const real = window.matchMedia.bind(window);
    window.matchMedia = (query) => {
      if (!query.startsWith("(resolution")) return real(query);
      window.asked = new EventTarget();
      return Object.setPrototypeOf(window.asked, MediaQueryList.prototype);
    };
  });
  await start(page);
  assert.ok(Math.abs((await ratio(page)) - 1) < 0.01);
  for (const to of [2, 5]) {
    await page.evaluate((to) => {
      Object.defineProperty(window, "devicePixelRatio", { value: to, configurable: true });
      window.asked.dispatchEvent(new Event("change"));
    }, to);
    await page.waitForFunction((to) => { const one = document.querySelector("figure.chart canvas"); return Math.abs(one.width / one.clientWidth - to) < 0.01; }, to);
  }
});
