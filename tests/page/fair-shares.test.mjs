// Fair shares and the search for partners in a real browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openPreset, serve, unfold } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const opened = (preset) => openPreset(browser, server, preset);

test("a net donor is settled by adopting fair shares, on every page, and undone in one step", async () => {
  const { page, errors, to } = await opened("Two invented small forces");
  assert.match(await page.locator(".concern").first().innerText(), /Westvale would pay/);
  await to("Fair shares");
  const headline = page.locator("h1.headline");
  await headline.getByText("of balancing payments").waitFor();
  assert.match(await headline.innerText(), /^Shared by budget, Westvale loses £[\d.,]+m? over 10 years; £[\d,]+ a year of balancing payments leaves every \w+ better off, and neither would do better on its own\.$/);
  assert.match(await page.locator(".payments").innerText(), /pays Westvale £[\d,]+ a year/);
  await page.getByRole("button", { name: "Adopt these payments" }).click();
  await headline.getByText("these are the fair shares").waitFor();
  // by hand: two who are worth something only together divide the gain evenly, so both bars are the same
  await unfold(page);
  await page.locator("figure.chart tbody tr").first().waitFor();
  const rows = await page.locator("figure.chart tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText)));
  assert.equal(rows.length, 2);
  assert.equal(rows[0][1], rows[0][2]);
  assert.equal(rows[0][1], rows[1][1]);
  await to("Summary");
  await page.locator("h1.headline").getByText("would save").waitFor();
  assert.equal(await page.locator(".flag", { hasText: "net donor" }).count(), 0);
  await page.getByRole("button", { name: /Undo/ }).click();
  await page.locator(".flag", { hasText: "net donor" }).waitFor();
  assert.deepEqual(errors, []);
});

test("the key that nobody loses under is found in the table and used, and shares stay as they are typed", async () => {
  const { page, errors, to } = await opened("Two invented small forces");
  await to("Fair shares");
  const table = page.locator("table.keys");
  await table.waitFor();
  const heads = await table.locator("thead th").allInnerTexts();
  assert.ok(heads.some((head) => head.startsWith("Cost today") && head.includes("✓")), heads.join());
  assert.ok(heads.some((head) => head.startsWith("Budget") && !head.includes("✓")), heads.join());
  await page.getByRole("button", { name: "Use Cost today for everything" }).click();
  await page.locator("h1.headline").getByText("Shared by cost today, no").waitFor();
  const boxes = page.locator("#custom-shares input.figure");
  await boxes.first().fill("62.5");
  await boxes.first().press("Tab");
  // what is typed stays, here and there; beside it stands what it counts
  await boxes.last().fill("62.5");
  await boxes.last().press("Tab");
  await page.getByText("counts 50%").first().waitFor();
  assert.deepEqual(await boxes.evaluateAll((all) => all.map((one) => one.value)), ["62.5%", "62.5%"]);
  await boxes.first().fill("62.5 or so");
  await boxes.first().press("Tab");
  await page.locator("#custom-shares .error").waitFor();
  await page.locator("#custom-shares input[type=range]").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelectorAll("#custom-shares input.figure")[0].value === "63%");
  await page.getByRole("button", { name: "Share costs by these shares" }).click();
  await page.locator("h1.headline").getByText("Shared by your own shares").waitFor();
  assert.ok((await table.locator("thead th").allInnerTexts()).some((head) => head.startsWith("Your shares")));
  assert.deepEqual(errors, []);
});

test("work put in and got is weighed in units and pounds, with what keeps to a bound", async () => {
  const { page, errors, to } = await opened("Two invented small forces");
  await to("Fair shares");
  await page.getByText("Work figures of HR").click();
  await page.getByLabel("Counted in (jobs, hours, deployments)").fill("cases");
  const figure = (name) => page.getByLabel(name, { exact: true });
  const names = await page.locator("#work table.entry tbody th").allInnerTexts();
  for (const [name, value] of [[`Put in by ${names[0]}`, "90"], [`Put in by ${names[1]}`, "10"], [`Got by ${names[0]}`, "60"], [`Got by ${names[1]}`, "40"]]) {
    await figure(name).fill(value);
    await figure(name).press("Tab");
  }
  await page.locator("#work .labelled input").last().fill("10%");
  await page.locator("#work .labelled input").last().press("Tab");
  await page.locator("#work h3").getByText(`${names[0]} puts in 30 cases a year more`).waitFor();
  await page.locator("#work").getByText("The limit is exceeded").waitFor();
  await page.getByRole("button", { name: "Share the cost of HR by use" }).click();
  await page.locator("#work").getByText("custom shares", { exact: false }).first().waitFor();
  assert.deepEqual(errors, []);
});

test("partners are searched, shown on the map and opened as a scenario that says the same", async () => {
  const { page, errors, to } = await opened("East Midlands support services");
  await to("Find partners");
  await page.getByRole("button", { name: "Search" }).click();
  await page.locator("h1").getByText("would gain most with").waitFor();
  const first = page.locator("main section table tbody tr").last().locator("xpath=../tr[1]");
  const names = await first.locator(".names").innerText();
  const own = await first.locator("td").first().innerText();
  assert.equal(await page.locator(".force-map .subject text").textContent(), "Derbys");
  assert.ok((await page.locator(".force-map .member").count()) >= 1);
  await first.getByRole("button", { name: /as a scenario/ }).click();
  await page.locator("h1.headline").waitFor();
  assert.equal(await page.locator("header .title input").inputValue(), `Derbyshire with ${names}`);
  // its fair share in the scenario is what the search said, to the figure shown
  await unfold(page);
  await page.locator("figure.chart tbody tr").first().waitFor();
  const cells = await page.locator("figure.chart tbody tr").first().locator("th, td").allInnerTexts();
  const pounds = Number(cells[2].replace(/[£,]/g, ""));
  assert.equal(own, "£" + (Math.round(pounds / 1000) * 1000).toLocaleString("en-GB"));
  assert.deepEqual(errors, []);
});

test("twenty partners are worked out while the page goes on", async () => {
  const { page, errors, to } = await opened("East Midlands support services");
  await to("Partners");
  const region = ["kent", "essex", "surrey", "sussex", "dorset", "norfolk", "suffolk", "gwent", "cumbria", "durham", "cleveland", "cheshire", "humberside", "wiltshire", "merseyside"];
  for (const name of region) {
    await page.getByLabel("Name or region").fill(name);
    await page.getByRole("button", { name: new RegExp(`^\\+ ${name}$`, "i") }).click();
  }
  await to("Shared services");
  await page.getByRole("button", { name: "+ ICT", exact: true }).click();
  await to("Fair shares");
  await page.locator("div.tile", { hasText: "Would leave fair shares" }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll("table.keys tbody tr").length === 21, null, { timeout: 120000 });
  assert.deepEqual(errors, []);
});
