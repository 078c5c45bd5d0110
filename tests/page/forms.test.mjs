// One table of inputs, one control each: whatever row the table has for a service or a category stands once on the page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFile } from "node:fs/promises";
import { launch, openPreset, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

/// The rows of a list that hold a figure or a choice, as the table has them.
const rows = async (list) => {
  const table = await readFile(new URL("../../core/src/model/input_table.rs", import.meta.url), "utf8");
  const all = [...table.matchAll(/^ {4}(row|percent|pounds|choice)\("([^"]+)",[^\n]*?(number|whole|Number|Choice|Required|Null|percent|pounds|choice|&\[)?/gm)];
  const figure = (kind, path) => kind !== "row" || new RegExp(`row\\("${path.replace(/[[\]{}.]/g, "\\$&")}", "[^"]+", (number|whole|Rule::Number|Rule::Choice)`).test(table);
  return all.filter(([, kind, path]) => path.startsWith(`${list}[].`) && figure(kind, path)).map(([, , path]) => path.slice(list.length + 3));
};

test("every row of the table has one control on its form, and no other", async () => {
  const { page, errors, to } = await openPreset(browser, server, "Two invented small forces");
  const controls = new Map();
  const look = async () => {
    await page.locator("main details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    for (const id of await page.locator("main :is(input, select, textarea)[id^='f-']").evaluateAll((all) => all.map((one) => one.id))) {
      controls.set(id, (controls.get(id) ?? 0) + 1);
    }
  };
  await to("Shared services");
  await page.getByRole("button", { name: "Add an outcome" }).first().click({ force: true }).catch(() => {});
  await page.locator("main details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  if (!(await page.getByLabel("Better is").count())) await page.getByRole("button", { name: "Add an outcome" }).first().click();
  await page.getByLabel("Costs are shared by").first().selectOption("custom");
  await look();
  await to("Procurement");
  await look();
  // the other way of working it out has terms of its own
  const before = new Map(controls);
  const mode = page.getByLabel("Worked out from").first();
  await mode.selectOption((await mode.inputValue()) === "items" ? "rate" : "items");
  await look();
  await to("Fair shares");
  await look();
  const ids = [...controls.keys()];
  const [service, category] = ["services", "procurement"].map((list) => ids.map((id) => id.match(new RegExp(`^f-${list}-([a-z0-9]+)-`))?.[1]).find(Boolean));
  const partners = ["eastmoor", "westvale"];
  // terms of buying that only one of its two ways has are looked for in both
  const twice = new Set([...before.keys()].filter((id) => id.startsWith("f-procurement-")));
  // what no form has: style facts are asked as questions; a category's custom shares stand in its file
  // what is chosen by the way in which a service is added
  const elsewhere = /^(style_facts|sharing\.shares|kind$)/;
  const missing = [], doubled = [];
  for (const [list, id] of [["services", service], ["procurement", category]]) {
    for (const row of (await rows(list)).filter((row) => !elsewhere.test(row) || (list === "services" && row.startsWith("sharing")))) {
      for (const partner of row.includes("{}") ? partners : [""]) {
        const place = `${list}.${id}.${row.replace("{}", `.${partner}`).replace("[]", ".0")}`;
        const control = `f-${place.replace(/[.[\]]/g, "-")}`;
        const count = controls.get(control) ?? 0;
        if (count === 0) missing.push(place);
        if (count > (twice.has(control) ? 2 : 1)) doubled.push(place);
      }
    }
  }
  assert.deepEqual({ missing, doubled }, { missing: [], doubled: [] });
  assert.deepEqual(errors, []);
});
