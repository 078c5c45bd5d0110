// Makes and reads workbooks beside the page. It is started when somebody asks for one, and not before.
importScripts("workbook.js");
const ready = wasm_bindgen({ module_or_path: "workbook_bg.wasm" });
self.onmessage = async ({ data }) => {
  try {
    await ready;
    if (data.scenario !== undefined) {
      const bytes = data.partner === undefined ? wasm_bindgen.workbook(data.scenario, data.now) : wasm_bindgen.template(data.scenario, data.partner, data.now);
      self.postMessage({ bytes }, [bytes.buffer]);
    } else {
      self.postMessage({ text: wasm_bindgen.opened(new Uint8Array(data.bytes)) });
    }
  } catch (error) {
    // what the part says itself is a sentence; anything else is a fault of its own, which nobody should have to read
    if (typeof error === "string") {
      self.postMessage({ error });
    } else {
      console.error(error);
      self.postMessage({ died: true });
    }
  }
};
