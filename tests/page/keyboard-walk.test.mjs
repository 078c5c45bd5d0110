// The whole walk by keyboard: on every page Tab reaches every control in the order in which it stands, shows where it is,
// and leads out again.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { SLUGS, goToAddress, launch, openExample, serve, unfold } from "./serve.mjs";

let server, browser;
before(async () => { [server, browser] = [await serve(), await launch()]; });
after(async () => { await browser.close(); server.close(); });

// what Tab is to reach, each with a number of its own
const number = (page) => page.evaluate(() => {
  const all = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
  document.querySelectorAll("[data-walk]").forEach((one) => one.removeAttribute("data-walk"));
  const stops = [...document.querySelectorAll(all)].filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }));
  const reached = stops.filter((one) => {
    if (one.type !== "radio") return true;
    // of radio buttons of one name one is a stop
    const group = stops.filter((other) => other.type === "radio" && other.name === one.name);
    return (group.find((other) => other.checked) ?? group[0]) === one;
  });
  reached.forEach((one, n) => one.setAttribute("data-walk", n));
  return reached.map((one) => (one.getAttribute("aria-label") || one.innerText || one.name || one.id || one.tagName).trim().slice(0, 50));
});

// where the focus is, and whether anybody sees it
const here = (page) => page.evaluate(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  const inView = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
  // what covers it, if anything does: a line that sticks to the top or the foot
  const middle = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.left + Math.min(box.width / 2, 20))), Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2)));
  const covered = !(middle === null || one.contains(middle) || middle.contains(one) || one.tagName === "IFRAME");
  return { walk: one.getAttribute("data-walk"), name: (one.getAttribute("aria-label") || one.innerText || one.id || one.tagName).trim().slice(0, 50), ringed, inView, covered };
});

for (const [what, width] of [["1440 px", 1440], ["390 px", 390]]) {
  test(`Tab reaches every control of every page, in order and seen: ${what}`, { timeout: 600_000 }, async () => {
    const page = await (await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: "reduce" })).newPage();
    await page.goto(server.url);
    await openExample(page, "Two invented small forces");
    await page.locator("h1.headline").waitFor();
    const faults = [];
    for (const slug of SLUGS) {
      await goToAddress(page, slug);
      await page.waitForTimeout(150);
      await page.waitForFunction(() => !document.querySelector("main progress"));
      if (width > 1000) await unfold(page);
      await page.waitForTimeout(150);
      await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); getSelection().removeAllRanges(); });
      const names = await number(page);
      // from the very top: a click on nothing puts the walk's beginning there
      await page.evaluate(() => { const start = document.createElement("span"); start.tabIndex = -1; start.id = "walk-start"; document.body.prepend(start); start.focus(); });
      const seen = new Set();
      let last = -1;
      for (let step = 0; step < names.length + 5; step++) {
        await page.keyboard.press("Tab");
        const at = await here(page);
        if (!at || at.walk === null) {
          if (!at) break;
          faults.push(`${slug}: "${at.name}" takes the focus and is not among the controls`);
          continue;
        }
        const n = Number(at.walk);
        if (seen.has(n)) break;
        seen.add(n);
        if (n < last) faults.push(`${slug}: "${at.name}" comes after "${names[last]}" and stands before it`);
        last = n;
        if (!at.ringed) faults.push(`${slug}: nobody sees that "${at.name}" has the focus`);
        if (!at.inView) faults.push(`${slug}: "${at.name}" has the focus out of view`);
        if (at.covered) faults.push(`${slug}: "${at.name}" has the focus under something else`);
      }
      const missed = names.filter((_, n) => !seen.has(n));
      if (missed.length) faults.push(`${slug}: Tab does not reach ${missed.length} of ${names.length}: ${missed.slice(0, 5).join(" | ")}`);
      await page.evaluate(() => document.getElementById("walk-start")?.remove());
    }
    assert.deepEqual(faults, []);
  });
}
