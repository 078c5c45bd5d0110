//! The tool within a page of somebody else's: what the address asks for, and what the host page is told.
//!
//! `?embed=summary`, `?embed=page&page=risk` or `?embed=whole`, with `&levers=fixed` where nothing may be changed.

/// What of the tool a frame shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The answer, its figures and charts.
    Summary,
    /// One page.
    Page,
    /// Every page.
    Whole,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::Summary, Part::Page, Part::Whole];

    pub const fn word(self) -> &'static str {
        match self {
            Part::Summary => "summary",
            Part::Page => "page",
            Part::Whole => "whole",
        }
    }
}

/// How the tool stands in a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embedding {
    pub part: Part,
    /// The page's name in addresses; another is the summary.
    pub page: String,
    /// Whether figures can be changed.
    pub open: bool,
}

/// A word of an address's query.
fn asked<'a>(address: &'a str, name: &str) -> Option<&'a str> {
    let query = address.split('#').next()?.split_once('?')?.1;
    query.split('&').filter_map(|part| part.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The page that an address asks for by name.
pub fn page_asked(address: &str) -> Option<&str> {
    asked(address, "page")
}

impl Embedding {
    /// What an address asks for; none where it does not ask to be embedded. A word that is not known asks for the whole.
    pub fn of(address: &str) -> Option<Embedding> {
        let word = asked(address, "embed")?;
        Some(Embedding {
            part: Part::ALL.into_iter().find(|part| part.word() == word).unwrap_or(Part::Whole),
            page: page_asked(address).unwrap_or("summary").to_owned(),
            open: asked(address, "levers") != Some("fixed"),
        })
    }

    /// The query that asks for it.
    pub fn query(&self) -> String {
        let page = if self.part == Part::Page { format!("&page={}", self.page) } else { String::new() };
        let levers = if self.open { "" } else { "&levers=fixed" };
        format!("embed={}{page}{levers}", self.part.word())
    }
}

/// A frame's code for a host page. `title` names it for those who cannot see it.
pub fn frame_code(address: &str, title: &str, height: u32, script: Option<&str>) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let frame = format!(
        "<iframe title=\"{}\" src=\"{}\" width=\"100%\" height=\"{height}\" loading=\"lazy\" allow=\"clipboard-write\" referrerpolicy=\"no-referrer\"></iframe>",
        escape(title),
        escape(address)
    );
    match script {
        Some(script) => format!("{frame}\n<script src=\"{}\" defer></script>", escape(script)),
        None => frame,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_read_back() {
        for part in Part::ALL {
            for open in [true, false] {
                let asked = Embedding { part, page: if part == Part::Page { "risk" } else { "summary" }.into(), open };
                assert_eq!(Embedding::of(&format!("https://x/y/?{}#s=2.abc.def", asked.query())), Some(asked));
            }
        }
    }

    #[test]
    fn odd_addresses_are_not_embedded_or_show_the_whole() {
        for address in ["", "https://x/", "https://x/?open#s=2.a.b", "https://x/#?embed=summary", "x?embed"] {
            assert_eq!(Embedding::of(address), None, "{address}");
        }
        let odd = Embedding::of("x?embed=%00&page=nowhere&levers=maybe").unwrap();
        assert_eq!((odd.part, odd.open), (Part::Whole, true));
    }

    #[test]
    fn a_title_cannot_leave_its_quotes() {
        let code = frame_code("https://x/?embed=page&page=risk#s=1", "\"><img src=x onerror=alert(1)>", 700, None);
        assert_eq!(code.matches('<').count(), 2, "{code}");
        assert!(code.contains("embed=page&amp;page=risk#s=1"));
    }
}
