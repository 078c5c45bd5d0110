//! What the browser gives and may refuse: storage, the clock, the clipboard, the address.

use crate::exchange::library::{NotKept, Shelf};
use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The browser's storage. Only ever used after [`storage`] said that it can be read.
pub struct BrowserShelf;

/// What the browser lets this page do with its storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// It can be read and written.
    Works,
    /// It can be read, and what is in it opens; nothing more fits in.
    Full,
    /// It cannot even be read.
    Refused,
}

/// Whether storage can be reached, written, read and cleaned: a sandboxed frame or a policy may
/// forbid even to look at it, and gloo-storage panics there, so the browser is asked first.
pub fn storage() -> Keeps {
    let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) else {
        return Keeps::Refused;
    };
    const PROBE: &str = "informed-choice/probe";
    let written = storage.set_item(PROBE, "1").is_ok();
    let read = storage.get_item(PROBE).ok().flatten().as_deref() == Some("1");
    let cleaned = storage.remove_item(PROBE).is_ok();
    if written && read && cleaned {
        Keeps::Works
    } else if storage.length().is_ok_and(|length| length > 0) {
        Keeps::Full
    } else {
        Keeps::Refused
    }
}

impl Shelf for BrowserShelf {
    fn get(&self, key: &str) -> Option<String> {
        LocalStorage::raw().get_item(key).ok().flatten()
    }
    fn put(&self, key: &str, text: &str) -> Result<(), NotKept> {
        LocalStorage::raw().set_item(key, text).map_err(|_| NotKept::Refused)
    }
    fn remove(&self, key: &str) {
        let _ = LocalStorage::raw().remove_item(key);
    }
    fn keys(&self) -> Vec<String> {
        let storage = LocalStorage::raw();
        let count = storage.length().unwrap_or(0);
        (0..count).filter_map(|n| storage.key(n).ok().flatten()).collect()
    }
}

/// Something long begins: how long it takes is seen in the browser's own tools, under its name.
pub fn begins(what: &str) {
    let Some(performance) = web_sys::window().and_then(|window| window.performance()) else { return };
    let mark = format!("{what} begin");
    // only the last of each is kept
    performance.clear_measures_with_measure_name(what);
    performance.clear_marks_with_mark_name(&mark);
    let _ = performance.mark(&mark);
}

/// It is done.
pub fn is_done(what: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.measure_with_start_mark(what, &format!("{what} begin"));
    }
}

/// Milliseconds since the page was opened.
pub fn milliseconds() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or_else(js_sys::Date::now, |clock| clock.now())
}

/// Now, as the browser's clock has it: `2026-11-25T10:00:00.000Z`.
pub fn now() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}

/// Today, as British papers write it: `25 November 2026`.
pub fn today() -> String {
    let options = js_sys::Object::new();
    for (part, how) in [("day", "numeric"), ("month", "long"), ("year", "numeric")] {
        let _ = js_sys::Reflect::set(&options, &part.into(), &how.into());
    }
    String::from(js_sys::Date::new_0().to_locale_date_string("en-GB", &options))
}

/// The page's whole address.
pub fn address() -> String {
    web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// Shows another fragment without a new entry in the history: Back leaves the tool.
pub fn replace_address(address: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
}

/// A step further in the browser's history, so that Back leads to the page before.
pub fn push_address(address: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
}

/// Takes the focus from whatever has it, while what listens to that is still there.
pub fn release_focus() {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    if let Some(element) = active.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// The address without query and fragment.
pub fn bare_address() -> String {
    let address = address();
    address.split(['?', '#']).next().unwrap_or("").to_owned()
}

/// Whether the page was opened from a disk and not from a server.
pub fn on_disk() -> bool {
    address().starts_with("file:")
}

/// The folder of the page, with a slash at its end.
pub fn folder() -> String {
    let bare = bare_address();
    bare.rfind('/').and_then(|at| bare.get(..=at)).unwrap_or(&bare).to_owned()
}

/// Sets the page's title.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Selects the text of a box and copies it; false where the browser refuses, and the text stays selected.
pub fn copy_from(id: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(area) = document.as_ref().and_then(|document| document.get_element_by_id(id)) else { return false };
    let Ok(area) = area.dyn_into::<web_sys::HtmlTextAreaElement>() else { return false };
    // what is folded away cannot be selected
    if let Ok(Some(folded)) = area.closest("details") {
        let _ = folded.set_attribute("open", "");
    }
    let before = document.as_ref().and_then(web_sys::Document::active_element);
    let _ = area.focus();
    area.select();
    let copied = document
        .and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok())
        .is_some_and(|document| document.exec_command("copy").unwrap_or(false));
    // where it worked the button keeps the focus; else the text is ready to be copied by hand
    if let Some(button) = before.and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok()).filter(|_| copied) {
        let _ = button.focus();
    }
    copied
}

/// Copies a table as HTML and as plain text; false where the browser refuses, and the table stays selected.
pub fn copy_table(table: &web_sys::HtmlTableElement, html: String, plain: String) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let Some(document) = window.document().and_then(|one| one.dyn_into::<web_sys::HtmlDocument>().ok()) else {
        return false;
    };
    let Ok(Some(selection)) = window.get_selection() else { return false };
    let _ = selection.select_all_children(table);
    let fill = Closure::<dyn FnMut(web_sys::ClipboardEvent)>::new(move |event: web_sys::ClipboardEvent| {
        if let Some(data) = event.clipboard_data() {
            let _ = data.set_data("text/html", &html);
            let _ = data.set_data("text/plain", &plain);
            event.prevent_default();
        }
    });
    let _ = document.add_event_listener_with_callback("copy", fill.as_ref().unchecked_ref());
    let copied = document.exec_command("copy").unwrap_or(false);
    let _ = document.remove_event_listener_with_callback("copy", fill.as_ref().unchecked_ref());
    if copied {
        let _ = selection.remove_all_ranges();
    }
    copied
}

/// What can be said of a file that was given to the browser: in a frame nobody knows whether it was let through.
pub fn sent(name: &str) -> String {
    if framed() {
        format!(
            "The browser was asked to save {name}; a frame may not be allowed to. Nothing there? Copy the text below, or open the full page."
        )
    } else {
        format!("Sent to your downloads: {name}. Nothing there? Use the text below.")
    }
}

/// Keeps the scenario where the notice of a fault finds it, as it is at this moment.
pub fn remember(document: &str) {
    if let Some(window) = web_sys::window() {
        let _ = js_sys::Reflect::set(&window, &"informedChoiceNow".into(), &document.into());
    }
}

/// Says that a part of the page stopped: the notice of a fault appears, with the scenario to take along.
pub fn stopped() {
    let event = web_sys::Event::new("informed-choice:stopped").ok();
    if let (Some(window), Some(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}

/// Gives a text to the user as a file. A frame may forbid it without a word, so there is always another way beside it.
pub fn download(name: &str, kind: &str, text: &str) {
    let parts = js_sys::Array::of1(&wasm_bindgen::JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    follow(name, &address);
    // the browser needs the address until it has read the file
    gloo_timers::callback::Timeout::new(30_000, move || {
        let _ = web_sys::Url::revoke_object_url(&address);
    })
    .forget();
}

/// Gives bytes to the user as a file.
pub fn download_bytes(name: &str, kind: &str, bytes: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes).into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let Ok(blob) = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    follow(name, &address);
    gloo_timers::callback::Timeout::new(30_000, move || {
        let _ = web_sys::Url::revoke_object_url(&address);
    })
    .forget();
}

/// What the part for workbooks gives back.
#[derive(Debug, Clone, PartialEq)]
pub enum Answered {
    Bytes(Vec<u8>),
    Text(String),
}

/// What a workbook is to a browser.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Why workbooks cannot be made or read here; none where they can.
pub fn no_workbooks() -> Option<&'static str> {
    if on_disk() {
        return Some(
            "Workbooks need the tool on a server: a browser lets a single file from a disk load no further part.",
        );
    }
    let origin = js_sys::Reflect::get(&js_sys::global(), &"origin".into()).ok().and_then(|origin| origin.as_string());
    (origin.as_deref() == Some("null"))
        .then_some("Workbooks need the full page: this frame may not load the part that makes and reads them.")
}

/// Makes a workbook of a scenario beside the page.
pub fn make_workbook(scenario: &str, now: &str, then: impl FnOnce(Result<Answered, String>) + 'static) {
    let message = js_sys::Object::new();
    for (key, value) in [("scenario", scenario), ("now", now)] {
        let _ = js_sys::Reflect::set(&message, &key.into(), &value.into());
    }
    ask_worker(&message, then);
}

/// Makes the sheet that asks a partner for its figures beside the page.
pub fn make_template(scenario: &str, partner: &str, now: &str, then: impl FnOnce(Result<Answered, String>) + 'static) {
    let message = js_sys::Object::new();
    for (key, value) in [("scenario", scenario), ("partner", partner), ("now", now)] {
        let _ = js_sys::Reflect::set(&message, &key.into(), &value.into());
    }
    ask_worker(&message, then);
}

/// Reads a workbook beside the page.
pub fn read_workbook(file: &web_sys::File, then: impl FnOnce(Result<Answered, String>) + 'static) {
    if file.size() > crate::exchange::files::LARGEST_FILE as f64 {
        then(Err("it is far larger than a workbook of figures can be".into()));
        return;
    }
    let bytes = file.array_buffer();
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(bytes) = wasm_bindgen_futures::JsFuture::from(bytes).await else {
            then(Err("this browser cannot read it".into()));
            return;
        };
        let message = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&message, &"bytes".into(), &bytes);
        ask_worker(&message, then);
    });
}

/// Starts the part for workbooks, asks it one thing, and ends it.
fn ask_worker(message: &wasm_bindgen::JsValue, then: impl FnOnce(Result<Answered, String>) + 'static) {
    const ELSEWHERE: &str = "This page may not load the part that works with workbooks: open the tool from its server, in a page of its own";
    let Ok(worker) = web_sys::Worker::new("workbook-worker.js") else {
        then(Err(ELSEWHERE.into()));
        return;
    };
    // whichever comes first, an answer or a fault, is the one that counts
    let then = std::rc::Rc::new(std::cell::RefCell::new(Some(then)));
    let ended = worker.clone();
    let answer = std::rc::Rc::new(move |answer: Result<Answered, String>| {
        ended.terminate();
        if let Some(then) = then.borrow_mut().take() {
            then(answer);
        }
    });
    let told = answer.clone();
    let on_message = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let data = event.data();
        let of = |key: &str| js_sys::Reflect::get(&data, &key.into()).unwrap_or(wasm_bindgen::JsValue::UNDEFINED);
        told(if let Some(error) = of("error").as_string() {
            Err(error)
        } else if of("died").is_truthy() {
            stopped();
            Err("The part that works with workbooks stopped. Nothing of your scenario is lost".into())
        } else if let Some(text) = of("text").as_string() {
            Ok(Answered::Text(text))
        } else {
            Ok(Answered::Bytes(js_sys::Uint8Array::new(&of("bytes")).to_vec()))
        });
    });
    let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        event.prevent_default();
        answer(Err(ELSEWHERE.into()));
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    // both live as long as the worker may speak
    on_message.forget();
    on_error.forget();
    let _ = worker.post_message(message);
}

fn follow(name: &str, address: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document else { return };
    let link = document.create_element("a").ok().and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    let (Some(link), Some(body)) = (link, document.body()) else { return };
    link.set_href(address);
    link.set_download(name);
    // Firefox follows only what is in the page
    if body.append_child(&link).is_ok() {
        link.click();
        link.remove();
    }
}

/// Reads a file as text, with its name; no text where the browser could not read it, or where it is far too large.
pub fn read_file(file: web_sys::File, then: impl FnOnce((String, Option<String>)) + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        let text = if file.size() > crate::exchange::files::LARGEST_FILE as f64 { None } else { text_of(&file).await };
        then((file.name(), text));
    });
}

/// Reads files as texts, one after another, and says when all are read: each with its name, and no text where the
/// browser could not read it.
pub fn read_files(files: &web_sys::FileList, then: impl FnOnce(Vec<(String, Option<String>)>) + 'static) {
    // the list empties as soon as its box is cleared
    let files: Vec<web_sys::File> = (0..files.length()).filter_map(|n| files.item(n)).collect();
    wasm_bindgen_futures::spawn_local(async move {
        let mut read = Vec::new();
        for file in files {
            // one that is far too large is not read at all
            let text =
                if file.size() > crate::exchange::files::LARGEST_FILE as f64 { None } else { text_of(&file).await };
            read.push((file.name(), text));
        }
        then(read);
    });
}

/// A file as text: by its byte order mark, in UTF-8, or as Excel on Windows writes it, where pound signs are otherwise lost.
async fn text_of(file: &web_sys::File) -> Option<String> {
    let buffer = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    if let Ok(text) = std::str::from_utf8(&bytes) {
        return Some(text.trim_start_matches('\u{feff}').to_owned());
    }
    let kind = match bytes.as_slice() {
        [0xff, 0xfe, ..] => "utf-16le",
        [0xfe, 0xff, ..] => "utf-16be",
        _ => "windows-1252",
    };
    let decoder = web_sys::TextDecoder::new_with_label(kind).ok()?;
    decoder.decode_with_buffer_source(buffer.unchecked_ref()).ok()
}

/// Opens an address of this tool beside this page; false where a frame or a browser forbids it.
pub fn open_page(address: &str) -> bool {
    web_sys::window().and_then(|window| window.open_with_url_and_target(address, "_blank").ok().flatten()).is_some()
}

/// Shows the top of the page, within the page that it stands in, without moving the focus.
pub fn show_top() {
    if let Some(element) = html_element("page") {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Tells the page that holds the frame how tall the content is. Nothing else is ever said, so anybody may hear it.
pub fn say_height(height: f64) {
    let said = js_sys::Object::new();
    let set = |name: &str, value: &wasm_bindgen::JsValue| {
        let _ = js_sys::Reflect::set(&said, &name.into(), value);
    };
    set("type", &"informed-choice:height".into());
    set("version", &1.into());
    set("height", &height.into());
    let parent = web_sys::window().and_then(|window| window.parent().ok().flatten());
    if let Some(parent) = parent {
        let _ = parent.post_message(&said, "*");
    }
}

/// Who is told when one of the elements looked at has another size; as soon as it goes, nobody is.
pub struct SizeWatch {
    observer: web_sys::ResizeObserver,
    _told: Closure<dyn FnMut()>,
}

impl SizeWatch {
    /// A watch that looks at nothing yet; `None` in a browser that can't.
    pub fn new(then: impl FnMut() + 'static) -> Option<Self> {
        let told = Closure::<dyn FnMut()>::new(then);
        let observer = web_sys::ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        Some(Self { observer, _told: told })
    }

    /// Looks at an element, also again: it is told of once at the next frame in which the element can be seen.
    pub fn look_at(&self, element: &web_sys::Element) {
        self.observer.observe(element);
    }

    /// Looks at none of those looked at before.
    pub fn look_away(&self) {
        self.observer.disconnect();
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back with an element's height whenever it changes, for as long as the page lives.
pub fn watch_height(element: &web_sys::Element, mut then: impl FnMut(f64) + 'static) {
    let watched = element.clone();
    let mut last = 0.0;
    let seen = Closure::<dyn FnMut()>::new(move || {
        let height = watched.get_bounding_client_rect().height().ceil();
        if height != last && height > 0.0 {
            last = height;
            then(height);
        }
    });
    if let Ok(observer) = web_sys::ResizeObserver::new(seen.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    seen.forget();
}

/// Calls back as soon as the page has answered whoever waits: by a message, since a browser holds timers back.
pub fn soon(then: impl FnOnce() + 'static) {
    let Ok(channel) = web_sys::MessageChannel::new() else {
        gloo_timers::callback::Timeout::new(0, then).forget();
        return;
    };
    let (here, there) = (channel.port1(), channel.port2());
    let port = here.clone();
    let heard = Closure::once_into_js(move || {
        // an open port would be kept for ever
        port.close();
        then();
    });
    here.set_onmessage(Some(heard.unchecked_ref()));
    // what stands in the message says nothing
    let _ = there.post_message(&wasm_bindgen::JsValue::NULL);
}

/// Calls back whenever a pixel of the page becomes another size: a window that moves to another monitor, or zoom.
pub fn on_other_ratio(then: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    let query = format!("(resolution: {}dppx)", window.device_pixel_ratio());
    let Ok(Some(list)) = window.match_media(&query) else { return };
    let changed = Closure::once_into_js(move || {
        then();
        // the next question is of the new ratio
        on_other_ratio(then);
    });
    let options = web_sys::AddEventListenerOptions::new();
    options.set_once(true);
    let _ = list.add_event_listener_with_callback_and_add_event_listener_options(
        "change",
        changed.unchecked_ref(),
        &options,
    );
}

/// Whether the page stands in a frame of another.
pub fn framed() -> bool {
    web_sys::window().is_some_and(|window| {
        let own: &wasm_bindgen::JsValue = window.as_ref();
        window.parent().ok().flatten().is_some_and(|parent| {
            let parent: &wasm_bindgen::JsValue = parent.as_ref();
            !js_sys::Object::is(own, parent)
        })
    })
}

/// Moves the focus to an element, where it is there.
pub fn focus(id: &str) {
    if let Some(element) = html_element(id) {
        let _ = element.focus();
    }
}

/// Moves the focus to the page's content and shows its top, with the header.
pub fn focus_page() {
    if let Some(element) = html_element("page") {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn html_element(id: &str) -> Option<web_sys::HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Opens the print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Whether there is no room for levers beside the page.
pub fn is_narrow() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(max-width: 1100px)").ok().flatten());
    query.is_some_and(|query| query.matches())
}
