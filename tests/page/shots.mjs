// Pictures of every page in every form, to be looked at, with sheets that have all of a form: node tests/page/shots.mjs FOLDER [FORM]
import { mkdirSync } from "node:fs";
import { SLUGS, goToAddress, launch, openExample, serve } from "./serve.mjs";

const folder = process.argv[2] || "test-output";
mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await launch();
const FORMS = [["wide", 1440, "light"], ["middle", 768, "light"], ["narrow", 390, "light"], ["dark", 1440, "dark"], ["dark-narrow", 390, "dark"], ["forced", 1440, "dark"], ["paper", 720, "light"]];
const wanted = process.argv[3];
for (const [name, width, scheme] of FORMS.filter(([name]) => !wanted || wanted === name)) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, forcedColors: name === "forced" ? "active" : "none" });
  const page = await context.newPage();
  const taken = [];
  const take = async (slug) => {
    if (name === "paper") await page.emulateMedia({ media: "print" });
    taken.push([slug, (await page.screenshot({ path: `${folder}/${name}-${slug}.png`, fullPage: true })).toString("base64")]);
    if (name === "paper") await page.emulateMedia({ media: "screen" });
  };
  await page.goto(server.url);
  await page.getByRole("button", { name: "Start blank" }).waitFor();
  await take("start");
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
    await take(slug);
  }
  // eight to a sheet, the first screens of each
  for (let n = 0; n < taken.length; n += 8) {
    const sheet = await (await browser.newContext({ viewport: { width: 1600, height: 1500 } })).newPage();
    const cells = taken.slice(n, n + 8).map(([slug, data]) => `<figure><figcaption>${slug}</figcaption><div><img src="data:image/png;base64,${data}"></div></figure>`);
    await sheet.setContent(`<style>body{margin:8px;display:grid;grid-template-columns:repeat(4,1fr);gap:8px;font:12px sans-serif}figure{margin:0}div{height:700px;overflow:hidden;border:1px solid #888}img{width:100%}</style>${cells.join("")}`);
    await sheet.screenshot({ path: `${folder}/sheet-${name}-${n / 8}.png` });
    await sheet.context().close();
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
