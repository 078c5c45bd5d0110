// What comes after the first answer: behind it, once, and said where it does not come.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { goTo, launch, openExample, openPreset, serve } from "./serve.mjs";

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), serve()]); });
after(async () => { await browser?.close(); await server?.close(); });

const PART = /\/part-[a-z0-9-]+-[0-9a-f]{16}\.wasm$/;

async function fresh(address = server.url) {
  // a service worker would answer in the server's place
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" })).newPage();
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(address);
  return { page, asked };
}
const bundle = (name) => (path) => PART.test(path) && path.includes(`part-${name}-`);

test("the other pages come behind the first answer, and then nothing is asked of the server", async () => {
  const { page, asked } = await fresh();
  await openExample(page, "Norfolk and Suffolk");
  await page.locator("h1.headline").waitFor();
  await assertSoon(() => ["rest", "work", "market", "publish"].every((name) => asked.some(bundle(name))));
  await page.waitForLoadState("networkidle");
  const before = asked.length;
  for (const name of ["Shared services", "Market", "Board paper", "How it works"]) {
    await goTo(page, name);
    await page.locator("main h1, main h2").first().waitFor();
  }
  await page.getByRole("link", { name: "Answer" }).first().click();
  await page.locator(".tile").first().click();
  await page.getByRole("heading", { name: /^Net present value/ }).waitFor();
  // the browser asks for the icon again by itself
  assert.deepEqual(asked.slice(before).filter((path) => !path.includes("/icon-")), []);
  await page.context().close();
});

test("an address opens its page before the others come", async () => {
  const { page, asked } = await fresh(`${server.url}#/market`);
  await page.locator(`main[aria-label="Market"] h1`).waitFor();
  await assertSoon(() => asked.some(bundle("work")));
  const [own, others] = [asked.findIndex(bundle("market")), asked.findIndex(bundle("work"))];
  assert.ok(own >= 0 && own < others, asked.join(" "));
  await page.context().close();
});

test("a frame that shows an answer fetches no pages", async () => {
  const { page } = await openPreset(browser, server, "Norfolk and Suffolk");
  const link = await (async () => {
    await goTo(page, "Share link");
    return page.locator("textarea, input").evaluateAll((all) => all.map((one) => one.value).find((text) => text.includes("#s=")));
  })();
  await page.context().close();
  const { page: frame, asked } = await fresh(link.replace("?open#", "?embed=summary#"));
  await frame.locator("h1.headline").waitFor();
  await frame.locator(".tile .value").getByText(/in 100|1 in/).waitFor();
  await frame.waitForLoadState("networkidle");
  assert.ok(asked.some(bundle("rest")));
  assert.ok(!asked.some((path) => bundle("work")(path) || bundle("market")(path) || bundle("publish")(path)), asked.join(" "));
  await frame.context().close();
});

test("a part that does not come is said, and comes when it is asked for again", async () => {
  const page = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
  await page.route(/part-rest-/, (route) => route.abort());
  await page.goto(server.url);
  await page.locator("#which-forces").waitFor();
  await page.getByRole("alert").getByText("A part of this page could not be loaded").waitFor();
  await page.unroute(/part-rest-/);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".example").first().waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  await page.context().close();
});

test("a page whose bundle is gone is said when somebody opens it, and not before", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" })).newPage();
  await page.route(/part-(market|chunk)-/, (route) => (/market/.test(route.request().url()) ? route.fulfill({ status: 404 }) : route.continue()));
  const failed = page.waitForResponse(/part-market-/);
  await page.goto(server.url);
  await openExample(page, "Norfolk and Suffolk");
  await page.locator("h1.headline").waitFor();
  await failed;
  await goTo(page, "Shared services");
  await page.locator(`main[aria-label="Shared services"] h1`).waitFor();
  assert.equal(await page.getByText("could not be loaded").count(), 0);
  await page.evaluate(() => { location.hash = "#/market"; });
  await page.getByRole("alert").getByText("A part of this page could not be loaded").waitFor();
  await page.unroute(/part-(market|chunk)-/);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(`main[aria-label="Market"] h1`).waitFor();
  assert.equal(await page.getByText("could not be loaded").count(), 0);
  await page.context().close();
});

test("what somebody does before it is there is done when it is", async () => {
  const page = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
  let go;
  const held = new Promise((free) => { go = free; });
  await page.route(/part-rest-/, async (route) => { await held; await route.continue(); });
  await page.goto(server.url);
  await page.locator("#which-forces").waitFor();
  const data = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["{\"nothing\": 1}"], "odd.json", { type: "application/json" }));
    return data;
  });
  await page.dispatchEvent("main", "drop", { dataTransfer: data });
  assert.equal(await page.getByText("odd.json").count(), 0);
  go();
  await page.getByText("odd.json").first().waitFor();
  await page.context().close();
});

async function assertSoon(holds) {
  for (let n = 0; n < 200; n += 1) {
    if (holds()) return;
    await new Promise((again) => setTimeout(again, 50));
  }
  assert.fail("it did not come about");
}
