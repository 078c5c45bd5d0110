//! Workbooks, in a part of the page of its own that is loaded when somebody asks for one, and works beside the page.

#[cfg(target_arch = "wasm32")]
mod exported {
    use informed_choice::exchange::xlsx;
    use informed_choice::exchange::xlsx_in::{self, Opened};
    use informed_choice::model::{Document, read};
    use informed_choice::workbook::whole_book;
    use serde_json::json;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The workbook of a scenario, given as it is saved, on a day.
    ///
    /// # Errors
    /// Why there is none, as a sentence.
    #[wasm_bindgen]
    pub fn workbook(scenario: &str, now: &str) -> Result<Vec<u8>, String> {
        let value = serde_json::from_str(scenario).map_err(|error| error.to_string())?;
        let document = Document::new(value);
        let faults =
            |faults: Vec<informed_choice::model::Fault>| faults.first().map_or_else(String::new, ToString::to_string);
        let scenario = read(document.value()).map_err(faults)?;
        let mut book = whole_book(&document, &scenario);
        xlsx::fitted(&mut book);
        xlsx::xlsx(&book, &document, now).map_err(|error| error.to_string())
    }

    /// The sheet that asks a partner of a scenario for its figures.
    ///
    /// # Errors
    /// Why there is none, as a sentence.
    #[wasm_bindgen]
    pub fn template(scenario: &str, partner: &str, now: &str) -> Result<Vec<u8>, String> {
        let document = Document::new(serde_json::from_str(scenario).map_err(|error| error.to_string())?);
        let book = informed_choice::exchange::template::template(&document, partner);
        xlsx::xlsx(&book, &document, now).map_err(|error| error.to_string())
    }

    /// What a workbook holds, as JSON: the scenario with its edits where it is one of ours, else its sheets.
    ///
    /// # Errors
    /// Why it is none, as a sentence.
    #[wasm_bindgen]
    pub fn opened(bytes: &[u8]) -> Result<String, String> {
        let found = xlsx_in::open(bytes).map_err(|error| error.to_string())?;
        let json = match found {
            Opened::Ours(book) => {
                let edits = book.change.edits.iter().filter(|edit| edit.place != "provenance");
                let edits: Vec<_> = edits.map(|edit| json!({ "place": edit.place, "value": edit.after })).collect();
                json!({
                    "document": book.document.value(), "edits": edits, "understood": book.understood,
                    "lines": book.account.lines, "taken": book.account.taken, "same": book.account.same,
                    "left": book.account.left, "remarks": book.account.remarks, "sheets": [],
                })
            }
            Opened::Other(sheets) => json!({ "sheets": sheets }),
        };
        Ok(json.to_string())
    }
}

fn main() {}
