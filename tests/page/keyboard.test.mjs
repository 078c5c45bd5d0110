// With the keyboard: what is pressed and goes does not take the focus with it, and every control has a name of its own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SLUGS, goToAddress, launch, openPreset, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const opened = () => openPreset(browser, server, "East Midlands support services");
const enter = async (page, control) => { await control.focus(); await page.keyboard.press("Enter"); };
/// The focus is on something of the page, once whatever is made anew is made.
const held = (page) => page.waitForFunction(() => document.activeElement && document.activeElement !== document.body && document.activeElement.isConnected);

test("a force is added once, and the focus waits where the next is sought", async () => {
  const { page, errors, to } = await opened();
  await to("Partners");
  await page.getByLabel("Name or region").fill("kent");
  await enter(page, page.getByRole("button", { name: "+ Kent" }));
  await page.getByText("Kent added.").waitFor();
  await page.waitForFunction(() => document.activeElement.id === "force-search");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "6 partners in this proposal" }).or(page.getByText(/^six partners in this proposal/i)).first().waitFor();
  assert.equal(await page.getByRole("button", { name: /^Remove / }).count(), 6);
  // by its name, not by an id
  await page.getByRole("button", { name: "Remove Kent", exact: true }).waitFor();
  assert.deepEqual(errors, []);
});

test("what goes when it is pressed leaves the focus near", async () => {
  const { page, errors, to } = await opened();
  await to("Shared services");
  await page.getByRole("button", { name: "Finance", exact: true }).click();
  await enter(page, page.getByRole("button", { name: /^Remove this service ?: Finance$/ }));
  await held(page);
  await to("Fair shares");
  await enter(page, page.getByRole("button", { name: "Adopt these payments" }));
  await held(page);
  await to("Organised crime");
  await enter(page, page.getByRole("button", { name: "Set it up" }));
  await held(page);
  await to("Shared services");
  await enter(page, page.getByRole("button", { name: "+ ICT" }));
  // a new service is named at once
  await page.waitForFunction(() => document.activeElement.id.endsWith("-name"));
  await to("Summary");
  await page.locator("table").filter({ hasText: "What each partner puts in" }).locator("tbody td").nth(4).click();
  await enter(page, page.locator(".sum").getByRole("button", { name: /^Open: / }).first());
  await page.waitForFunction(() => document.activeElement.tagName === "H3");
  assert.deepEqual(errors, []);
});

test("undo from a box where nothing was typed is the tool's", async () => {
  const { page, errors, to } = await opened();
  await to("Shared services");
  await page.getByRole("button", { name: "Finance", exact: true }).click();
  await page.getByRole("button", { name: /^Remove this service ?: Finance$/ }).click();
  await page.getByRole("button", { name: /^Remove this service ?: Finance$/ }).waitFor({ state: "detached" });
  await page.getByRole("textbox", { name: "Name", exact: true }).first().focus();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: /^Remove this service ?: Finance$/ }).waitFor();
  assert.deepEqual(errors, []);
});

test("a problem's link opens what its box is folded into, also on the page itself", async () => {
  const { page, errors, to } = await opened();
  await to("Ranges");
  await page.getByLabel("HR: saving, lowest").fill("90%");
  await page.getByLabel("HR: saving, lowest").press("Tab");
  for (const _ of [0, 1]) {
    await enter(page, page.locator(".problems").getByRole("link", { name: /HR, saving runs/ }));
    await page.waitForFunction(() => document.activeElement.dataset?.place === "services.hr.saving.low" || document.activeElement.dataset?.place === "services.hr.saving.likely");
    assert.equal(await page.evaluate(() => document.activeElement.checkVisibility()), true);
  }
  assert.deepEqual(errors, []);
});

test("a wrong entry is said as soon as it is entered", async () => {
  const { page, errors } = await opened();
  const box = page.locator("aside").getByLabel("HR go-live", { exact: true });
  await box.fill("xyz");
  await box.press("Enter");
  await page.locator("aside").getByRole("alert").waitFor();
  assert.equal(await box.getAttribute("aria-invalid"), "true");
  assert.deepEqual(errors, []);
});

test("no two elements share an id, every page has a title of its own, and every table's box a name", async () => {
  const { page, errors } = await opened();
  const titles = new Set();
  for (const slug of SLUGS) {
    await goToAddress(page, slug);
    const found = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
      return {
        twice: ids.filter((id, n) => ids.indexOf(id) !== n),
        unnamed: [...document.querySelectorAll(".scroll")].filter((one) => !one.getAttribute("aria-label")?.trim()).length,
        title: document.title,
      };
    });
    await page.waitForFunction(() => [...document.querySelectorAll(".scroll")].every((one) => one.getAttribute("aria-label")?.trim()));
    assert.deepEqual(found.twice, [], slug);
    titles.add(found.title);
  }
  assert.equal(titles.size, SLUGS.length);
  assert.deepEqual(errors, []);
});
