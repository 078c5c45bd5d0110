// A plain static server for dist in a sub-folder, and a browser.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
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

/// A fresh profile with an example open, the errors of its page, and a way to the other pages.
export async function openPreset(browser, server, preset) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(server.url);
  await page.getByRole("button", { name: preset }).click();
  await page.locator("h1.headline").getByText("would save").waitFor();
  return { page, errors, to: (name) => page.locator("nav").getByRole("link", { name: new RegExp(`^${name}`) }).click() };
}
