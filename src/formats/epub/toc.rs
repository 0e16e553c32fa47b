//! The table of contents of a book: the nav of EPUB 3, the ncx of EPUB 2. Both nest without limit;
//! depth is counted and costs nothing.

use crate::doc::Go;
use crate::formats::blocks::href::{Reference, resolved};
use crate::formats::html::tokens::{Markup, Tag, Token, read};

/// Entries of a table of contents, and bytes of a title.
const ENTRIES: usize = 100_000;
const TITLE: usize = 2 << 10;

/// A line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// From 1; deeper than a level can be stays at the deepest.
    pub(crate) level: u8,
    pub(crate) title: String,
    /// `None` for a title that leads nowhere itself.
    pub(crate) to: Option<Reference>,
}

/// What is read until an entry is whole.
#[derive(Default)]
struct Reading<'b> {
    base: &'b str,
    lines: Vec<Line>,
    depth: u32,
    /// Whether we are in the table of contents, not in a list of pages or pictures.
    inside: bool,
    /// The index of the entry whose title is being read.
    title: Option<usize>,
    /// The element that it is in.
    opener: &'static str,
    /// Whether the words are a reading, which the title goes without.
    reads: bool,
    /// Entries that are open, and how deep each is.
    open: Vec<usize>,
}

/// The lines of a nav that stands in the member `base`.
pub(crate) fn of_nav(source: &str, base: &str) -> Vec<Line> {
    let has_kind = source.contains("epub:type");
    let mut reading = Reading {
        base,
        ..Reading::default()
    };
    read(source, Markup::Html, &mut |token, _| {
        match token {
            Token::Open(tag) => reading.nav(tag, has_kind),
            Token::Close("nav") if reading.inside => return Go::Stop,
            Token::Close("ol") => reading.depth = reading.depth.saturating_sub(1),
            Token::Close(name) if name == reading.opener => reading.title = None,
            Token::Close("rt" | "rp" | "rtc" | "ruby") => reading.reads = false,
            Token::Close(_) => {}
            Token::Text(text) => reading.text(text),
        }
        reading.go()
    });
    reading.finish()
}

/// The lines of an ncx that stands in the member `base`.
pub(crate) fn of_ncx(source: &str, base: &str) -> Vec<Line> {
    let mut reading = Reading {
        base,
        ..Reading::default()
    };
    read(source, Markup::Xml, &mut |token, _| {
        match token {
            Token::Open(tag) => reading.ncx(tag),
            Token::Close("navmap") => return Go::Stop,
            Token::Close("navpoint") => {
                reading.depth = reading.depth.saturating_sub(1);
                reading.open.pop();
            }
            Token::Close("text") => reading.title = None,
            Token::Close(_) => {}
            Token::Text(text) => reading.text(text),
        }
        reading.go()
    });
    reading.finish()
}

impl Reading<'_> {
    fn go(&self) -> Go {
        if self.lines.len() < ENTRIES {
            Go::On
        } else {
            Go::Stop
        }
    }

    fn nav(&mut self, tag: &Tag, has_kind: bool) {
        match tag.name.as_str() {
            "rt" | "rp" | "rtc" => self.reads = !tag.is_empty,
            "rb" => self.reads = false,
            "nav" => self.inside = !has_kind || tag.has_word("epub:type", "toc"),
            "ol" if !tag.is_empty => self.depth += 1,
            "a" | "span" if self.inside && self.depth > 0 && self.title.is_none() => {
                let to = tag.get("href").and_then(|href| resolved(self.base, href));
                self.begin(to);
                self.title = Some(self.lines.len() - 1);
                self.opener = if tag.name == "a" { "a" } else { "span" };
            }
            "img" => {
                let alt = tag.get("alt").unwrap_or_default();
                self.text(alt);
            }
            _ => {}
        }
    }

    fn ncx(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "navmap" => self.inside = true,
            "navpoint" if self.inside && !tag.is_empty => {
                self.depth += 1;
                self.begin(None);
                self.open.push(self.lines.len() - 1);
            }
            "text" if self.inside => self.title = self.open.last().copied(),
            "content" if self.inside => {
                let to = tag.get("src").and_then(|src| resolved(self.base, src));
                if let Some(line) = self.open.last().and_then(|&at| self.lines.get_mut(at)) {
                    line.to = to;
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, to: Option<Reference>) {
        self.lines.push(Line {
            level: u8::try_from(self.depth).unwrap_or(u8::MAX),
            title: String::new(),
            to,
        });
    }

    fn text(&mut self, text: &str) {
        if let Some(line) = self.title.and_then(|at| self.lines.get_mut(at))
            && line.title.len() < TITLE
            && !self.reads
        {
            let end = text.floor_char_boundary(TITLE);
            line.title.push_str(text.get(..end).unwrap_or_default());
        }
    }

    fn finish(mut self) -> Vec<Line> {
        for line in &mut self.lines {
            line.title = line
                .title
                .split_ascii_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
        }
        self.lines.retain(|line| !line.title.is_empty());
        self.lines
    }
}
