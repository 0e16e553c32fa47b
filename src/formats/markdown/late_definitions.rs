//! Definitions of links and notes far below the words that refer to them.

use super::fence::{CODE_INDENT_CELLS, Fence};
use crate::text::script::is_cjk;
use std::collections::HashSet;
use std::ops::Range;

/// Longest label, in bytes: 999 characters by `CommonMark`.
pub(super) const MAX_LABEL_BYTES: usize = 4 << 10;
/// Most bytes of definitions that are collected.
const MAX_DEFINITION_BYTES: usize = 256 << 10;

/// Collects the definitions below byte `end` of `body` that labels above it may mean, as text with an empty line below
/// each paragraph of them. `end` is the start of a block at the top level. Empty without such definitions; `None` if it
/// is uncertain which lines are definitions, or if there are very many.
pub(super) fn late_definitions(body: &str, end: usize) -> Option<String> {
    let (head, rest) = body.split_at_checked(end)?;
    let wanted = labels(head);
    let closings = memchr::memmem::find_iter(rest.as_bytes(), b"]:");
    let hits: Vec<Range<usize>> = closings
        .filter_map(|at| label_range(rest, at))
        .filter(|label| wanted.contains(&label_key(rest.get(label.clone()).unwrap_or_default())))
        .collect();
    if hits.is_empty() {
        return Some(String::new());
    }
    let bytes = rest.as_bytes();
    let mut returns = memchr::memchr_iter(b'\r', bytes);
    if returns.any(|at| bytes.get(at + 1) != Some(&b'\n')) {
        return None;
    }
    DefinitionScan::new(&hits).collect(rest)
}

/// Returns the keys of all texts in brackets.
pub(super) fn labels(head: &str) -> HashSet<String> {
    memchr::memchr_iter(b']', head.as_bytes())
        .filter_map(|at| label_range(head, at))
        .filter_map(|label| head.get(label))
        .map(label_key)
        .collect()
}

/// Returns the range of the label that the bracket at byte `close` ends.
pub(super) fn label_range(text: &str, close: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let before = bytes.get(..close)?.iter().rev();
    let backslashes = before.take_while(|byte| **byte == b'\\').count();
    if !backslashes.is_multiple_of(2) {
        return None;
    }
    let from = close.saturating_sub(MAX_LABEL_BYTES);
    let mut end = close;
    loop {
        let at = from + memchr::memrchr2(b'[', b']', bytes.get(from..end)?)?;
        if bytes.get(at) == Some(&b'[') {
            return Some(at + 1..close);
        }
        // A label contains a closing bracket only after a backslash.
        if at == 0 || bytes.get(at - 1) != Some(&b'\\') {
            return None;
        }
        end = at;
    }
}

/// Returns a key that is the same for all labels that the parser takes for equal. It leaves out what their comparison
/// folds: blanks, marks of quotes, letters outside ASCII, and the letters of ASCII that some of those are equal to.
pub(super) fn label_key(label: &str) -> String {
    let is_kept = |c: &char| match c {
        '>' => false,
        c if c.is_ascii() => {
            c.is_ascii_graphic() && !"afhijklnstwy".contains(c.to_ascii_lowercase())
        }
        c => is_cjk(*c) && !c.is_lowercase() && !c.is_uppercase(),
    };
    let kept = label.chars().filter(is_kept);
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// Walk over lines that finds the paragraphs of definitions at the top level.
struct DefinitionScan<'h> {
    /// Labels of interest that are further on.
    hits: &'h [Range<usize>],
    found: String,
    /// Start in `found` of the open paragraph of definitions, and whether it has a label of interest.
    open: Option<(usize, bool)>,
    fence: Option<Fence>,
    /// Whether a definition may begin here: nothing is open at the top level.
    is_clear: bool,
    /// Whether a tag began the paragraph: it may be a block of HTML, up to the next blank line.
    is_html: bool,
}

impl<'h> DefinitionScan<'h> {
    fn new(hits: &'h [Range<usize>]) -> Self {
        Self {
            hits,
            found: String::new(),
            open: None,
            fence: None,
            is_clear: true,
            is_html: false,
        }
    }

    /// Collects the definitions of `rest`; `None` where it is uncertain.
    fn collect(mut self, rest: &str) -> Option<String> {
        let mut start = 0;
        for line in rest.split_inclusive('\n') {
            if self.hits.is_empty() && self.open.is_none() {
                break;
            }
            self.push_line(line, start)?;
            start += line.len();
            if self.found.len() > MAX_DEFINITION_BYTES {
                return None;
            }
        }
        self.close();
        Some(self.found)
    }

    /// Takes the line at byte `start`. `None` if it makes later definitions uncertain.
    fn push_line(&mut self, line: &str, start: usize) -> Option<()> {
        let end = start + line.len();
        let count = self.hits.partition_point(|label| label.end < end);
        let (here, later) = self.hits.split_at_checked(count)?;
        self.hits = later;
        let words = line.trim_start_matches([' ', '\t']);
        let blanks = line.get(..line.len() - words.len())?;
        let indent = if blanks.contains('\t') {
            CODE_INDENT_CELLS
        } else {
            blanks.len()
        };
        let is_blank = words.trim_end().is_empty();
        if let Some(fence) = self.fence {
            let ends_item = fence.is_indented && indent == 0 && !is_blank;
            let is_end = fence.is_closed_by(words, indent);
            if is_end {
                self.fence = None;
            }
            // Parsers disagree about a fence with a tab after it.
            let is_uncertain = ends_item || is_end && words.contains('\t');
            return (!is_uncertain).then_some(());
        }
        if is_blank {
            self.close();
            (self.is_clear, self.is_html) = (true, false);
            return Some(());
        }
        let fence = Fence::opened_by(words, indent);
        let may_be_html = words.starts_with('<') && indent < CODE_INDENT_CELLS;
        let is_certain = match self.open {
            Some(_) => fence.is_none() && !may_be_html,
            None => !(fence.is_some() && self.is_html || may_be_html && may_reach_far(words)),
        };
        if !is_certain {
            return None;
        }
        self.fence = fence;
        self.is_html |= may_be_html;
        let begins = self.is_clear && indent == 0 && words.starts_with('[');
        if begins {
            self.open = Some((self.found.len(), false));
        }
        self.is_clear = indent == 0 && !self.is_html && closes_paragraph(words);
        if let Some((_, is_wanted)) = &mut self.open {
            *is_wanted |= !here.is_empty();
            self.found.push_str(line);
            if self.is_clear {
                self.close();
            }
            return Some(());
        }
        let may_define = |label: &Range<usize>| {
            let before = (label.start - 1).checked_sub(start);
            let before = before.and_then(|len| line.get(..len));
            before.is_none_or(|before| before.bytes().all(is_lead))
        };
        (!here.iter().any(may_define)).then_some(())
    }

    /// Ends the open paragraph of definitions. One without a label of interest is dropped.
    fn close(&mut self) {
        match self.open.take() {
            Some((_, true)) => self.found.push_str("\n\n"),
            Some((start, false)) => self.found.truncate(start),
            None => {}
        }
    }
}

/// Returns whether a byte may be before the first words of a line: blanks, and the marks of quotes, items and
/// definitions.
pub(super) const fn is_lead(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'>' | b'*' | b'+' | b'-' | b'.' | b')' | b':' | b'0'..=b'9'
    )
}

/// Returns whether a line without an indent is a heading or a rule, below which a paragraph begins.
fn closes_paragraph(words: &str) -> bool {
    let after = words.trim_start_matches('#');
    let level = words.len() - after.len();
    let is_heading = (1..=6).contains(&level) && after.starts_with([' ', '\t', '\r', '\n']);
    let line = words.trim_end();
    let is_rule = |sign: char| line.len() >= 3 && line.chars().all(|c| c == sign);
    is_heading || ['-', '*', '_'].into_iter().any(is_rule)
}

/// Returns whether a line may open a block of HTML that goes on below blank lines.
fn may_reach_far(words: &str) -> bool {
    if let Some(comment) = words.strip_prefix("<!--") {
        return !comment.contains("-->");
    }
    let name: String = words.chars().skip(1).take(8).collect();
    let name = name.to_ascii_lowercase();
    ["!", "?", "script", "pre", "style", "textarea"]
        .iter()
        .any(|start| name.starts_with(start))
}
