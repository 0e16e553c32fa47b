//! Texts of 青空文庫: what their notes say is done, and the notes are not shown. One block a line.
//!
//! [`inline`] reads a line: ruby, notes, characters that the encoding lacks ([`jis_x_0213`]). Here is what
//! goes beyond a line: the title and author at the top, the legend between two rules, which is left
//! out, indents and headings over several lines, and the origin at the end ([`colophon`]: 底本：…).

mod accents;
mod annotation;
mod colophon;
mod inline;
mod jis_x_0213;
mod kanbun;
mod marked_text;

use super::blocks::document::MemoryDocument;
use crate::doc::{Block, BlockKind, Entry, Fact, Heading, Lead, Mark, Pos, about};
use crate::text::script::TextLang;
use crate::text::units::Cells;
use annotation::Note;
pub(crate) use annotation::character;
use inline::Line;
use marked_text::Piece;
use std::borrow::Cow;
use std::ops::Range;

/// The line that names the legend.
const LEGEND: &str = "【テキスト中に現れる記号について】";

/// Whether the beginning of a text is that of one of 青空文庫: it has the legend, or notes of the kind.
pub fn is_aozora(head: &str) -> bool {
    head.contains(LEGEND)
        || head.split("［＃").skip(1).any(|rest| {
            let note = rest.split('］').next().unwrap_or_default();
            [
                "見出し",
                "字下げ",
                "傍点",
                "改ページ",
                "改丁",
                "地付き",
                "水準",
            ]
            .iter()
            .any(|kind| note.len() < 200 && note.contains(kind))
        })
}

/// The document of a text. `name` is its title if it has none.
pub fn open(name: &str, source: &str) -> MemoryDocument {
    let mut reader = Reader::default();
    let mut at = 0;
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    let footer = colophon::start(&lines);
    let legend = legend(&lines);
    for (index, line) in lines.iter().enumerate() {
        let text = line.trim_end_matches(['\n', '\r']);
        let text = if at == 0 {
            text.trim_start_matches('\u{FEFF}')
        } else {
            text
        };
        if footer.is_some_and(|footer| index >= footer) {
            reader.aside(text, at);
        } else if legend.contains(&index) {
            reader.leave_out();
        } else {
            reader.line(text, at);
        }
        at += line.len();
    }
    let end = footer.unwrap_or(lines.len());
    let facts = colophon::facts(lines.get(end..).unwrap_or_default());
    MemoryDocument {
        source: Some(source.into()),
        hidden: legend.len() as u64,
        ..reader.finish(name, source.len() as u64, facts)
    }
}

/// The most lines above the legend, and those within it.
const ABOVE_LEGEND: usize = 24;
const IN_LEGEND: usize = 60;

/// The lines of the legend with its rules; empty without.
fn legend(lines: &[&str]) -> Range<usize> {
    let rule_in = |from: usize, most: usize| {
        let mut near = lines.iter().enumerate().skip(from).take(most);
        near.find(|(_, line)| is_rule(line)).map(|(index, _)| index)
    };
    let range = rule_in(0, ABOVE_LEGEND)
        .and_then(|first| Some(first..rule_in(first + 1, IN_LEGEND)? + 1))
        .filter(|range| {
            let mut inside = lines.iter().skip(range.start).take(range.len());
            inside.any(|line| line.starts_with(LEGEND))
        });
    range.unwrap_or(0..0)
}

/// Whether a line is a rule.
fn is_rule(line: &str) -> bool {
    let line = line.trim_end();
    line.len() > 9 && line.bytes().all(|byte| byte == b'-')
}

/// Where in the text we are.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    /// Above the first empty line: title and author.
    #[default]
    Top,
    /// The text itself.
    Body,
}

#[derive(Default)]
struct Reader {
    part: Part,
    blocks: Vec<Block<'static>>,
    headings: Vec<Heading>,
    top: Vec<String>,
    /// Empty lines since the last block.
    blanks: u8,
    /// Indent of the lines that come, in characters, and of this one alone.
    indent: u16,
    /// How far from the right edge the lines that come stand, in characters, if they stand there.
    right: Option<u16>,
    /// The level of the heading whose lines come.
    heading: Option<u8>,
    /// Marks that go on over several lines.
    marks: Vec<Mark>,
}

impl Reader {
    fn line(&mut self, text: &str, at: usize) {
        if text.trim().is_empty() {
            self.blanks = 1;
            if self.part == Part::Top && !self.top.is_empty() {
                self.part = Part::Body;
            }
            return;
        }
        match self.part {
            Part::Top if self.top.len() < 6 && !text.starts_with('　') => {
                let line = inline::read(text, &[]);
                let words = line.words();
                let kind = if self.top.is_empty() {
                    BlockKind::Heading(1)
                } else {
                    BlockKind::Aside
                };
                self.top.push(words);
                self.write(line.pieces, &kind, at, &Lead::default());
            }
            Part::Top | Part::Body => {
                self.part = Part::Body;
                self.body(text, at);
            }
        }
    }

    /// A line of the text.
    fn body(&mut self, text: &str, at: usize) {
        let Line {
            pieces,
            notes,
            marks,
        } = inline::read(text, &self.marks);
        self.marks = marks;
        let mut indent = self.indent;
        let mut level = self.heading;
        let mut right = self.right;
        let mut run_in = None;
        let mut rule = false;
        for note in notes {
            match note {
                Note::Indent(cells) => indent = cells,
                Note::IndentFrom(cells) => {
                    self.indent = cells;
                    indent = cells;
                }
                Note::IndentEnds => self.indent = 0,
                Note::FlushRight(behind) => right = Some(behind),
                Note::FlushRightFrom(behind) => {
                    self.right = Some(behind);
                    right = Some(behind);
                }
                Note::FlushRightEnds => self.right = None,
                Note::Heading(own) => level = Some(own),
                Note::HeadingFrom(own) => {
                    self.heading = Some(own);
                    level = Some(own);
                }
                Note::HeadingEnds => self.heading = None,
                Note::TitleInLine(own) => run_in = Some(own),
                Note::NewPage => rule = true,
                _ => {}
            }
        }
        if rule {
            self.write(Vec::new(), &BlockKind::Rule, at, &Lead::default());
        }
        if pieces.iter().any(|piece| !piece.text.trim().is_empty()) {
            if let Some(own) = run_in.filter(|_| level.is_none()) {
                let first = pieces.first();
                match first.and_then(|piece| Some((piece, piece.title()?))) {
                    Some((piece, title)) if !piece.is_all(&title) => {
                        self.heading_in_line(piece, title, own, at);
                    }
                    _ => level = Some(own),
                }
            }
            let kind = level.map_or(BlockKind::Line, BlockKind::Heading);
            // A heading is not indented: its style says what it is.
            let lead = match (level, right) {
                (Some(_), _) => Lead::default(),
                (None, Some(behind)) => Lead {
                    flush_right: Some(Cells(behind.saturating_mul(2))),
                    ..Lead::default()
                },
                (None, None) => indented(indent),
            };
            self.write(pieces, &kind, at, &lead);
        }
    }

    /// Remembers a heading that runs into its line, which is about to be written.
    fn heading_in_line(&mut self, piece: &Piece, title: Range<u32>, level: u8, at: usize) {
        let last = self.blocks.last().map_or(0, |last| last.at.block.0 + 1);
        self.headings.push(Heading {
            pos: Pos::new(0, last.max(at as u64)).at(title.start),
            level,
            title: piece.words_in(&title).trim().into(),
            extent: title.len() as u32,
            entry: None,
        });
    }

    /// A line that is not of the text.
    fn leave_out(&mut self) {
        self.part = Part::Body;
        self.blanks = 1;
    }

    /// A line about the text.
    fn aside(&mut self, text: &str, at: usize) {
        if text.trim().is_empty() {
            self.blanks = 1;
        } else {
            let words = text.trim_start_matches('　');
            let indent = (text.len() - words.len()) / '　'.len_utf8();
            let piece = Piece {
                text: words.trim_end().to_owned(),
                marks: Vec::new(),
            };
            self.write(
                vec![piece],
                &BlockKind::Aside,
                at,
                &indented(indent.min(20) as u16),
            );
        }
    }

    /// Writes a line, which is of one block unless it is very long.
    fn write(&mut self, pieces: Vec<Piece>, kind: &BlockKind, at: usize, lead: &Lead) {
        let pieces = if pieces.is_empty() {
            vec![Piece::default()]
        } else {
            pieces
        };
        let mut at = at as u64;
        for (index, piece) in pieces.into_iter().enumerate() {
            let continued = index > 0;
            if let Some(last) = self.blocks.last() {
                at = at.max(last.at.block.0 + 1);
            }
            let pos = Pos::new(0, at);
            let kind = match kind {
                BlockKind::Heading(_) if continued => BlockKind::Line,
                _ => kind.clone(),
            };
            if let BlockKind::Heading(level) = kind {
                self.headings.push(Heading {
                    pos,
                    level,
                    title: piece.words().trim().into(),
                    extent: piece.text.len() as u32,
                    entry: None,
                });
            }
            at += piece.text.len() as u64 / 4;
            let space = self.space(&kind);
            self.blocks.push(Block {
                at: pos,
                space,
                kind,
                text: Cow::Owned(piece.text),
                marks: piece.marks,
                lead: lead.clone(),
                continued,
            });
        }
    }

    fn space(&mut self, kind: &BlockKind) -> u8 {
        let blanks = std::mem::take(&mut self.blanks);
        let asks = u8::from(matches!(kind, BlockKind::Heading(_) | BlockKind::Rule));
        if self.blocks.is_empty() {
            0
        } else {
            blanks.max(asks)
        }
    }

    /// The document; `origin` is what is said at its end.
    fn finish(mut self, name: &str, len: u64, origin: Vec<Fact>) -> MemoryDocument {
        let title = self.top.first().cloned().unwrap_or_default();
        // The last line is the author's, if it is not who translated it.
        let author = self.top.iter().skip(1).rfind(|line| !line.ends_with('訳'));
        let author = author.cloned();
        let mut facts: Vec<Fact> = Vec::new();
        facts.extend(author.clone().map(|name| Fact::new(about::AUTHOR, name)));
        let translators = self.top.iter().skip(1).filter_map(|l| l.strip_suffix('訳'));
        facts.extend(translators.map(|name| Fact::new(about::TRANSLATOR, name.trim())));
        facts.extend(origin);
        let has_title = !title.is_empty();
        self.set_levels(u8::from(has_title));
        if let Some(first) = self.headings.first_mut().filter(|_| has_title) {
            first.entry = Some(Box::new(Entry {
                author,
                ..Entry::default()
            }));
        }
        MemoryDocument {
            title: if has_title { title } else { name.to_owned() },
            lang: TextLang::Ja,
            blocks: self.blocks,
            headings: self.headings,
            len,
            facts,
            ..MemoryDocument::default()
        }
    }

    /// Makes the levels follow each other: a text may begin with 中見出し. Those of the first `own`
    /// headings are right.
    fn set_levels(&mut self, own: u8) {
        let own = usize::from(own);
        let mut used: Vec<u8> = self.headings.iter().skip(own).map(|h| h.level).collect();
        used.sort_unstable();
        used.dedup();
        for heading in self.headings.iter_mut().skip(own) {
            let rank = used.partition_point(|&level| level < heading.level);
            heading.level = (rank + 1 + own) as u8;
            let block = self
                .blocks
                .binary_search_by_key(&heading.pos, |block| block.at);
            let block = block.ok().and_then(|at| self.blocks.get_mut(at));
            if let Some(block) = block.filter(|b| matches!(b.kind, BlockKind::Heading(_))) {
                block.kind = BlockKind::Heading(heading.level);
            }
        }
    }
}

/// What stands before lines that are indented by so many characters.
fn indented(indent: u16) -> Lead {
    Lead {
        indent: Cells(indent.saturating_mul(2)),
        ..Lead::default()
    }
}

#[cfg(test)]
mod tests;
