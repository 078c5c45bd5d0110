// The sample configurations, each under the server that it is for, where that is installed.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, openExample } from "./serve.mjs";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const sample = (name) => readFileSync(new URL(`../../docs/hosting/${name}`, import.meta.url), "utf8");
const where = (names) => names.find((name) => existsSync(name));
const nginx = where(["/usr/sbin/nginx", "/usr/bin/nginx"]);
const apache = where(["/usr/sbin/apache2", "/usr/sbin/httpd"]);
const modules = where(["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules"]);

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => { const { port } = probe.address(); probe.close(() => done(port)); });
});

/// A folder that any user of the machine may read, with the built tool in it.
function folder() {
  const root = mkdtempSync(join(tmpdir(), "informed-choice-host-"));
  execFileSync("chmod", ["755", root]);
  mkdirSync(join(root, "informed-choice"));
  cpSync(dist, join(root, "informed-choice"), { recursive: true });
  return root;
}

async function answers(port) {
  for (let n = 0; n < 100; n += 1) {
    try { return await fetch(`http://127.0.0.1:${port}/`); } catch { await new Promise((again) => setTimeout(again, 100)); }
  }
  throw new Error("the server did not start");
}

async function proves(port, process) {
  try {
    await answers(port);
    const base = `http://127.0.0.1:${port}/informed-choice/`;
    const ask = async (name) => fetch(base + name, { headers: { "accept-encoding": "gzip" } });
    const wasm = readdirSync(dist).find((name) => name.endsWith(".wasm"));
    const [index, module] = [await ask(""), await ask(wasm)];
    assert.equal(index.status, 200);
    assert.match(index.headers.get("content-type"), /^text\/html/);
    assert.equal(index.headers.get("cache-control"), "no-cache");
    assert.match(index.headers.get("content-security-policy"), /frame-ancestors 'self' https:\/\/intranet\.example/);
    assert.equal(module.headers.get("content-type"), "application/wasm");
    assert.equal(module.headers.get("content-encoding"), "gzip");
    assert.match(module.headers.get("cache-control"), /immutable/);
    assert.equal((await ask("boot.js")).headers.get("cache-control"), "no-cache");
    const page = await (await browser.newContext()).newPage();
    const refused = [];
    page.on("console", (message) => { if (/Content Security Policy|Refused/.test(message.text())) refused.push(message.text()); });
    await page.goto(base);
    await openExample(page, "Norfolk and Suffolk");
    await page.locator("h1.headline").waitFor();
    assert.deepEqual(refused, []);
    await page.context().close();
  } finally {
    process.kill("SIGTERM");
  }
}

test("nginx", { skip: !nginx && "nginx is not installed" }, async () => {
  const [root, port] = [folder(), await freePort()];
  writeFileSync(join(root, "nginx.conf"), `
    daemon off; pid ${root}/pid; error_log ${root}/error.log; events {}
    http { access_log off; client_body_temp_path ${root}/a; proxy_temp_path ${root}/b; fastcgi_temp_path ${root}/c; uwsgi_temp_path ${root}/d; scgi_temp_path ${root}/e;
      server { listen 127.0.0.1:${port}; root ${root}; ${sample("nginx.conf").replace("/srv/informed-choice/", `${root}/informed-choice/`).replace("include mime.types;", "include /etc/nginx/mime.types;")} } }`);
  await proves(port, spawn(nginx, ["-p", root, "-c", join(root, "nginx.conf"), "-e", join(root, "error.log")], { stdio: "ignore" }));
});

test("Apache", { skip: !(apache && modules) && "Apache is not installed" }, async () => {
  const [root, port] = [folder(), await freePort()];
  writeFileSync(join(root, "informed-choice", ".htaccess"), sample("apache.htaccess"));
  const load = ["mpm_event", "authz_core", "dir", "mime", "headers", "deflate", "filter"]
    .filter((name) => existsSync(join(modules, `mod_${name}.so`)))
    .map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join("\n");
  writeFileSync(join(root, "httpd.conf"), `
ServerRoot ${root}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${root}/pid
ErrorLog ${root}/error.log
${load}
TypesConfig /etc/mime.types
DocumentRoot ${root}
<Directory ${root}>
  AllowOverride All
  Require all granted
</Directory>
`);
  await proves(port, spawn(apache, ["-f", join(root, "httpd.conf"), "-DFOREGROUND"], { stdio: "ignore" }));
});

test("IIS: its configuration is sound XML that names the type, and the same policy as the others", () => {
  const text = sample("web.config");
  assert.match(text, /fileExtension="\.wasm" mimeType="application\/wasm"/);
  const policy = (text) => text.match(/default-src 'none';[^"]*/)[0];
  assert.equal(policy(text), policy(sample("nginx.conf")));
  assert.equal(policy(text), policy(sample("apache.htaccess")));
  const stack = [];
  for (const [, close, name, self] of text.replace(/<!--[^]*?-->|<\?[^]*?\?>/g, "").matchAll(/<(\/?)([\w.]+)[^>]*?(\/?)>/g)) {
    if (close) assert.equal(stack.pop(), name);
    else if (!self) stack.push(name);
  }
  assert.deepEqual(stack, []);
});
