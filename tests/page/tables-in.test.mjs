// Other people's tables: pasted, chosen as a workbook or as CSV. Nothing is taken silently, and every import gives an account.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, openPreset, serve } from "./serve.mjs";

let server, browser;
before(async () => { server = await serve(); browser = await launch(); });
after(async () => { await browser?.close(); server?.close(); });

const file = (name) => new URL("../cases/" + name, import.meta.url).pathname;
const text = (name) => readFileSync(file(name), "utf8");
const midlands = () => openPreset(browser, server, "East Midlands support services");

const paste = (page, label, block) => page.getByLabel(label).first().evaluate((element, block) => {
  element.focus();
  const data = new DataTransfer();
  data.setData("text", block);
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}, block);
const value = (page, label) => page.getByLabel(label).first().inputValue();

test("a block with heads is shown before it is taken, and its figures stay in their rows and columns", async () => {
  const { page, to, errors } = await midlands();
  await to("Shared services");
  const before = await value(page, "Posts, Derbyshire");
  await paste(page, "Posts, Derbyshire", text("14-paste-with-heads.txt"));
  await page.getByRole("heading", { name: "Paste 8 figures?" }).waitFor();
  assert.equal(await value(page, "Posts, Derbyshire"), before);
  await page.getByRole("button", { name: "Import them" }).click();
  assert.equal(await value(page, "Posts, Derbyshire"), "91");
  assert.equal(await value(page, "Cost of a post, Northamptonshire"), "40,400");
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await value(page, "Posts, Derbyshire"), before);
  assert.deepEqual(errors, []);
});

test("a block that is taller than its table is refused as a whole, with the count", async () => {
  const { page, to } = await midlands();
  await to("Shared services");
  const before = await value(page, "Posts, Derbyshire");
  await paste(page, "Posts, Derbyshire", text("12-paste-too-tall.txt"));
  await page.getByRole("heading", { name: "Nothing was pasted" }).waitFor();
  await page.getByText("8 lines were copied, but from this box down the table has 5").waitFor();
  await page.getByRole("button", { name: "Close" }).last().click();
  assert.equal(await value(page, "Posts, Derbyshire"), before);
});

test("a line break within a cell moves nothing", async () => {
  const { page, to } = await midlands();
  await to("Shared services");
  await paste(page, "Posts, Derbyshire", text("13-paste-line-break-in-cell.txt"));
  assert.equal(await value(page, "Posts, Derbyshire"), "95");
  assert.equal(await value(page, "Cost of a post, Leicestershire"), "40,000");
  assert.equal(await value(page, "Posts, Lincolnshire"), "60");
});

test("a workbook of somebody else's shows what will be taken before it is, and gives an account after", async () => {
  const { page, to, errors } = await midlands();
  await to("Scenarios");
  await page.getByLabel("A workbook or a table (.xlsx, .csv)").setInputFiles(file("08-figures-in-thousands.xlsx"));
  await page.getByText("5 lines read: 5 figures will be imported.").waitFor();
  assert.equal(await page.getByLabel("Its money is in").inputValue(), "Thousands of pounds (£000)");
  // somebody who says that they are pounds is told what that comes to
  await page.getByLabel("Its money is in").selectOption("Pounds");
  await page.getByText("about a thousand times smaller than what stands here").first().waitFor();
  await page.getByLabel("Its money is in").selectOption("Thousands of pounds (£000)");
  await page.getByRole("button", { name: "Take the figures over" }).click();
  await page.getByText("5 lines read: 5 figures were imported. Undo takes them back.").waitFor();
  await to("Partners");
  assert.equal(await value(page, "Budget of derbyshire"), "246,310,000");
  assert.deepEqual(errors, []);
});

test("lines of one force are added up only after asking, and a line for two is given to none", async () => {
  const { page, to } = await midlands();
  await to("Scenarios");
  await page.getByLabel("A workbook or a table (.xlsx, .csv)").setInputFiles(file("02-many-rows-per-force.xlsx"));
  await page.getByRole("button", { name: "Name its columns instead" }).click();
  await page.getByLabel("What its table holds").selectOption({ label: "Spending on Vehicles, by partner" });
  await page.getByText("Derbyshire stands in 3 lines (2, 3, 4)").waitFor();
  await page.getByLabel("Some partners stand in several lines: add them up").check();
  await page.getByText("Derbyshire stands in 3 lines").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Take the figures over" }).click();
  await to("Procurement");
  assert.equal(await value(page, "Spending, Derbyshire"), "510,000.5");
});

test("formulas without results are no figures, and that none differs is not said of them", async () => {
  const { page, to } = await midlands();
  await to("Scenarios");
  await page.getByLabel("A workbook or a table (.xlsx, .csv)").setInputFiles(file("07-formulas-never-calculated.xlsx"));
  await page.getByLabel("What its table holds").selectOption({ label: "Cost of HR today, by partner" });
  await page.getByText("no usable figure was found, 4 things were not imported").waitFor();
  await page.getByText("its formula was never calculated").first().waitFor();
  assert.equal(await page.getByText("no figure differs").count(), 0);
});

test("a table of figures with a decimal comma is read as it is meant", async () => {
  const { page, to } = await midlands();
  await to("Share link");
  await page.getByLabel("A table of figures (.csv)").setInputFiles(file("01-decimal-comma.csv"));
  await page.getByText("3 lines read: 3 figures were imported. Undo takes them back.").waitFor();
  await to("Shared services");
  assert.equal(await value(page, "Cost of a post, Derbyshire"), "38,500.5");
  assert.equal(await value(page, "Posts, Derbyshire"), "95.5");
});

test("a register with titles above and a total below is read, and its titles are said", async () => {
  const { page, to } = await midlands();
  await to("Arrangements");
  await page.getByLabel(/A table \(\.csv\)/).setInputFiles(file("15-register-title-lines.csv"));
  await page.getByText("Above the heads, and left out: Register of collaborations").waitFor();
  await page.getByRole("button", { name: "Read 3 lines" }).click();
  await page.getByText("2 added").first().waitFor();
  await page.getByText("It looks like a total, which is worked out here").waitFor();
  // the register as text too, where no file can be saved
  await page.getByRole("button", { name: "The register (.csv)" }).click();
  assert.match(await page.getByLabel("The same as text").first().inputValue(), /Joint fleet/);
});

test("half a per cent is asked about, and a lever reaches as far as its field", async () => {
  const { page } = await midlands();
  const box = page.getByLabel("HR saving", { exact: true });
  await box.fill("0.5");
  await box.press("Tab");
  await page.getByText("“0.5” can be read in two ways: write 0.5% or 50%").first().waitFor();
  await box.fill("60%");
  await box.press("Tab");
  const lever = page.getByLabel("HR saving, lever");
  await lever.focus();
  await lever.press("ArrowRight");
  assert.equal(await box.inputValue(), "61%");
});

test("published tables are known by their heads: workforce from a CSV, and payments as Windows writes them", async () => {
  const { page, errors, to } = await openPreset(browser, server, "East Midlands support services");
  await to("Scenarios");
  const workforce = [
    "As at 31 March,Force name,Worker type,Function subgroup name,Total (FTE)",
    "2024,Derbyshire,Police Staff,Human Resources,80",
    "2025,Derbyshire,Police Staff,Human Resources,71.5",
    "2025,Derbyshire,Police Officer,Incident Response,\"1,900\"",
    "2025,Kent,Police Staff,Human Resources,99",
  ].join("\n");
  const box = page.getByLabel("A workbook or a table (.xlsx, .csv)");
  await box.setInputFiles({ name: "workforce.csv", mimeType: "text/csv", buffer: Buffer.from(workforce) });
  await page.getByText("This looks like people in post by force, date, kind of worker and function").waitFor();
  assert.equal(await page.getByLabel("What Human Resources goes to").evaluate((select) => select.selectedOptions[0].textContent), "HR, cost today");
  await page.getByText("1,900").or(page.getByText("4 lines read: 3 figures will be imported")).first().waitFor();
  await page.getByText("One line is about bodies that are not partners in this scenario: Kent").waitFor();
  await page.getByLabel("Of which date or year?").selectOption("2024");
  await page.getByText("4 lines read: 2 figures will be imported").waitFor();
  await page.getByRole("button", { name: "Take the figures over" }).click();
  await page.getByText("2 figures were imported").first().waitFor();
  await to("Shared services");
  assert.equal(await page.getByLabel("Posts, Derbyshire").first().inputValue(), "80");
  await to("Scenarios");
  // £ and commas of Windows-1252; whose they are and of how many months is asked
  const spend = Buffer.from("Supplier,Amount,Date,Category\nA Motors,\"£1,200.50\",30/04/2025,Vehicles\nB Motors,£800,12/05/2025,Vehicles\n", "latin1");
  await box.setInputFiles({ name: "spend.csv", mimeType: "text/csv", buffer: spend });
  await page.getByText("choose the partner").waitFor();
  await page.getByLabel("Whose figures are they?").selectOption("Derbyshire");
  await page.getByLabel("The payments are of 2 months: make a year of them (times 12 ÷ 2)").check();
  await page.getByRole("button", { name: "Take the figures over" }).click();
  // (1,200.50 + 800) × 6
  await page.getByText("One figure was imported").or(page.getByText("one figure was imported")).first().waitFor();
  await to("Share link");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Scenario (.json)" }).click()]);
  assert.equal(JSON.parse(readFileSync(await download.path(), "utf8")).procurement[0].spend.derbyshire, 12003);
  assert.deepEqual(errors, []);
});

test("a sheet for each finance team goes out, and two that come back are taken together with who sent them", async () => {
  const { page, errors, to } = await openPreset(browser, server, "East Midlands support services");
  await to("Share link");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Sheet for Derbyshire (.xlsx)" }).click()]);
  assert.match(download.suggestedFilename(), /figures-of-derbyshire.*\.xlsx$/i);
  const sheet = readFileSync(await download.path());
  assert.equal(sheet.subarray(0, 2).toString(), "PK");
  const back = (of, by, place, figure) => ({ name: `${of}.csv`, mimeType: "text/csv", buffer: Buffer.from(`Informed Choice: figures of ${of},,,,\nFilled in by,${by},,,\nFigure,Your figure,Unit,In the scenario now,Place in the scenario (leave as it is)\nPosts,${figure},FTE,,${place}\n`) });
  await to("Scenarios");
  await page.getByLabel("A workbook or a table (.xlsx, .csv)").setInputFiles([
    back("Derbyshire", "Finance", "services.hr.baseline.derbyshire.fte", "70.5"),
    back("Leicestershire", "", "services.hr.baseline.leicestershire.fte", "61"),
  ]);
  await page.getByRole("heading", { name: "Figures of Leicestershire" }).waitFor();
  await page.getByText("filled in by Finance").waitFor();
  await page.getByRole("button", { name: "Take the figures over" }).click();
  await page.getByText("2 figures were imported").first().waitFor();
  await to("Shared services");
  assert.equal(await value(page, "Posts, Derbyshire"), "70.5");
  assert.equal(await value(page, "Posts, Leicestershire"), "61");
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await value(page, "Posts, Leicestershire"), "55.6");
  // the sheet itself comes back empty: nothing is asked, nothing is taken
  await to("Scenarios");
  await page.getByLabel("A workbook or a table (.xlsx, .csv)").setInputFiles({ name: "sheet.xlsx", mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer: sheet });
  await page.getByText("0 lines read").waitFor();
  assert.deepEqual(errors, []);
});
