//! Earlier searches as lines of a file: level, kind and text, parted by tabs.

use super::state::PastSearch;
use crate::search::query::QueryKind;
use crate::text::forms::Level;

/// Searches remembered.
pub const MAX_SEARCH_COUNT: usize = 100;
/// Names of the levels in the file.
const LEVELS: [(&str, Level); 3] = [
    ("exact", Level::Exact),
    ("forms", Level::Forms),
    ("variants", Level::Variants),
];
/// Names of the kinds in the file.
const KINDS: [(&str, QueryKind); 3] = [
    ("literal", QueryKind::Literal),
    ("regex", QueryKind::Regex),
    ("pinyin", QueryKind::Pinyin),
];

/// Returns a search as a line.
pub fn to_line(search: &PastSearch) -> String {
    let level = LEVELS.iter().find(|(_, level)| *level == search.level);
    let kind = KINDS.iter().find(|(_, kind)| *kind == search.kind);
    let level = level.map_or("", |(name, _)| name);
    let kind = kind.map_or("", |(name, _)| name);
    format!("{level}\t{kind}\t{}", search.text)
}

/// Returns the search of a line; `None` for a line of another form, or with control characters.
pub fn from_line(line: &str) -> Option<PastSearch> {
    let (level, rest) = line.split_once('\t')?;
    let (kind, text) = rest.split_once('\t')?;
    let is_text = !text.is_empty() && !text.contains(char::is_control);
    let level = LEVELS.iter().find(|(name, _)| *name == level)?.1;
    let kind = KINDS.iter().find(|(name, _)| *name == kind)?.1;
    is_text.then(|| PastSearch {
        text: text.to_owned(),
        level,
        kind,
    })
}

/// Adds a search to those before it, the newest last. An earlier one with the same text goes, and the oldest if there are
/// too many.
pub fn push(history: &mut Vec<PastSearch>, search: PastSearch) {
    history.retain(|old| old.text != search.text);
    history.push(search);
    let excess = history.len().saturating_sub(MAX_SEARCH_COUNT);
    history.drain(..excess);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_survives_its_line_and_damaged_lines_are_passed_over() {
        for (_, level) in LEVELS {
            for (_, kind) in KINDS {
                let search = PastSearch {
                    text: "统筹 a\u{3000}b".to_owned(),
                    level,
                    kind,
                };
                assert_eq!(from_line(&to_line(&search)), Some(search));
            }
        }
        for line in [
            "",
            "统筹",
            "exact\tliteral",
            "exact\tliteral\t",
            "exact\tliteral\ta\u{1b}[31m",
            "exact\tliteral\ta\tb",
            "no\tliteral\ta",
            "exact\tno\ta",
        ] {
            assert_eq!(from_line(line), None, "{line:?}");
        }
    }

    #[test]
    fn the_history_has_each_text_once_and_a_bound() {
        let search = |text: &str| PastSearch {
            text: text.to_owned(),
            level: Level::Variants,
            kind: QueryKind::Literal,
        };
        let mut history = Vec::new();
        for text in ["a", "b", "c", "a", "d"] {
            push(&mut history, search(text));
        }
        let texts: Vec<&str> = history.iter().map(|search| &*search.text).collect();
        assert_eq!(texts, ["b", "c", "a", "d"]);
        for n in 0..200 {
            push(&mut history, search(&n.to_string()));
        }
        assert_eq!(history.len(), MAX_SEARCH_COUNT);
        assert_eq!(history.last().map(|search| &*search.text), Some("199"));
    }
}
