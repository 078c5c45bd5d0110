// A plain static server for dist in a sub-folder, and a browser.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { chromium } from "playwright-core";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };

// `change` is given each file on its way out, and `find` the name asked for
export async function serve(change = (name, body) => body, find = (name) => name) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname.replace(/^\/sub\/folder\//, "");
    try {
      const name = find(path || "index.html");
      const body = change(name, await readFile(new URL("../../dist/" + name, import.meta.url)));
      response.writeHead(200, { "content-type": types[extname(path || ".html")] || "text/html" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}/sub/folder/`, close: () => server.close() };
}

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/// What axe finds on a page, or in a frame of one, once what was asked for is drawn: a table says after its first frame
/// whether it scrolls.
export async function faults(where) {
  await where.evaluate(axe);
  return where.evaluate(async () => {
    for (let n = 0; n < 3; n++) await new Promise((drawn) => requestAnimationFrame(drawn));
    return (await globalThis.axe.run()).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
  });
}

/// A fresh profile with an example open, the errors of its page, and a way to the other pages.
export async function openPreset(browser, server, preset) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(server.url);
  await openExample(page, preset);
  await page.locator("h1.headline").getByText("would save").waitFor();
  return { page, errors, to: (name) => goTo(page, name) };
}

/// Opens an example: on the first screen the further ones are folded, elsewhere they stand open.
export async function openExample(page, name) {
  await page.locator("h1").first().waitFor();
  const button = page.getByRole("button", { name, exact: true });
  if (!(await button.count())) await page.locator("summary", { hasText: "More examples" }).click();
  await button.click();
}

/// The step that a page belongs to, and its tab there.
const WAYS = {
  Summary: ["Answer"], Partners: ["Who", "Partners"], "Find partners": ["Who", "Find partners"], Market: ["Who", "Market"], "Whole Service": ["Who", "Whole Service"],
  "Shared services": ["What", "Shared services"], Procurement: ["What", "Buying together"], "Wave plan": ["What", "Wave plan"], "Organised crime": ["What", "Organised crime"],
  "Fair shares": ["Fair\\?", "Fair shares"], "Cost variation": ["Fair\\?", "Cost variation"], "Unacceptable variation": ["Fair\\?", "Unacceptable variation"],
  Risk: ["Sure\\?", "Risk"], Ranges: ["Sure\\?", "Ranges"], "Cash plan": ["Sure\\?", "Cash plan"], "If the map changes": ["Sure\\?", "If the map changes"], Merge: ["Sure\\?", "Merge"], Options: ["What", "Options"],
  "Agreement and exit": ["Leaving", "Exit"], Agreement: ["Leaving", "Agreement"],
  Readiness: ["Ready\\?", "Readiness"], "Levels of support": ["Ready\\?", "Levels of support"], Arrangements: ["Ready\\?", "Arrangements"],
  "Board paper": ["Publish", "Board paper"], "Public account": ["Publish", "Public account"], "Share link": ["Publish", "Link and files"], Embed: ["Publish", "Embed"],
  "How it works": ["Method and sources", "How it works"], Evidence: ["Method and sources", "Evidence"],
};

/// Goes to a page as a user does: by its step, then its tab; what is kept stands in the header.
export async function goTo(page, wanted) {
  const name = wanted instanceof RegExp ? wanted.source.replace(/^\^/, "") : wanted;
  await page.locator("main h1").first().waitFor();
  if (await page.locator(".way-in").count()) {
    // the first screen has no steps: whoever wants one starts blank, and what is kept stands in its header
    if (name === "Scenarios") {
      await page.locator("header").getByRole("link", { name: "Open a file or a link" }).click();
      return;
    }
    await page.getByRole("button", { name: "Start blank" }).click();
    await page.locator("nav.rail").waitFor({ state: "attached" });
  }
  const menu = page.getByRole("button", { name: "Menu" });
  if (name === "Scenarios" || name === "Compare") {
    if (await menu.isVisible()) {
      await menu.click();
      await page.locator("nav.rail").getByRole("link", { name: /^Scenarios/ }).click();
      if (name === "Compare") await page.locator("nav.tabs").getByRole("link", { name, exact: true }).click();
      return;
    }
    await page.locator("header").getByRole("link", { name, exact: true }).click();
    return;
  }
  const [step, tab] = WAYS[name];
  if (await menu.isVisible()) await menu.click();
  await page.locator("nav.rail").getByRole("link", { name: new RegExp(`^${step}`) }).click();
  if (tab) await page.locator("nav.tabs").getByRole("link", { name: tab, exact: true }).click();
}

/// Opens everything that is folded on the page.
export const unfold = (page) => page.locator("main details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));

/// Every page by its address.
export const SLUGS = ["start", "summary", "options", "partners", "find-partners", "market", "whole-service", "services", "procurement", "wave-plan", "organised-crime", "fair-shares", "variation", "unacceptable", "risk", "ranges", "money", "map", "merge", "exit", "agreement", "readiness", "levels", "arrangements", "paper", "account", "share", "embed", "how", "evidence", "scenarios", "compare"];

/// Goes to a page by its address, as a link from elsewhere does.
export async function goToAddress(page, slug) {
  await page.evaluate((slug) => { location.hash = `#/${slug}`; }, slug);
  await page.locator("main h1").first().waitFor();
}

/// The sentence at the top without its range, which follows once it is drawn.
export const headlineOf = async (page) => (await page.locator("h1.headline").innerText()).replace(/ \((?:range to follow|[^)]* to [^)]*)\)/, "");
