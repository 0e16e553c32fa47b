//! Boxes between lines of colons, as Zenn, Qiita, `VuePress` and Docusaurus have them: `:::message` … `:::`.

use super::fence::FencedLines;
use pulldown_cmark::BlockQuoteKind;

/// Longest line that opens a box, in bytes.
const MAX_LINE_BYTES: usize = 256;
/// Signs of the lines of a box.
const SIGNS: &str = ":::";

/// A line that opens or closes a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DivLine {
    /// The kind of the box, and its title, empty without one.
    Open(Option<BlockQuoteKind>, String),
    Close,
}

/// The lines of boxes in a text.
#[derive(Debug, Default)]
pub(super) struct Divs {
    /// Start and end of each line in bytes, ascending. Every box has both lines.
    pub(super) lines: Vec<(usize, usize, DivLine)>,
    /// Start of the first line that opens a box without an end.
    pub(super) first_open: Option<usize>,
}

impl Divs {
    /// Finds the lines of boxes at the left edge, outside code.
    pub(super) fn find(source: &str) -> Self {
        let mut divs = Self::default();
        if memchr::memmem::find(source.as_bytes(), SIGNS.as_bytes()).is_none() {
            return divs;
        }
        let mut found = Vec::new();
        // Indices of the lines that opened a box; `None` for a kind that is not known.
        let mut open: Vec<(usize, Option<usize>)> = Vec::new();
        let mut start = 0;
        let mut code = FencedLines::default();
        for line in source.split_inclusive('\n') {
            let (from, to) = (start, start + line.len());
            start = to;
            // Also fences of items, whatever their indent.
            if code.takes(line.trim(), 0) || !line.starts_with(SIGNS) {
                continue;
            }
            let rest = line.trim_start_matches(':').trim();
            if !rest.is_empty() {
                let known = parse_kind(rest).filter(|_| line.len() <= MAX_LINE_BYTES);
                let index = known.map(|(kind, title)| {
                    found.push((from, to, Some(DivLine::Open(kind, title))));
                    found.len() - 1
                });
                open.push((from, index));
            } else if let Some((_, Some(_))) = open.pop() {
                found.push((from, to, Some(DivLine::Close)));
            }
        }
        divs.first_open = open.first().map(|(from, _)| *from);
        for (_, index) in open {
            if let Some(line) = index.and_then(|index| found.get_mut(index)) {
                line.2 = None;
            }
        }
        divs.lines = found
            .into_iter()
            .filter_map(|(from, to, line)| Some((from, to, line?)))
            .collect();
        divs
    }

    /// Returns the line of a box that starts at byte `at`.
    pub(super) fn line_at(&self, at: usize) -> Option<&DivLine> {
        let index = self
            .lines
            .binary_search_by_key(&at, |(from, ..)| *from)
            .ok()?;
        self.lines.get(index).map(|(.., line)| line)
    }
}

/// Parses the words after the colons of a line that opens a box; `None` for an unknown kind.
fn parse_kind(words: &str) -> Option<(Option<BlockQuoteKind>, String)> {
    let name_len = words
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(words.len());
    let (name, rest) = words.split_at_checked(name_len)?;
    let rest = rest.trim();
    let title = rest
        .strip_prefix('[')
        .and_then(|title| title.strip_suffix(']'))
        .unwrap_or(rest);
    // Zenn and Qiita put the urgency behind the name.
    let (urgency, after) = title.split_once(' ').unwrap_or((title, ""));
    let urgent = match (name, urgency) {
        ("note", "info") => Some(BlockQuoteKind::Note),
        ("message", "alert") | ("note", "warn") => Some(BlockQuoteKind::Warning),
        ("note", "alert") => Some(BlockQuoteKind::Caution),
        _ => None,
    };
    if urgent.is_some() {
        return Some((urgent, after.trim().to_owned()));
    }
    let kind = match name {
        "message" | "details" => None,
        "note" | "info" => Some(BlockQuoteKind::Note),
        "tip" | "hint" | "success" => Some(BlockQuoteKind::Tip),
        "important" => Some(BlockQuoteKind::Important),
        "warning" | "warn" => Some(BlockQuoteKind::Warning),
        "danger" | "caution" | "error" | "alert" => Some(BlockQuoteKind::Caution),
        _ => return None,
    };
    Some((kind, title.to_owned()))
}
