import { launch, serve } from "/work/main/tests/page/serve.mjs";
import { readFileSync } from "node:fs";
const axe = readFileSync("/work/main/node_modules/axe-core/axe.min.js","utf8");
const server=await serve(), browser=await launch();
const page=await (await browser.newContext({viewport:{width:1440,height:900}})).newPage();
page.on("console",m=>console.log(m.type(),m.text().slice(0,200)));
await page.goto(server.url);
await page.getByRole("button",{name:"East Midlands support services"}).click();
await page.locator("h1.headline").waitFor(); await page.waitForTimeout(300);
await page.screenshot({path:"/tmp/s.png"});
await page.setViewportSize({width:390,height:800});
for (const slug of ["summary","partners","services","procurement","evidence","how","scenarios","share"]) {
  await page.locator(`nav a[href="#/${slug}"]`).click(); await page.waitForTimeout(150);
  await page.evaluate(axe);
  const f=await page.evaluate(()=>axe.run());
  for (const v of f.violations) console.log(slug,v.impact,v.id,v.nodes.length,v.nodes[0].html.slice(0,200), v.nodes[0].failureSummary.slice(0,160));
  console.log(slug, await page.evaluate(()=>document.documentElement.scrollWidth));
}
await browser.close(); server.close();
