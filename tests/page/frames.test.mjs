// The tool in pages of others: of the same site, of another, sandboxed; its parts, its height, its host's history.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { faults, goTo, launch, openExample, serve } from "./serve.mjs";


let server, browser, link;
before(async () => {
  server = await serve();
  browser = await launch();
  const page = await (await browser.newContext()).newPage();
  await page.goto(server.url);
  await openExample(page, "Norfolk and Suffolk");
  await page.getByRole("link", { name: "Share", exact: true }).click();
  link = await page.getByLabel("Link", { exact: true }).inputValue();
  await page.context().close();
});
after(async () => { await browser?.close(); server?.close(); });

const hostScript = readFileSync(new URL("../../dist/embed-host.js", import.meta.url), "utf8");

/// A host page, at the same or at another origin, with the code that the Embed page gives.
async function hosted(query, { crossOrigin = true, sandbox = "", script = true, hash = link.slice(link.indexOf("#")) } = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  const host = crossOrigin ? "http://intranet.test/page" : server.url.replace("/sub/folder/", "/host.html");
  const frame = `<iframe title="tool" ${sandbox} src="${server.url}${query}${hash}" width="100%" height="500"></iframe>`;
  await page.route(host, (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Host</title><input id="first" autofocus><div style="height:300px">Above</div>${frame}<script>window.heard=[];addEventListener("message",(e)=>heard.push(e.data));${script ? hostScript : ""}</script>` }));
  await page.route(server.url + "**", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "access-control-allow-origin": "*" } });
  });
  await page.goto(host);
  return { context, page, frame: page.frameLocator("iframe"), errors };
}

for (const crossOrigin of [false, true]) {
  test(`in a frame of ${crossOrigin ? "another" : "the same"} site it answers, takes no focus and leaves the host's history alone`, async () => {
    const { page, frame, errors } = await hosted("?embed=whole", { crossOrigin });
    await frame.locator("h1.headline").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "first");
    assert.equal(await page.evaluate(() => scrollY), 0);
    const entries = await page.evaluate(() => history.length);
    await goTo(frame, "Risk");
    await frame.getByText("Eight chances in ten").first().waitFor();
    await goTo(frame, "Summary");
    await frame.getByLabel("HR saving", { exact: true }).fill("25");
    assert.equal(await page.evaluate(() => history.length), entries);
    assert.deepEqual(errors, []);
  });
}

test("in a sandboxed frame of scripts alone every action has a way that needs no leave", async () => {
  const { frame, errors } = await hosted("?embed=whole", { sandbox: 'sandbox="allow-scripts"' });
  await frame.locator("h1.headline").waitFor();
  await goTo(frame, "Share link");
  const shown = await frame.getByLabel("Link", { exact: true }).inputValue();
  assert.ok(shown.endsWith(link.slice(link.indexOf("#s=2."))), shown.slice(0, 80));
  await frame.getByRole("button", { name: "Copy link" }).click();
  await frame.getByText(/Copied\.|press Ctrl\+C/).first().waitFor();
  await frame.getByLabel("As text, where nothing can be saved").selectOption("Scenario (.json)");
  assert.equal(JSON.parse(await frame.getByLabel("Scenario (.json)").inputValue()).schema, 1);
  await goTo(frame, "Board paper");
  await frame.getByText("In a frame a browser may print nothing").waitFor();
  await goTo(frame, "Summary");
  await frame.locator("figure.chart").first().locator(".more > summary").click();
  await frame.locator("figure.chart").first().getByText("Picture", { exact: true }).click();
  await frame.locator("figure.chart img").first().waitFor();
  assert.deepEqual(errors, []);
});

test("one message for each real change of height, and the host follows without a loop", async () => {
  const { page, frame } = await hosted("?embed=whole");
  await frame.locator("h1.headline").waitFor();
  const settled = async () => {
    let last = -1;
    for (;;) {
      const now = await page.evaluate(() => heard.length);
      if (now === last) return now;
      last = now;
      await page.waitForTimeout(400);
    }
  };
  await settled();
  const heights = await page.evaluate(() => heard.map((one) => one.height));
  assert.ok(heights.every((height, n) => n === 0 || height !== heights[n - 1]), String(heights));
  assert.ok(await page.evaluate(() => heard.every((one) => one.type === "informed-choice:height" && one.version === 1)));
  const inner = await frame.locator(".tool").evaluate((tool) => Math.ceil(tool.getBoundingClientRect().height));
  assert.equal(await page.locator("iframe").evaluate((frame) => frame.clientHeight), inner);
  // nothing within scrolls
  assert.ok(await frame.locator("html").evaluate((html) => html.scrollHeight <= innerHeight + 1));
  const before = heights.length;
  await goTo(frame, "Scenarios");
  await frame.getByRole("heading", { name: "Scenarios" }).waitFor();
  assert.ok((await settled()) > before);
});

test("the answer alone has no pages and no levers where they are fixed, and nothing can be changed", async () => {
  const { page, frame, errors } = await hosted("?embed=summary&levers=fixed");
  await frame.locator("h1.headline").waitFor();
  assert.equal(await frame.locator("nav").count(), 0);
  assert.equal(await frame.locator("input[type=range]").count(), 0);
  assert.equal(await frame.locator("table:visible").count(), 0);
  assert.ok(await frame.locator("figure.chart canvas").first().isVisible());
  const open = await frame.getByRole("link", { name: "Open the full page" }).getAttribute("href");
  assert.ok(open.endsWith(link.slice(link.indexOf("#"))));
  assert.deepEqual(errors, []);
  assert.deepEqual(await faults(page.frames().at(-1)), []);
});

test("one page with open levers recomputes and keeps nothing", async () => {
  const { page, frame } = await hosted("?embed=page&page=services", { crossOrigin: false });
  await frame.getByLabel("HR saving", { exact: true }).waitFor();
  assert.equal(await frame.locator("nav").count(), 0);
  await frame.getByLabel("HR saving", { exact: true }).fill("31");
  await frame.getByLabel("HR saving", { exact: true }).press("Tab");
  await page.waitForTimeout(600);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/scenario/")).length), 0);
});

test("the embed page gives code that works, and previews it", async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(link);
  await goTo(page, "Embed");
  await page.getByLabel("Part", { exact: true }).selectOption("page");
  await page.getByLabel("Which page").selectOption("risk");
  await page.getByLabel("Readers can move the levers").uncheck();
  const code = await page.getByLabel("Paste this").inputValue();
  assert.match(code, /embed=page&amp;page=risk&amp;levers=fixed#s=2\./);
  assert.match(code, /embed-host\.js" defer><\/script>$/);
  await page.getByLabel("Where it goes").selectOption("SharePoint");
  assert.doesNotMatch(await page.getByLabel("Paste this").inputValue(), /<script/);
  await page.getByRole("button", { name: "Preview" }).click();
  await page.frameLocator("iframe.preview").getByText("Eight chances in ten").first().waitFor();
  // the code itself, in a page of somebody else's
  await page.route("http://intranet.test/", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>x</title>${code}` }));
  await page.route(server.url + "**", async (route) => route.fulfill({ response: await route.fetch() }));
  await page.goto("http://intranet.test/");
  await page.frameLocator("iframe").getByText("Eight chances in ten").first().waitFor();
});
