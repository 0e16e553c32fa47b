//! Boxes whose text is indented, as `MkDocs` has them: `!!! note "title"`, `??? tip`, and the tabs `=== "title"`.

use super::fence::{CODE_INDENT_CELLS, FencedLines};

/// Longest line that opens a box, in bytes.
const MAX_LINE_BYTES: usize = 512;
/// Signs of such lines, the longest first.
const SIGNS: [&str; 4] = ["???+", "???", "!!!", "==="];
/// Sign of a tab, which has a title alone.
const TAB_SIGN: &str = "===";
/// Most boxes in each other.
const MAX_DEPTH: usize = 64;

/// A line that opens a box.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BoxTitle {
    /// Start of its signs and end of its line in the source, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Name of the kind as written, empty for a tab.
    pub(super) kind: String,
    /// Title as written.
    pub(super) title: String,
}

/// The boxes of a text.
#[derive(Debug, Default)]
pub(super) struct Admonitions {
    /// The lines that open them, ascending.
    pub(super) titles: Vec<BoxTitle>,
    /// Starts of lines right below a box that do not belong to it, ascending.
    pub(super) ends: Vec<usize>,
    /// Start of the box at the top level to which the end of the text belongs.
    pub(super) first_open: Option<usize>,
}

impl Admonitions {
    /// Finds the boxes at the left edge and in each other, outside code.
    pub(super) fn find(source: &str) -> Self {
        let mut found = Self::default();
        let has = |sign: &str| memchr::memmem::find(source.as_bytes(), sign.as_bytes()).is_some();
        if !SIGNS.iter().any(|sign| has(sign)) {
            return found;
        }
        // Start and indent in cells of the open boxes.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut code = FencedLines::default();
        let (mut start, mut is_below_text) = (0, false);
        for line in source.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let (words, indent) = split_indent(line);
            if words.is_empty() {
                is_below_text = false;
                continue;
            }
            let count = open.len();
            while open
                .pop_if(|(_, outer)| indent < *outer + CODE_INDENT_CELLS)
                .is_some()
            {}
            if open.len() < count {
                code = FencedLines::default();
                if is_below_text {
                    found.ends.push(at);
                }
            }
            is_below_text = true;
            let inner = open
                .last()
                .map_or(0, |(_, outer)| outer + CODE_INDENT_CELLS);
            if code.takes(words, 0)
                || indent >= inner + CODE_INDENT_CELLS
                || open.len() >= MAX_DEPTH
            {
                continue;
            }
            let below = source.get(start..).unwrap_or_default();
            if let Some((kind, title)) = parse_title(words)
                && has_text(below, indent + CODE_INDENT_CELLS)
            {
                let first = at + line.trim_end_matches(['\n', '\r']).len();
                found.titles.push(BoxTitle {
                    start: first - line_tail(line, words),
                    end: start,
                    kind: kind.to_owned(),
                    title: title.to_owned(),
                });
                open.push((at, indent));
            }
        }
        found.first_open = open.first().map(|(at, _)| *at);
        found
    }

    /// Returns the line of a box whose signs start at byte `at` of the source.
    pub(super) fn title_at(&self, at: usize) -> Option<&BoxTitle> {
        let index = self.titles.binary_search_by_key(&at, |title| title.start);
        self.titles.get(index.ok()?)
    }
}

/// Returns the bytes of a line from its words on, without the line end.
fn line_tail(line: &str, words: &str) -> usize {
    let line = line.trim_end_matches(['\n', '\r']);
    line.find(words).map_or(0, |at| line.len() - at)
}

/// Returns the words of a line, without blanks at their end, and the indent before them in cells.
fn split_indent(line: &str) -> (&str, usize) {
    let words = line.trim_start_matches([' ', '\t']);
    let blanks = line.bytes().take(line.len() - words.len());
    let indent = blanks.fold(0, |cells, byte| match byte {
        b'\t' => (cells / CODE_INDENT_CELLS + 1) * CODE_INDENT_CELLS,
        _ => cells + 1,
    });
    (words.trim_end(), indent)
}

/// Returns whether the next line with words has at least this indent, in cells.
fn has_text(below: &str, indent: usize) -> bool {
    let mut lines = below.split('\n').map(split_indent);
    let next = lines.find(|(words, _)| !words.is_empty());
    next.is_some_and(|(_, own)| own >= indent)
}

/// Parses the line of a box: its kind and title.
fn parse_title(words: &str) -> Option<(&str, &str)> {
    let sign = SIGNS.into_iter().find(|sign| words.starts_with(sign))?;
    let rest = words.strip_prefix(sign)?.strip_prefix([' ', '\t'])?.trim();
    let (names, title) = match rest.split_once('"') {
        Some((names, title)) => (names.trim_end(), title.strip_suffix('"')?),
        None => (rest, ""),
    };
    let is_name = |name: &str| {
        let mut chars = name.chars();
        chars.next().is_some_and(char::is_alphabetic)
            && chars.all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    // Other words are classes, and `end` a place beside the text.
    let is_known = match sign {
        TAB_SIGN => names.is_empty() && !title.trim().is_empty(),
        _ => !names.is_empty() && names.split_whitespace().all(is_name),
    };
    let kind = names.split_whitespace().next().unwrap_or_default();
    (is_known && words.len() <= MAX_LINE_BYTES).then(|| (kind, title.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(source: &str) -> Vec<(String, String)> {
        let found = Admonitions::find(source).titles.into_iter();
        found.map(|title| (title.kind, title.title)).collect()
    }

    #[test]
    fn boxes_have_a_line_of_signs_and_an_indented_text() {
        for (source, want) in [
            ("!!! note \"标题\"\n    正文\n", &[("note", "标题")][..]),
            ("!!! 注意\n\n\t正文\n", &[("注意", "")]),
            (
                "??? tip inline end \"一 \"二\" 三\"\n    正文",
                &[("tip", "一 \"二\" 三")],
            ),
            ("=== \"标签\"\n\n    正文\n", &[("", "标签")]),
            (
                "!!! note\n    正文\n\n    ???+ tip\n        内\n!!! 末\n    三\n",
                &[("note", ""), ("tip", ""), ("末", "")],
            ),
            ("!!! note\n正文\n", &[]),
            ("!!! 这是，一句话\n    正文\n", &[]),
            ("=== 标签\n    正文\n", &[]),
            ("    !!! note\n        代码\n", &[]),
            ("```\n!!! note\n    正文\n```\n", &[]),
            ("!!!\n    正文\n", &[]),
        ] {
            let want = want
                .iter()
                .map(|(kind, title)| ((*kind).to_owned(), (*title).to_owned()));
            assert_eq!(titles(source), want.collect::<Vec<_>>(), "{source}");
        }
    }

    #[test]
    fn a_line_right_below_a_box_does_not_belong_to_it() {
        let source = "  !!! note\r\n      一\r\n二\n\n!!! note\n    三\n\n四\n!!! note\n    五";
        let found = Admonitions::find(source);
        let at = |words: &str| source.find(words).unwrap();
        assert_eq!(found.titles.first().unwrap().start, at("!!!"));
        assert_eq!(found.titles.first().unwrap().end, at("      一"));
        assert_eq!(found.ends, [at("二")]);
        assert_eq!(found.first_open, source.rfind("!!!"));
    }
}
