// Pictures of every page, to be looked at: node tests/page/shots.mjs FOLDER
import { mkdirSync } from "node:fs";
import { SLUGS, goToAddress, launch, openExample, serve } from "./serve.mjs";

const folder = process.argv[2] || "test-output";
mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await launch();
for (const [name, width, scheme] of [["wide", 1440, "light"], ["narrow", 390, "light"], ["dark", 1440, "dark"], ["dark-narrow", 390, "dark"]]) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByRole("button", { name: "Start blank" }).waitFor();
  await page.screenshot({ path: `${folder}/${name}-start.png`, fullPage: true });
  await openExample(page, "East Midlands support services");
  for (const slug of SLUGS.slice(1)) {
    await goToAddress(page, slug);
    await page.waitForTimeout(200);
    if (slug === "organised-crime") await page.getByRole("button", { name: "Set it up" }).click();
    if (slug === "arrangements") {
      await page.getByRole("button", { name: /things that this scenario shares/ }).click();
      await page.getByText("The register", { exact: true }).first().waitFor();
    }
    if (slug === "readiness") await page.getByLabel("How it stands: There is no money to start").selectOption("open");
    if (slug === "levels") await page.locator("details").first().evaluate((details) => { details.open = true; });
    if (slug === "risk") await page.getByText("Eight chances in ten that it saves").waitFor();
    if (slug === "compare") await page.getByRole("button", { name: "+ This one as it is now" }).click();
    if (slug === "paper") await page.getByText("Eight chances in ten that it saves").waitFor();
    if (slug === "find-partners") {
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByRole("button", { name: /as a scenario/ }).first().waitFor();
    }
    await page.screenshot({ path: `${folder}/${name}-${slug}.png`, fullPage: true });
  }
  if (name === "dark") {
    // printed from the dark scheme, at the width of A4
    await goToAddress(page, "summary");
    await page.setViewportSize({ width: 720, height: 1000 });
    await page.emulateMedia({ media: "print" });
    await page.waitForTimeout(200);
    await page.screenshot({ path: `${folder}/print-summary.png`, fullPage: true });
    await page.emulateMedia({ media: "screen" });
    await goToAddress(page, "paper");
    await page.getByText("Eight chances in ten that it saves").waitFor();
    await page.emulateMedia({ media: null, colorScheme: "dark" });
    await page.pdf({ path: `${folder}/paper.pdf`, preferCSSPageSize: true });
  }
  await context.close();
}
await browser.close();
server.close();
