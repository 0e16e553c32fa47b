//! Earlier searches as lines of a file: level, kind and text, parted by tabs. A line end in the text is U+2028 there.

use super::state::PastSearch;
use crate::search::query::QueryKind;
use crate::text::forms::Level;

/// Searches remembered.
pub const MAX_SEARCH_COUNT: usize = 100;
/// Sign for a line end in the text of a search.
const LINE_END_IN_FILE: &str = "\u{2028}";
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
    let text = search.text.replace('\n', LINE_END_IN_FILE);
    format!("{level}\t{kind}\t{text}")
}

/// Returns the search of a line; `None` for a line of another form, or with control characters.
pub fn from_line(line: &str) -> Option<PastSearch> {
    let (level, rest) = line.split_once('\t')?;
    let (kind, text) = rest.split_once('\t')?;
    let is_text = !text.is_empty() && !text.contains(char::is_control);
    let level = LEVELS.iter().find(|(name, _)| *name == level)?.1;
    let kind = KINDS.iter().find(|(name, _)| *name == kind)?.1;
    is_text.then(|| PastSearch {
        text: text.replace(LINE_END_IN_FILE, "\n"),
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
                for text in ["统筹 a\u{3000}b", "选中\n中文\n"] {
                    let search = PastSearch {
                        text: text.to_owned(),
                        level,
                        kind,
                    };
                    let line = to_line(&search);
                    assert_eq!(line.lines().count(), 1, "{line:?}");
                    assert_eq!(from_line(&line), Some(search));
                }
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
