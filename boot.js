// Starts the module, and says in plain words what is wrong when it cannot start. A classic script: where a frame may load no
// module, it still says so.
(function () {
  "use strict";
  const tag = document.querySelector("script[data-wasm]");
  const page = window.informedChoiceStart;
  if (!page || !tag) return;
  const explain = page.explain;
  const sandboxed = window.origin === "null" && location.protocol !== "file:";
  const cors = "This frame is sandboxed, so the browser asks the server for leave to load the parts of the page. The server must send the header Access-Control-Allow-Origin: * for the files of this folder; or the frame must have sandbox=\"allow-scripts allow-same-origin\". docs/hosting has configurations.";

  async function start() {
    const base = new URL(tag.dataset.base || "./", document.baseURI);
    const wasm = new URL(tag.dataset.wasm, base);
    if (typeof WebAssembly !== "object") {
      explain("This browser has WebAssembly switched off", [
        "Informed Choice is computed in your browser and needs WebAssembly to do so.",
        "For your IT desk: in Edge and Chrome the policies DefaultJavaScriptJitSetting and Enhanced Security Mode switch it off; JavaScriptJitAllowedForSites can allow " + location.host + ".",
      ]);
      return;
    }
    let response;
    try {
      response = await fetch(wasm);
    } catch {
      explain("A file of this page could not be loaded", [
        sandboxed ? cors : "The connection failed while " + wasm.pathname.split("/").pop() + " was fetched. Check the connection and open the page again.",
      ]);
      return;
    }
    if (!response.ok) {
      explain("A file of this page is missing", [
        "The server answered " + response.status + " for " + wasm.pathname.split("/").pop() + ". If the page was just updated, open it again; else whoever looks after it must copy the whole folder anew. The address must end with a slash or with index.html.",
      ]);
      return;
    }
    const type = (response.headers.get("content-type") || "").split(";")[0].trim();
    let bytes;
    try {
      bytes = await response.arrayBuffer();
    } catch {
      explain("A file of this page could not be loaded", ["The connection broke while it was fetched. Open the page again."]);
      return;
    }
    if (new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength)).join() !== "0,97,115,109") {
      explain("A file of this page is not what it should be", [
        "The server sent something else in place of " + wasm.pathname.split("/").pop() + (type ? " (as " + type + ")" : "") + ". A firewall or an error page may stand in its place.",
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
        sandboxed ? cors : "The script " + tag.dataset.js + " is missing, was changed, or is served with the wrong type. It must be served as text/javascript.",
      ]);
      return;
    }
    try {
      await module.default({ module_or_path: bytes });
      page.ready();
    } catch (error) {
      console.error(error);
      explain("This page could not start in this browser", [
        "It needs Edge or Chrome 97, Firefox 102 or Safari 16, or later, and a content security policy that has 'wasm-unsafe-eval'. If it does, a part of the page was changed on its way: open it again, or ask whoever looks after it to copy its whole folder anew.",
      ]);
    }
  }

  // Without a network the page opens from what was kept of this very build.
  try {
    if (window === window.top && window.isSecureContext && "serviceWorker" in navigator) {
      window.addEventListener("load", () => navigator.serviceWorker.register("sw.js").catch(() => {}));
    }
  } catch { /* a sandboxed frame may not even ask */ }

  start();
})();
