// What surrounds the sums: the register of arrangements, readiness, levels of support, the public account, cost
// variation, evidence with sources of one's own, and the big picture.
import assert from "node:assert/strict";
import { readFile, writeFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faults, goTo, launch, openExample, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const fresh = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await context.newPage();
  page.errors = [];
  page.on("console", (message) => message.type() === "error" && page.errors.push(message.text()));
  page.on("pageerror", (error) => page.errors.push(String(error)));
  return page;
};
const start = async (page, preset) => {
  await page.goto(server.url);
  await openExample(page, preset);
  await page.locator("h1.headline").waitFor();
};
const go = goTo;
const headline = (page) => page.locator("h1.headline");
const linkOf = async (page) => {
  await go(page, "Share link");
  return page.locator("#share-link").inputValue();
};
const saved = async (page, button) => {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
};
const file = async (name, bytes) => {
  const path = join(await mkdtemp(join(tmpdir(), "informed-choice-")), name);
  await writeFile(path, bytes);
  return path;
};

// a thousand lines of which every fiftieth is faulty: a cost in words, a date that is none, a style that is none, a stray comma
function thousand() {
  const lines = ["Collaboration,Service,Partner forces,Annual cost,Since,Next review,Type,Colour"];
  for (let n = 0; n < 1000; n++) {
    const fault = n % 50 === 7 ? Math.floor(n / 50) % 4 : -1;
    const cost = fault === 0 ? "rather a lot" : `"£${(n % 900) + 1},000"`;
    const since = fault === 1 ? "long ago" : `0${1 + (n % 9)}/20${10 + (n % 15)}`;
    const style = fault === 2 ? "merger" : ["Handshake", "SLA", "Joint initiative", "Lead force", "Joint venture"][n % 5];
    lines.push(`Arrangement ${n},${["HR", "Firearms", "Dogs"][n % 3]},"Kent, Essex and Devon & Cornwall",${cost},${since},2027,${style},blue${fault === 3 ? ",x,stray" : ""}`);
  }
  return lines.join("\r\n");
}

test("a register of a thousand lines is read by its columns, twenty faulty ones are listed and none is lost", async () => {
  const page = await fresh();
  await start(page, "Norfolk and Suffolk");
  await go(page, "Arrangements");
  await headline(page).getByText("What do you already do together?").waitFor();
  await page.locator("#register-file").setInputFiles(await file("ours.csv", thousand()));
  await page.getByText("Which column is what? 1000 lines").waitFor();
  // what is plain is guessed, what is not is left to the user
  assert.equal(await page.getByLabel("What the column Annual cost is").inputValue(), "Yearly cost, £");
  assert.equal(await page.getByLabel("What the column Colour is").inputValue(), "");
  await page.getByLabel("What the column Colour is").selectOption("Lessons");
  await page.getByRole("button", { name: "Read 1000 lines" }).click();
  await page.getByText("Register of arrangements: 980 added, 20 could not be read").waitFor();
  await headline(page).getByText("980 arrangements cost £").waitFor();
  await page.getByText("Not read: 20 lines").waitFor();
  const wrong = page.locator("table", { hasText: "Not read: 20 lines" });
  assert.equal(await wrong.locator("tbody tr").count(), 20);
  assert.match(await wrong.locator("tbody tr").nth(0).innerText(), /line 9\s+Annual cost: “rather a lot” must be a number/);
  assert.match(await wrong.locator("tbody tr").nth(3).innerText(), /It has 10 cells where the first line names 8/);
  const file20 = await saved(page, page.getByRole("button", { name: "Save them as a table (.csv)" }));
  assert.equal(file20.text.trim().split("\r\n").length, 21);
  assert.ok(file20.text.includes("rather a lot") && file20.text.includes("stray"));
  // mended, they are read again under the same heads
  const mended = file20.text.replaceAll("rather a lot", "5000").replaceAll("long ago", "2015").replaceAll("merger", "SLA");
  await page.locator("#register-file").setInputFiles(await file("mended.csv", mended));
  await page.getByRole("button", { name: "Read 20 lines" }).click();
  await page.getByText("Register of arrangements: 15 added").waitFor();
  // a page of rows at a time, and what is looked for at once
  const list = page.locator("#register-list tbody tr");
  assert.equal(await list.count(), 50);
  await page.getByLabel("Find by name, function, partner or style").fill("arrangement 99");
  await page.getByText("11 of 995").waitFor();
  await page.getByLabel("Find by name, function, partner or style").fill("devon");
  await page.getByText("995 of 995").waitFor();
  // it is kept, and the same table adds nothing
  await page.reload();
  await go(page, "Arrangements");
  await headline(page).getByText("995 arrangements").waitFor();
  await page.locator("#register-file").setInputFiles(await file("again.csv", mended));
  await page.getByRole("button", { name: "Read 20 lines" }).click();
  await page.getByText("Register of arrangements: 0 added, 15 there already").waitFor();
  assert.deepEqual(page.errors, []);
});

test("an arrangement is entered, mended, undone, becomes a scenario, and a scenario becomes arrangements", async () => {
  const page = await fresh();
  await start(page, "Two invented small forces");
  await go(page, "Arrangements");
  await page.getByRole("button", { name: "Add an arrangement" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Joint firearms");
  await page.getByLabel("Function", { exact: true }).fill("Firearms");
  await page.getByLabel("Partners", { exact: true }).fill("Kent, Essex");
  await page.getByLabel("Yearly cost, £").fill("lots");
  await page.getByLabel("Yearly cost, £").press("Tab");
  await page.getByText("“lots” must be a number, like 30 or 1,250").waitFor();
  assert.equal(await page.getByLabel("Yearly cost, £").inputValue(), "lots", "what was typed stays");
  await page.getByLabel("Yearly cost, £").fill("£8m");
  await page.getByLabel("Delivered saving, £ a year").fill("2m");
  await page.getByLabel("Delivered saving, £ a year").press("Tab");
  await page.getByLabel("Style", { exact: true }).selectOption("Lead authority");
  await page.getByLabel("Stage", { exact: true }).selectOption("Running");
  await page.getByLabel("Add a force to the partners").selectOption("Surrey");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.waitForFunction(() => document.querySelector("#arrangement-partners").value === "Kent; Essex; Surrey");
  await headline(page).getByText("One arrangement costs £8.0m a year").waitFor();
  await page.getByRole("button", { name: "↶ Undo: Joint firearms: Partners" }).click();
  await page.waitForFunction(() => document.querySelector("#arrangement-partners").value === "Kent; Essex");
  // what is typed counts as soon as the box is left, also by pressing undo, which then takes just that back
  await page.getByLabel("Lessons").fill("Start small");
  await page.getByRole("button", { name: /^↶ Undo: / }).click();
  await page.waitForFunction(() => document.querySelector("#arrangement-lessons").value === "");
  await page.getByRole("button", { name: "Done" }).click();
  // the scenario's two things stand beside it
  await page.getByRole("button", { name: "Add the 2 things that this scenario shares" }).click();
  await page.locator("#register-list").getByText("HR: Two invented small forces").waitFor();
  // by hand: £10m before, of which 2m are saved: 20%
  await page.getByRole("button", { name: "As a scenario: Joint firearms" }).click();
  await headline(page).getByText("Sharing Joint firearms").waitFor();
  await go(page, "Shared services");
  assert.equal(await page.locator("#f-services-service-saving-likely").first().inputValue(), "20%");
  // entered twice: side by side until somebody decides
  await go(page, "Arrangements");
  await page.getByRole("button", { name: "Edit HR: Two invented small forces" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Joint Firearms");
  await page.getByLabel("Name", { exact: true }).press("Tab");
  await page.getByText("Are these one arrangement?").waitFor();
  await page.getByRole("button", { name: "These are two" }).click();
  await page.getByText("Are these one arrangement?").waitFor({ state: "detached" });
  assert.deepEqual(page.errors, []);
});

test("the register travels in the scenario’s file and not in its link, and registers of several forces merge", async () => {
  const page = await fresh();
  await start(page, "Two invented small forces");
  await go(page, "Arrangements");
  await page.getByRole("button", { name: "Add the 2 things that this scenario shares" }).click();
  await headline(page).getByText("Two arrangements").waitFor();
  const link = await linkOf(page);
  const out = await saved(page, page.getByRole("button", { name: "Scenario (.json)" }));
  assert.equal(JSON.parse(out.text).register.arrangements.length, 2);
  const other = await fresh();
  await other.goto(link);
  await headline(other).getByText("would save").waitFor();
  await go(other, "Arrangements");
  await headline(other).getByText("What do you already do together?").waitFor();
  for (const [name, added] of [["a.json", "2 added"], ["b.json", "0 added, 2 there already"]]) {
    await go(other, "Scenarios");
    await other.locator("#open-files").setInputFiles(await file(name, out.text));
    await other.getByText(`Register of arrangements: ${added}`).waitFor();
  }
  // nothing of it is left in the scenario itself
  assert.ok((await linkOf(other)).length <= link.length + 5);
  // deleting everything takes it too, and it comes back
  await go(other, "Scenarios");
  await other.getByRole("button", { name: "Delete everything" }).click();
  await other.getByRole("button", { name: "Yes, delete everything" }).click();
  await other.getByRole("button", { name: "Put it back" }).click();
  await go(other, "Arrangements");
  await headline(other).getByText("Two arrangements").waitFor();
  assert.deepEqual([...page.errors, ...other.errors], []);
});

test("a table from Excel on Windows keeps its pounds, and a page that may keep nothing still has a register", async () => {
  const page = await fresh();
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } }));
  await page.goto(server.url);
  await go(page, "Arrangements");
  // £ is one byte there
  await page.locator("#register-file").setInputFiles(await file("excel.csv", Buffer.from("Name;Partners;Yearly cost, \xa3;Start\r\nJoint HR;Kent;\xa35m;2019\r\n", "latin1")));
  assert.equal(await page.getByLabel("What the column Yearly cost, £ is").inputValue(), "Yearly cost, £");
  await page.getByRole("button", { name: "Read 1 lines" }).click();
  await headline(page).getByText("One arrangement costs £5.0m a year").waitFor();
  await go(page, "Summary");
  await go(page, "Arrangements");
  await headline(page).getByText("One arrangement costs £5.0m a year").waitFor();
});

test("two tabs share one register and neither loses what the other entered", async () => {
  const page = await fresh();
  await page.goto(server.url);
  const other = await page.context().newPage();
  await other.goto(server.url);
  for (const one of [page, other]) await go(one, "Arrangements");
  await page.getByRole("button", { name: "Add an arrangement" }).click();
  await headline(other).getByText("One arrangement").waitFor();
  await other.getByRole("button", { name: "Add an arrangement" }).click();
  await headline(page).getByText("Two arrangements").waitFor();
  await headline(other).getByText("Two arrangements").waitFor();
});

test("readiness says what to settle first, with owner and date, by keyboard, and travels in the link", async () => {
  const page = await fresh();
  await start(page, "Two invented small forces");
  await go(page, "Readiness");
  await headline(page).getByText("10 questions to settle first.").waitFor();
  await page.getByText("By these figures Westvale loses over the term.").first().waitFor();
  const first = page.locator("table", { hasText: "Settle these first" }).locator("tbody tr");
  // an answer by keys alone: the list leads to its item
  await first.filter({ hasText: "Nobody knows how to get out again" }).getByRole("link").press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "item-exit");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Stands");
  await page.getByLabel("Owner").fill("Deputy chief constable");
  await page.locator("#by-exit").fill("2027-06-30");
  await page.locator("#by-exit").press("Tab");
  await first.nth(0).getByText("Nobody knows how to get out again").waitFor();
  assert.match(await first.nth(0).innerText(), /blocks the case\s+Stands in the way[\s\S]*Deputy chief constable\s+30 June 2027/);
  await page.getByLabel("How it stands: There is no money to start").selectOption("Settled");
  await headline(page).getByText("Nine matters block the case").waitFor();
  await page.getByLabel("Real or feared").first().selectOption("Perceived: it is feared");
  const link = await linkOf(page);
  const other = await fresh();
  await other.goto(link);
  await go(other, "Readiness");
  await headline(other).getByText("Nine matters block the case").waitFor();
  assert.equal(await other.locator("#owner-exit").inputValue(), "Deputy chief constable");
  assert.equal(await other.locator("#by-exit").inputValue(), "2027-06-30");
  await page.getByRole("button", { name: /Undo/ }).click();
  assert.deepEqual([...page.errors, ...other.errors], []);
});

test("the report’s own facts give the report’s own levels, and a fact moves one", async () => {
  const page = await fresh();
  await page.goto(server.url);
  await go(page, "Levels of support");
  await page.getByRole("button", { name: "The report’s own facts, 2009" }).click();
  const card = (name) => page.locator(".area", { has: page.getByRole("heading", { name, exact: true }) });
  for (const [name, level] of [["Organised crime: co-ordination", 3], ["Organised crime: regional capability", 4], ["HR and finance", 1], ["Procurement", 3]]) {
    await card(name).getByText(`Level ${level},`).waitFor();
  }
  const hr = card("HR and finance");
  await hr.getByText("The facts, and what would move it").click();
  await hr.getByText("To level 2: its case is positive (nobody has said) and partners are willing (nobody has said).").waitFor();
  await hr.getByLabel("Is its case positive?").selectOption("Yes");
  await hr.getByLabel("Are partners willing?").selectOption("Yes");
  await hr.getByText("Level 2, encourage").waitFor();
  await hr.getByLabel("Is a group of forces cheaper than each alone?").selectOption("Yes");
  await hr.getByText("Best decided by a group of forces").waitFor();
  await page.getByRole("button", { name: /Undo/ }).click();
  await hr.getByText("Best decided by the force").waitFor();
  const link = await linkOf(page);
  const other = await fresh();
  await other.goto(link);
  await go(other, "Levels of support");
  await other.locator(".area", { hasText: "HR and finance" }).getByText("Level 2, encourage").waitFor();
  // the tool's own knowledge is filled in
  await go(page, "Scenarios");
  await openExample(page, "Two invented small forces");
  await go(page, "Levels of support");
  await card("HR").getByText("The dearest costs 2 times the cheapest").waitFor();
  await card("HR").getByText("£432,000 a year is not saved yet").waitFor();
  await card("HR").getByText("0 of 4 figures are your own").waitFor();
  assert.deepEqual([...page.errors, ...other.errors], []);
});

test("the public account follows the figures, keeps edits and marks where they no longer agree", async () => {
  const page = await fresh();
  await start(page, "Two invented small forces");
  await go(page, "Public account");
  const gain = page.locator("#f-account-proposal-gain");
  // by hand: £432,000 of HR and £103,500 of uniform
  assert.match(await gain.inputValue(), /cost £536,000 a year less/);
  await gain.fill((await gain.inputValue()).replace("What would be shared", "What we would share"));
  await page.getByRole("button", { name: "Follow the figures again" }).waitFor();
  await go(page, "Shared services");
  await page.locator("#f-services-hr-saving-likely").first().fill("25%");
  await go(page, "Public account");
  // 2.4m × (25 % − 2 %) and £103,500
  await page.getByText("Your text says £536,000; the full-year saving is now £656,000.").waitFor();
  await page.getByText("One paragraph that you edited no longer agrees with the figures.").waitFor();
  assert.match(await page.locator("#f-account-proposal-cost").inputValue(), /Getting there costs/);
  const stated = page.locator(".flag").filter({ hasText: "£536,000" });
  await stated.getByRole("button", { name: "Put £656,000 in" }).click();
  await page.waitForFunction(() => document.querySelector("#f-account-proposal-gain").value.includes("What we would share") && document.querySelector("#f-account-proposal-gain").value.includes("£656,000"));
  const link = await linkOf(page);
  const other = await fresh();
  await other.goto(link);
  await go(other, "Public account");
  assert.match(await other.locator("#f-account-proposal-gain").inputValue(), /^What we would share/);
  await other.getByRole("button", { name: "Follow the figures again" }).click();
  await other.waitForFunction(() => document.querySelector("#f-account-proposal-gain").value.startsWith("What would be shared"));
  await other.getByRole("button", { name: "Copy “Entry for the annual report”" }).click();
  await other.getByText("Copied.").waitFor();
  assert.match(await other.evaluate(() => navigator.clipboard.readText()), /^Entry for the annual report\s+Eastmoor and Westvale plan to share HR/);
  const text = await saved(other, other.getByRole("button", { name: "Save as a file (.txt)" }).last());
  assert.match(text.text, /^Record of decision\n\nDecision\. /);
  assert.match(text.text, /Existing arrangements\.[\s\S]*Consistency\.[\s\S]*Opportunities\.[\s\S]*efficiency or effectiveness of one or more of the forces/);
  // in print the whole text stands, and no box
  await other.emulateMedia({ media: "print" });
  assert.equal(await other.locator(".paragraph textarea:visible").count(), 0);
  assert.ok(await other.locator(".print-only").first().isVisible());
  assert.deepEqual([...page.errors, ...other.errors], []);
});

test("cost variation holds partners against the middle, a benchmark and the national figure", async () => {
  const page = await fresh();
  await start(page, "Two invented small forces");
  await go(page, "Cost variation");
  await headline(page).getByText("HR costs from £500 to £1,000 per employee: the dearest 2 times the cheapest.").waitFor();
  const row = (name) => page.locator("table", { hasText: "What closing half of the gap is worth" }).locator("tr", { hasText: name });
  assert.match(await row("Middle of the group").innerText(), /£750\s+1\s+£200,000/);
  assert.match(await row("Police, 2010").innerText(), /£496\s+2\s+£406,000/);
  await page.locator("#variation-caption").waitFor();
  await page.locator("canvas").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.getByText("Eastmoor: £1,000 per employee, £1,600,000 for 1,600").waitFor();
  // where all come from one ratio there is nothing to compare, and one press takes what each force published: £1,769,000
  // for Norfolk's 3,151 and £1,376,000 for Suffolk's 2,360
  await go(page, "Scenarios");
  await openExample(page, "Norfolk and Suffolk");
  await go(page, "Share link");
  const alike = JSON.parse((await saved(page, page.getByRole("button", { name: "Scenario (.json)" }))).text);
  for (const { id, officers_fte, staff_fte } of alike.partners) {
    alike.services[0].baseline[id] = { fte: (officers_fte + staff_fte) / 100, cost_per_fte: 40000, non_pay: 0 };
    for (const what of ["fte", "cost_per_fte", "non_pay"]) alike.provenance[`services.${alike.services[0].id}.baseline.${id}.${what}`] = "estimate:hr-cost-per-head-police";
  }
  await go(page, "Scenarios");
  await page.getByLabel("Files").setInputFiles({ name: "alike.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(alike)) });
  await headline(page).waitFor();
  await go(page, "Cost variation");
  await page.getByRole("heading", { name: "There is nothing to compare yet." }).waitFor();
  await page.getByRole("button", { name: /published budget/ }).click();
  await headline(page).getByText("HR costs every partner about the same, £561 to £583 per employee.").waitFor();
  assert.deepEqual(page.errors, []);
});

test("every published figure says what it does not mean and where it is used, and sources of one’s own stand beside them", async () => {
  const page = await fresh();
  await start(page, "East Midlands support services");
  await go(page, "Evidence");
  const rows = page.locator("table", { hasText: "published figure" }).locator("tbody tr");
  assert.equal(await rows.count(), 73);
  await page.getByLabel("Area").selectOption("What collaborations saved");
  assert.ok(await rows.count() < 12);
  await rows.filter({ hasText: "Average saving of the five East Midlands forces" }).getByText("HR: Saving, 20%").waitFor();
  await rows.filter({ hasText: "Average saving" }).getByText("What they would have saved anyway is in it.").waitFor();
  await page.getByLabel("Only what this scenario uses").check();
  await page.getByText("1 published figure", { exact: true }).waitFor();
  assert.equal(await rows.count(), 1);
  await page.getByRole("button", { name: "Add a source" }).click();
  await page.getByLabel("What it says").fill("Our own count of 2026");
  await page.getByLabel("Address").fill("javascript:alert(1)");
  assert.equal(await page.getByRole("link", { name: "Open the page" }).count(), 0, "what is no page is no link");
  await page.getByLabel("Address").fill("https://example.org/count");
  assert.equal(await page.getByRole("link", { name: "Open the page" }).getAttribute("href"), "https://example.org/count");
  const other = await fresh();
  await other.goto(await linkOf(page));
  await go(other, "Evidence");
  assert.equal(await other.getByLabel("What it says").inputValue(), "Our own count of 2026");
  assert.deepEqual([...page.errors, ...other.errors], []);
});

test("many scenarios together show ranges and no ranking", async () => {
  const page = await fresh();
  await start(page, "Two invented small forces");
  for (const preset of ["East Midlands support services", "Norfolk and Suffolk"]) {
    await go(page, "Scenarios");
    await openExample(page, preset);
    await headline(page).getByText("would save").waitFor();
  }
  await go(page, "Levels of support");
  await page.getByRole("button", { name: "All scenarios kept here" }).click();
  await page.getByText("3 scenarios together.").waitFor();
  const row = page.locator("table", { hasText: "Ranges by area" }).locator("tr", { hasText: "Human resources" });
  // 9 partners: two invented at £500 and £1,000, six as published, and Lincolnshire, whose posts are a contractor's, by
  // the median; in the middle is Derbyshire: £2,428,000 for 3,758
  assert.match(await row.innerText(), /Human resources\s+3\s+9\s+£\d{3} to £1,000, middle £646 per employee\s+2\.1 times/);
  const whole = await page.locator("table", { hasText: "Ranges by area" }).innerText();
  assert.ok(!/Eastmoor|Norfolk|Derbyshire/.test(whole), "nobody is named");
  assert.deepEqual(page.errors, []);
});

for (const scheme of ["light", "dark"]) {
  test(`no page of the informed choice has a fault that axe finds, ${scheme}`, async () => {
    const page = await fresh({ colorScheme: scheme });
    await start(page, "East Midlands support services");
    await go(page, "Arrangements");
    await page.locator("#register-file").setInputFiles(await file("ours.csv", "Name,Function,Partners,Cost,Start,Review\nHR,HR,Kent,5m,2019,2028\nhr,HR,Kent,6m,2019,2020\nDogs,Dogs,Essex,lots,,\n"));
    assert.deepEqual(await faults(page), []);
    await page.getByRole("button", { name: "Read 3 lines" }).click();
    await page.getByText("Are these one arrangement?").waitFor();
    await page.getByRole("button", { name: "Edit HR", exact: true }).click();
    await page.getByLabel("Yearly cost, £").fill("x");
    await page.getByLabel("Yearly cost, £").press("Tab");
    assert.deepEqual(await faults(page), []);
    await go(page, "Readiness");
    await page.getByLabel("How it stands: There is no money to start").selectOption("Stands in the way");
    assert.deepEqual(await faults(page), []);
    await go(page, "Levels of support");
    await page.getByRole("button", { name: "+ Another area" }).click();
    await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    await page.getByRole("button", { name: "All scenarios kept here" }).click();
    await page.getByText(/One scenario\.|scenarios together\./).waitFor();
    assert.deepEqual(await faults(page), []);
    await go(page, "Public account");
    await page.locator("#f-account-proposal-gain").fill("Ours");
    assert.deepEqual(await faults(page), []);
    await go(page, "Cost variation");
    await page.locator("canvas").first().waitFor();
    assert.deepEqual(await faults(page), []);
    await go(page, "Evidence");
    await page.getByRole("button", { name: "Add a source" }).click();
    assert.deepEqual(await faults(page), []);
    // nothing is wider than a phone
    await page.setViewportSize({ width: 390, height: 800 });
    for (const name of ["Arrangements", "Readiness", "Levels of support", "Public account", "Cost variation", "Evidence"]) {
      await go(page, name);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 391), name);
    }
    assert.deepEqual(page.errors, []);
  });
}
