//! Workbooks, in a part of the page of its own that is loaded when somebody asks for one, and works beside the page.

#[cfg(target_arch = "wasm32")]
mod exported {
    use informed_choice::exchange::xlsx;
    use informed_choice::model::{Document, read};
    use informed_choice::workbook::whole_book;
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
}

fn main() {}
