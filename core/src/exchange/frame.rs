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
    /// All of them.
    pub const ALL: [Part; 3] = [Part::Summary, Part::Page, Part::Whole];

    /// The word that stands for it in an address.
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
    /// Which part is shown.
    pub part: Part,
    /// The page's name in addresses; another is the summary.
    pub page: String,
    /// Whether figures can be changed.
    pub open: bool,
    /// Words that were asked for and are not known.
    pub odd: Vec<String>,
}

/// Every word of an address's query by its name, in small letters, whatever an editor of pages did to what stands between.
fn words(address: &str) -> Vec<(String, String)> {
    let lower = address.to_lowercase().replace("%23", "#").replace("%3f", "?");
    let query = lower.split('#').next().and_then(|before| before.split_once('?')).map_or("", |(_, query)| query);
    let plain =
        query.replace("&amp;", "&").replace("%26", "&").replace("amp%3b", "").replace("%3d", "=").replace("%20", "");
    let parts = plain.split(['&', ';', '?']).filter_map(|part| part.split_once('='));
    parts.map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned())).collect()
}

fn asked(address: &str, name: &str) -> Option<String> {
    words(address).into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// The page that an address asks for by name.
pub fn page_asked(address: &str) -> Option<String> {
    asked(address, "page")
}

impl Embedding {
    /// What an address asks for; none where it asks for nothing. What is asked for in a word that is not known shows less
    /// and lets less be changed, never more.
    pub fn of(address: &str) -> Option<Embedding> {
        let all = words(address);
        let of = |name: &'static str| all.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str());
        let levers: Vec<&str> = of("levers").collect();
        let open = levers.iter().all(|word| *word == "open");
        let part = match of("embed").next() {
            Some(word) => Part::ALL.into_iter().find(|part| part.word() == word),
            // somebody asks for a lock alone
            None if !levers.is_empty() => Some(Part::Whole),
            None => return None,
        };
        let odd: Vec<String> = of("embed")
            .filter(|word| Part::ALL.iter().all(|part| part.word() != *word))
            .chain(of("levers").filter(|word| !matches!(*word, "open" | "fixed")))
            .map(str::to_owned)
            .collect();
        Some(Embedding {
            part: part.unwrap_or(Part::Summary),
            page: page_asked(address).unwrap_or_else(|| "summary".to_owned()),
            open: open && odd.is_empty(),
            odd,
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
                let asked = Embedding {
                    part,
                    page: if part == Part::Page { "risk" } else { "summary" }.into(),
                    open,
                    odd: Vec::new(),
                };
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
        assert_eq!((odd.part, odd.open, odd.odd.len()), (Part::Summary, false, 2));
    }

    /// `&amp;` before `levers=fixed`, as editors of pages write it, unlocked the frame.
    #[test]
    fn whoever_asks_for_a_lock_gets_one() {
        for address in [
            "x?embed=summary&amp;levers=fixed",
            "x?embed=summary%26levers=fixed",
            "x?embed=summary%26amp%3Blevers%3Dfixed",
            "x?EMBED=Summary&Levers=FIXED",
            "x?embed=summary&levers=fixed#s=2.a.b",
            "x?embed=summary&levers=open&levers=fixed",
            "x?embed=summary&levers=",
            "x?embed=summary&levers=yes",
            "x?levers=fixed",
            "x?embed=summary;levers=fixed",
        ] {
            assert!(Embedding::of(address).is_some_and(|one| !one.open), "{address}");
        }
        assert!(Embedding::of("x?embed=summary&amp;levers=open").unwrap().open);
        assert_eq!(Embedding::of("x?embed=summary&amp;levers=fixed").unwrap().part, Part::Summary);
    }

    #[test]
    fn a_title_cannot_leave_its_quotes() {
        let code = frame_code("https://x/?embed=page&page=risk#s=1", "\"><img src=x onerror=alert(1)>", 700, None);
        assert_eq!(code.matches('<').count(), 2, "{code}");
        assert!(code.contains("embed=page&amp;page=risk#s=1"));
    }
}
