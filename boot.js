// Starts the module, and says in plain words what is wrong when it cannot start.
const tag = document.querySelector("script[data-wasm]");
const notice = document.getElementById("starting");

function explain(title, lines) {
  if (!notice) return;
  notice.replaceChildren();
  const heading = document.createElement("h1");
  heading.textContent = title;
  notice.append(heading);
  for (const line of lines) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    notice.append(paragraph);
  }
  notice.hidden = false;
}

const kept = "Nothing that you saved is lost: it stays in this browser.";

async function start() {
  const base = new URL(tag.dataset.base || "./", document.baseURI);
  const wasm = new URL(tag.dataset.wasm, base);
  if (typeof WebAssembly !== "object") {
    explain("This browser has WebAssembly switched off", [
      "Informed Choice is computed in your browser and needs WebAssembly to do so.",
      "For your IT desk: in Edge and Chrome the policies DefaultJavaScriptJitSetting and Enhanced Security Mode switch it off; JavaScriptJitAllowedForSites can allow " + location.host + ".",
      kept,
    ]);
    return;
  }
  let response;
  try {
    response = await fetch(wasm);
  } catch {
    explain("A file of this page could not be loaded", [
      "The connection failed while " + wasm.pathname.split("/").pop() + " was fetched. Check the connection and open the page again.",
      kept,
    ]);
    return;
  }
  if (!response.ok) {
    explain("A file of this page is missing", [
      "The server answered " + response.status + " for " + wasm.pathname.split("/").pop() + ". If the page was just updated, open it again; else whoever looks after it must copy the whole folder anew.",
      kept,
    ]);
    return;
  }
  const type = (response.headers.get("content-type") || "").split(";")[0].trim();
  const bytes = await response.arrayBuffer();
  if (new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength)).join() !== "0,97,115,109") {
    explain("A file of this page is not what it should be", [
      "The server sent something else in place of " + wasm.pathname.split("/").pop() + (type ? " (as " + type + ")" : "") + ". A firewall or an error page may stand in its place.",
      kept,
    ]);
    return;
  }
  if (type !== "application/wasm") {
    console.info("The server serves .wasm as " + (type || "no type") + "; it works, and is faster as application/wasm.");
  }
  let module;
  try {
    module = await import(new URL(tag.dataset.js, base).href);
  } catch (error) {
    explain("A file of this page could not be loaded", [
      "The script " + tag.dataset.js + " is missing or is served with the wrong type. It must be served as text/javascript.",
      kept,
    ]);
    return;
  }
  try {
    await module.default({ module_or_path: bytes });
    if (notice) notice.remove();
  } catch (error) {
    explain("This page could not start in this browser", [
      "It needs Edge or Chrome 97, Firefox 102 or Safari 16, or later, and a content security policy that has 'wasm-unsafe-eval'.",
      String(error).slice(0, 300),
      kept,
    ]);
  }
}

// Something broke while the page ran: what was kept can be taken along even then.
let broken = false;
window.addEventListener("error", (event) => {
  if (broken || typeof WebAssembly !== "object" || !(event.error instanceof WebAssembly.RuntimeError)) return;
  broken = true;
  const box = document.createElement("div");
  box.id = "starting";
  box.setAttribute("role", "alert");
  const heading = document.createElement("h1");
  heading.textContent = "Something went wrong in this page";
  const words = document.createElement("p");
  words.textContent = "What you did up to a moment ago is kept in this browser, where it may keep anything. Save a copy to be safe, then open the page again.";
  const save = document.createElement("button");
  save.type = "button";
  save.textContent = "Save what is kept";
  save.addEventListener("click", () => {
    let records = [];
    try {
      records = Object.keys(localStorage).filter((key) => key.startsWith("informed-choice/scenario/") || key === "informed-choice/register").map((key) => localStorage.getItem(key));
    } catch { /* storage is refused: there is nothing to save */ }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["[" + records.join(",\n") + "]"], { type: "application/json" }));
    link.download = "informed-choice-kept.json";
    link.click();
  });
  box.append(heading, words, save);
  document.body.prepend(box);
  box.scrollIntoView({ block: "nearest" });
});

// Without a network the page opens from what was kept of this very build.
try {
  if (window === window.top && window.isSecureContext && "serviceWorker" in navigator) {
    window.addEventListener("load", () => navigator.serviceWorker.register("sw.js").catch(() => {}));
  }
} catch { /* a sandboxed frame may not even ask */ }

start();
