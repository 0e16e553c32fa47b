//! Table of contents of a book: the nav of EPUB 3, the ncx of EPUB 2. Both nest without limit; only their depth is
//! counted.

use crate::formats::blocks::href::{Href, resolve};
use crate::formats::html::tokens::{MarkupKind, Tag, Token, tokenize};
use std::ops::ControlFlow;

/// Limits of a table of contents: its entries, and the length of a title in bytes.
const MAX_ENTRIES: usize = 100_000;
const MAX_TITLE_BYTES: usize = 2 << 10;

/// An entry of the table of contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TocLine {
    /// Level from 1. Deeper levels are clamped.
    pub(crate) level: u8,
    pub(crate) title: String,
    /// Target; `None` for a title without a link.
    pub(crate) target: Option<Href>,
}

/// Parser state until an entry is complete.
#[derive(Default)]
struct TocParser<'b> {
    base: &'b str,
    lines: Vec<TocLine>,
    depth: u32,
    /// Whether the table of contents is open, not a list of pages or pictures.
    is_in_toc: bool,
    /// Index of the entry with the open title.
    title_index: Option<usize>,
    /// Element of the open title.
    title_element: &'static str,
    /// Whether ruby text is open, which is not part of the title.
    is_in_ruby_text: bool,
    /// Indices of the open entries, outermost first.
    open_entries: Vec<usize>,
}

/// Parses the nav in the member `base`.
pub(crate) fn parse_nav(source: &str, base: &str) -> Vec<TocLine> {
    let has_kind = source.contains("epub:type");
    let mut reading = TocParser {
        base,
        ..TocParser::default()
    };
    tokenize(source, MarkupKind::Html, &mut |token, _| {
        match token {
            Token::Open(tag) => reading.open_nav_tag(tag, has_kind),
            Token::Close("nav") if reading.is_in_toc => return ControlFlow::Break(()),
            Token::Close("ol") => reading.depth = reading.depth.saturating_sub(1),
            Token::Close(name) if name == reading.title_element => reading.title_index = None,
            Token::Close("rt" | "rp" | "rtc" | "ruby") => reading.is_in_ruby_text = false,
            Token::Close(_) => {}
            Token::Text(text) => reading.push_text(text),
        }
        reading.control_flow()
    });
    reading.finish()
}

/// Parses the ncx in the member `base`.
pub(crate) fn parse_ncx(source: &str, base: &str) -> Vec<TocLine> {
    let mut reading = TocParser {
        base,
        ..TocParser::default()
    };
    tokenize(source, MarkupKind::Xml, &mut |token, _| {
        match token {
            Token::Open(tag) => reading.open_ncx_tag(tag),
            Token::Close("navmap") => return ControlFlow::Break(()),
            Token::Close("navpoint") => {
                reading.depth = reading.depth.saturating_sub(1);
                reading.open_entries.pop();
            }
            Token::Close("text") => reading.title_index = None,
            Token::Close(_) => {}
            Token::Text(text) => reading.push_text(text),
        }
        reading.control_flow()
    });
    reading.finish()
}

impl TocParser<'_> {
    fn control_flow(&self) -> ControlFlow<()> {
        if self.lines.len() < MAX_ENTRIES {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    fn open_nav_tag(&mut self, tag: &Tag, has_kind: bool) {
        match tag.name.as_str() {
            "rt" | "rp" | "rtc" => self.is_in_ruby_text = !tag.is_self_closing,
            "rb" => self.is_in_ruby_text = false,
            "nav" => self.is_in_toc = !has_kind || tag.has_word("epub:type", "toc"),
            "ol" if !tag.is_self_closing => self.depth += 1,
            "a" | "span" if self.is_in_toc && self.depth > 0 && self.title_index.is_none() => {
                let to = tag.get("href").and_then(|href| resolve(self.base, href));
                self.begin_line(to);
                self.title_index = Some(self.lines.len() - 1);
                self.title_element = if tag.name == "a" { "a" } else { "span" };
            }
            "img" => {
                let alt = tag.get("alt").unwrap_or_default();
                self.push_text(alt);
            }
            _ => {}
        }
    }

    fn open_ncx_tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "navmap" => self.is_in_toc = true,
            "navpoint" if self.is_in_toc && !tag.is_self_closing => {
                self.depth += 1;
                self.begin_line(None);
                self.open_entries.push(self.lines.len() - 1);
            }
            "text" if self.is_in_toc => self.title_index = self.open_entries.last().copied(),
            "content" if self.is_in_toc => {
                let to = tag.get("src").and_then(|src| resolve(self.base, src));
                if let Some(line) = self
                    .open_entries
                    .last()
                    .and_then(|&at| self.lines.get_mut(at))
                {
                    line.target = to;
                }
            }
            _ => {}
        }
    }

    fn begin_line(&mut self, to: Option<Href>) {
        self.lines.push(TocLine {
            level: u8::try_from(self.depth).unwrap_or(u8::MAX),
            title: String::new(),
            target: to,
        });
    }

    fn push_text(&mut self, text: &str) {
        if let Some(line) = self.title_index.and_then(|at| self.lines.get_mut(at))
            && line.title.len() < MAX_TITLE_BYTES
            && !self.is_in_ruby_text
        {
            let end = text.floor_char_boundary(MAX_TITLE_BYTES);
            line.title.push_str(text.get(..end).unwrap_or_default());
        }
    }

    fn finish(mut self) -> Vec<TocLine> {
        for line in &mut self.lines {
            line.title = line
                .title
                .split_ascii_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
        }
        // An entry without words gets those of the heading it leads to.
        self.lines
            .retain(|line| !line.title.is_empty() || line.target.is_some());
        self.lines
    }
}
