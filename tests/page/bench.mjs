// How long a change of a lever takes in headless Chromium, on five forces, eight services, four categories, ten years.
// With a file of what `cargo bench` printed, each that is measured natively too stands beside it with the ratio.
import { readFileSync } from "node:fs";
import { goTo, launch, openExample, serve } from "./serve.mjs";

const server = await serve();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(server.url);
await openExample(page, "East Midlands support services");
await goTo(page, "Shared services");
for (const kind of ["ICT", "Payroll", "Estates", "Fleet", "Legal", "Training"]) await page.getByRole("button", { name: "+ " + kind, exact: true }).click();
await goTo(page, "Procurement");
for (const kind of ["Fuel", "Uniform", "ICT"]) await page.getByRole("button", { name: "+ " + kind, exact: true }).click();
await goTo(page, "Summary");
const times = await page.evaluate(async () => {
  const lever = document.querySelector('input[aria-label="HR saving, lever"]');
  const headline = () => document.querySelector("h1.headline").innerText;
  const times = [];
  for (let n = 0; n < 60; n++) {
    const before = headline();
    lever.value = String(0.16 + (n % 2) * 0.1);
    const start = performance.now();
    lever.dispatchEvent(new Event("input", { bubbles: true }));
    while (headline() === before && performance.now() - start < 1000) await new Promise((next) => { const c = new MessageChannel(); c.port1.onmessage = next; c.port2.postMessage(0); });
    times.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return times.sort((a, b) => a - b);
});
console.log(`a lever's change, in the page: median ${times[30].toFixed(1)} ms, 95th of 100 ${times[56].toFixed(1)} ms (a frame is 16.7 ms)`);

// Opening a sum: the book of formulas is made for it once, then each part is read.
const opening = async (press) => {
  const start = Date.now();
  await press();
  await page.locator(".sum h3 strong").first().waitFor();
  return Date.now() - start;
};
const first = await opening(() => page.getByRole("button", { name: /^Worth today/ }).click());
const inside = Date.now();
await page.locator(".sum").getByRole("button", { name: /^Open: / }).nth(2).click();
await page.locator(".sum .trail button").first().waitFor();
console.log(`the sum of the net present value: ${first} ms the first time, a part of it ${Date.now() - inside} ms`);
await page.evaluate(() => { window.held = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.held = Math.max(window.held, one.duration); }).observe({ entryTypes: ["longtask"] }); });
await goTo(page, "Agreement and exit");
const left = await opening(() => page.locator("table").filter({ hasText: "Taken apart" }).locator("tbody tr").nth(2).locator("td").nth(6).click());
console.log(`what the others lose when one leaves: ${left} ms; the longest task ${await page.evaluate(() => Math.round(window.held))} ms`);
await goTo(page, "Summary");

// Dragging the weights across the whole triangle: what each move takes until the page has answered.
const to = (name) => goTo(page, name);
await to("Organised crime");
await page.getByRole("button", { name: "Set it up" }).click();
await page.locator(".triangle > svg").scrollIntoViewIfNeeded();
const drags = await page.evaluate(async () => {
  const holder = document.querySelector(".triangle"), frame = document.querySelector(".triangle > svg").getBoundingClientRect();
  const send = (type, x, y) => holder.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, isPrimary: true, buttons: 1, clientX: frame.left + x * frame.width, clientY: frame.top + y * frame.height }));
  const times = [];
  send("pointerdown", 0.5, 0.6);
  for (let n = 0; n < 120; n++) {
    const start = performance.now();
    send("pointermove", 0.2 + (n % 30) * 0.02, 0.3 + (n % 17) * 0.03);
    await new Promise((next) => { const c = new MessageChannel(); c.port1.onmessage = next; c.port2.postMessage(0); });
    times.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  send("pointerup", 0.5, 0.6);
  return times.sort((a, b) => a - b);
});
console.log(`a move of the weights: median ${drags[60].toFixed(1)} ms, 95th of 100 ${drags[114].toFixed(1)} ms`);

// Fair shares of 16 partners with ten services, and the search over connected groups of up to five: how long they take
// beside the page's own work, and the longest time for which the page could not answer.
await page.evaluate(() => { window.longest = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.longest = Math.max(window.longest, one.duration); }).observe({ entryTypes: ["longtask"] }); });
await to("Find partners");
await page.getByLabel("Forces in a group, at most").selectOption("5");
let start = Date.now();
await page.getByRole("button", { name: "Search" }).click();
await page.getByRole("button", { name: /as a scenario/ }).first().waitFor();
console.log(`search over connected groups of up to 5: ${Date.now() - start} ms, longest task ${(await page.evaluate(() => window.longest)).toFixed(0)} ms (nothing below 50 ms is counted)`);
await to("Partners");
for (const name of ["kent", "essex", "surrey", "sussex", "dorset", "norfolk", "suffolk", "gwent", "cumbria", "durham", "cleveland"]) {
  await page.getByLabel("Name or region").fill(name);
  await page.getByRole("button", { name: new RegExp(`^\\+ ${name}$`, "i") }).click();
}
await to("Shared services");
for (const service of await page.getByRole("button", { name: /^Remove / }).all()) await page.getByRole("button", { name: /^Remove / }).first().click();
for (const kind of ["ICT", "Payroll", "Estates", "Fleet", "Legal", "Training", "Human resources", "Finance", "ICT", "Payroll"]) await page.getByRole("button", { name: "+ " + kind, exact: true }).click();
await to("Fair shares");
await page.waitForFunction(() => !document.querySelector("progress") && document.querySelectorAll("table.keys tbody tr").length === 17, null, { timeout: 120000 });
await page.evaluate(() => { window.longest = 0; });
// the page measures it itself, between other keys for everything
const fair = await page.evaluate(async () => {
  const times = [];
  let heard = () => {};
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { if (one.name === "fair-shares") { times.push(one.duration); heard(); } })).observe({ entryTypes: ["measure"] });
  for (let n = 0; n < 7; n++) {
    const done = new Promise((then) => { heard = then; });
    document.querySelectorAll('button[aria-label^="Use "][aria-label$=" for everything"]')[n % 2].click();
    await done;
    await new Promise((next) => setTimeout(next, 300));
  }
  return times.sort((a, b) => a - b)[3];
});
console.log(`fair shares of 16 partners, 10 services: ${fair.toFixed(0)} ms, longest task ${(await page.evaluate(() => window.longest)).toFixed(0)} ms (nothing below 50 ms is counted)`);

// 10,000 draws on ten forces, ten services, six categories and 15 years, without the pause that they wait for a lever.
await to("Partners");
for (const name of ["Kent", "Essex", "Surrey", "Sussex", "Dorset", "Norfolk"]) await page.getByRole("button", { name: `Remove ${name}` }).first().click();
await page.getByLabel("Years", { exact: true }).first().fill("15");
await to("Procurement");
for (const kind of ["Fuel", "Uniform"]) await page.getByRole("button", { name: "+ " + kind, exact: true }).click();
await to("Ranges");
const size = await page.evaluate(() => [...document.querySelectorAll("table.entry tbody tr")].length);
await page.locator("#f-uncertainty-seed").fill("bench");
// what is taken back and made again is a lever's move: the seed stays, as it does for whoever tries one
await to("Summary");
await page.getByRole("slider", { name: / saving, lever$/ }).first().evaluate((lever) => { lever.value = "0.26"; lever.dispatchEvent(new Event("input", { bubbles: true })); });
await to("Risk");
await page.getByText("All of it in figures").click();
await page.locator("details tbody td").first().waitFor();
await page.waitForFunction(() => !document.querySelector("progress"), null, { timeout: 120000 });
const draws = await page.evaluate(async () => {
  const press = (sign) => [...document.querySelectorAll("header button")].find((one) => one.textContent.includes(sign)).click();
  window.longest = 0;
  // the page measures both itself: nothing else looks at it meanwhile
  const all = { draws: [], outside: [] };
  let heard = () => {};
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { all[one.name]?.push(one.duration); if (one.name === "outside") heard(); })).observe({ entryTypes: ["measure"] });
  for (let n = 0; n < 11; n++) {
    const outside = new Promise((done) => { heard = done; });
    press(n % 2 ? "Redo" : "Undo");
    await outside;
    await new Promise((next) => setTimeout(next, 300));
  }
  const middle = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  return { median: middle(all.draws), outside: middle(all.outside), longest: window.longest };
});
console.log(`10,000 draws, ${size} rows of ranges: ${draws.median.toFixed(0)} ms; as owners, auditors and both counted ${draws.outside.toFixed(0)} ms; longest task ${draws.longest.toFixed(0)} ms (nothing below 50 ms is counted)`);
await browser.close();
server.close();

if (process.argv[2]) {
  const native = readFileSync(process.argv[2], "utf8");
  const beside = (what, inPage, pattern) => {
    const found = [...native.matchAll(pattern)].map((match) => Number(match[1])).sort((a, b) => a - b);
    if (found.length) console.log(`${what}: ${inPage.toFixed(1)} ms in the page, ${found[0]} natively, ratio ${(inPage / found[0]).toFixed(1)}`);
  };
  beside("10,000 draws", draws.median, /^10,000 draws: ([\d.]+) ms/gm);
  beside("10,000 draws as owners, auditors and both counted", draws.outside, /^as owners, auditors and both counted: ([\d.]+) ms/gm);
  beside("fair shares of 16 partners", fair, /^fair shares of 16 partners, 10 services: ([\d.]+) ms/gm);
  beside("a lever, of which natively the sums alone", times[30], /^appraise: ([\d.]+) ms/gm);
}
