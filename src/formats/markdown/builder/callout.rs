//! Callouts with a title or a kind that GitHub lacks, `> [!WARNING] title`, `> [!question]- title`, and boxes.

use super::EventBuilder;
use super::leaf::LeafKind;
use crate::doc::Mark;
use crate::formats::blocks::list_numbers::NumberForm;
use crate::formats::blocks::placeholders;
use crate::formats::markdown::admonitions::BoxTitle;
use crate::formats::markdown::divs::DivLine;
use crate::formats::markdown::flanking::SENTINEL_BYTES;
use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

/// Maximum bytes of the kind of a callout.
const MAX_KIND_BYTES: usize = 32;

/// Callout whose title is open.
pub(super) struct Callout {
    /// End of `[!kind]` and its fold sign in the parser's text, in bytes.
    label_end: usize,
    /// Name of the kind as written.
    kind: String,
    /// Title as written.
    title: String,
}

impl Callout {
    /// Parses the first line of the quote that starts at byte `at`; `None` if it is no callout.
    pub(super) fn parse(text: &str, at: usize) -> Option<Self> {
        let blanks = [' ', '\t'];
        let quote = text.get(at..)?;
        let inner = quote.trim_start_matches(blanks).strip_prefix('>')?;
        // A line may begin with any number of quotes, so that only that of a callout is read to its end.
        let rest = inner.trim_start_matches(blanks).strip_prefix("[!")?;
        let line = rest.lines().next()?;
        let (kind, after) = line.split_once(']')?;
        let is_kind = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '|' | ' ');
        if kind.trim().is_empty() || kind.len() > MAX_KIND_BYTES || !kind.chars().all(is_kind) {
            return None;
        }
        let title = after.strip_prefix(['+', '-']).unwrap_or(after).trim_start();
        Some(Self {
            label_end: at + (quote.len() - rest.len()) + (line.len() - title.len()),
            kind: kind.split('|').next().unwrap_or(kind).trim().to_owned(),
            title: title.trim_end().to_owned(),
        })
    }

    /// Returns the bytes of the label in text that starts at byte `at`.
    pub(super) const fn label_len(&self, at: usize) -> usize {
        self.label_end.saturating_sub(at)
    }
}

/// Returns the kind of GitHub that corresponds to a kind of other programs.
fn known_kind(name: &str) -> Option<BlockQuoteKind> {
    Some(match name.to_ascii_lowercase().as_str() {
        "note" | "info" | "abstract" | "summary" | "tldr" => BlockQuoteKind::Note,
        "tip" | "hint" | "success" | "check" | "done" => BlockQuoteKind::Tip,
        "important" => BlockQuoteKind::Important,
        "warning" | "attention" => BlockQuoteKind::Warning,
        "caution" | "danger" | "error" | "failure" | "fail" | "missing" | "bug" => {
            BlockQuoteKind::Caution
        }
        _ => return None,
    })
}

impl<'r> EventBuilder<'r> {
    /// Opens or closes a box if the paragraph at byte `at` is a line of one.
    pub(super) fn start_div_line(&mut self, at: usize) -> bool {
        let Some(line) = self.repaired.divs.line_at(self.repaired.source_offset(at)) else {
            return false;
        };
        self.close_leaf();
        self.is_shown_already = true;
        match line {
            DivLine::Close => self.blocks.close(),
            DivLine::Open(kind, title) => {
                self.blocks.open_quote();
                self.push_box_title(*kind, title, at);
            }
        }
        true
    }

    /// Opens a list, without a trace if it begins with a box: a box is an item for the parser alone.
    pub(super) fn open_list(&mut self, next: Option<u64>, at: usize) {
        self.close_leaf();
        match self.box_title(at) {
            Some(_) => self.blocks.open_indent(0),
            None => self.blocks.open_list(next, NumberForm::Decimal),
        }
    }

    /// Opens the box whose line is at byte `at`; returns whether there is one.
    pub(super) fn open_box(&mut self, at: usize) -> bool {
        let Some((line, end)) = self.box_title(at) else {
            return false;
        };
        self.close_leaf();
        self.blocks.open_quote();
        let kind = known_kind(&line.kind);
        let title = match (kind, line.title.is_empty()) {
            (None, true) => &line.kind,
            _ => &line.title,
        };
        self.push_box_title(kind, title, at);
        self.shown_end = end;
        true
    }

    /// Returns the line of the box whose item starts at byte `at` of the parser's text, and its end there.
    fn box_title(&self, at: usize) -> Option<(&'r BoxTitle, usize)> {
        let rest = self.repaired.text.get(at..)?;
        // An item may begin with its indent.
        let at = at + rest.bytes().take_while(|byte| *byte == b' ').count();
        let start = self.repaired.source_offset(at);
        let line = self.repaired.admonitions.title_at(start)?;
        // The parser's text is longer by the sign of the item.
        Some((line, at + SENTINEL_BYTES + line.end - line.start))
    }

    /// Returns whether an event at byte `at` is within the line of a box, whose title has been shown.
    pub(super) const fn is_shown(&self, event: &Event<'_>, at: usize) -> bool {
        let is_block = matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::Item | Tag::List(_))
                | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::List(_))
        );
        at < self.shown_end && !is_block
    }

    /// Adds the title of a box, if it has one.
    fn push_box_title(&mut self, kind: Option<BlockQuoteKind>, title: &str, at: usize) {
        let label = kind.map(|kind| placeholders::alert(self.lang, kind));
        let shown = match (label, title.is_empty()) {
            (Some(label), true) => label.to_owned(),
            (Some(label), false) => placeholders::titled(self.lang, label) + title,
            (None, _) => title.to_owned(),
        };
        if !shown.is_empty() {
            self.open_leaf(LeafKind::Paragraph, at);
            self.inline_at(at).push_marked(&shown, Mark::Strong);
            self.close_leaf();
            self.blocks.join_next();
        }
    }

    /// Writes the kind of the open callout at the start of its title.
    pub(super) fn begin_callout_title(&mut self, at: usize) {
        let Some(callout) = &self.callout else {
            return;
        };
        let (kind, is_titled) = (callout.kind.clone(), !callout.title.is_empty());
        let label = known_kind(&kind).map(|kind| placeholders::alert(self.lang, kind));
        let label = label.filter(|label| *label != callout.title);
        let shown = match label {
            Some(label) if is_titled => placeholders::titled(self.lang, label),
            Some(label) => label.to_owned(),
            None if is_titled => String::new(),
            None => kind,
        };
        let inline = self.inline_at(at);
        inline.open(Mark::Strong);
        inline.push(&shown);
    }

    /// Ends the title of the open callout; its text begins after byte `at`.
    pub(super) fn end_callout_title(&mut self, at: usize) {
        self.callout = None;
        self.open_leaf(LeafKind::Paragraph, at + 1);
        self.blocks.join_next();
    }
}
