//! Texts of 青空文庫. Annotations are applied and not shown. One block per line.
//!
//! [`inline`] parses a line: ruby, annotations, characters missing in the encoding ([`jis_x_0213`]). This file
//! handles what spans lines: the title and author at the top, the legend between two rules, which is left out,
//! indents and headings over several lines, and the metadata at the end ([`colophon`]: 底本：…).

mod accents;
mod annotation;
mod colophon;
mod copy_lines;
mod inferred;
mod inline;
mod jis_x_0213;
mod kanbun;
mod marked_text;
mod source_lines;

use super::blocks::document::{BlockDocument, OriginalText};
use crate::doc::{Block, BlockKind, Heading, Lead, Mark, Metadata, MetadataKind, Pos, TocEntry};
use crate::text::script::TextLang;
use crate::text::units::Cells;
use annotation::Annotation;
pub(crate) use annotation::gaiji;
use inline::ParsedLine;
use marked_text::MarkedText;
use source_lines::{SourceLines, SourcePart};
use std::borrow::Cow;
use std::ops::Range;

/// Returns whether a text begins like one of 青空文庫: with the legend, or with annotations of the usual kinds.
pub fn is_aozora(head: &str) -> bool {
    head.contains(source_lines::LEGEND)
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

/// Shortest text whose beginning is parsed first, in bytes.
const MIN_STAGED_BYTES: usize = 512 << 10;
/// Bytes of text that are parsed first.
const BEGINNING_BYTES: usize = 64 << 10;

/// Opens a text. `name` is the title of a text without one.
pub fn open(name: &str, source: &str) -> BlockDocument {
    let lines = SourceLines::new(source);
    let (mut reader, body, _) = parse(&lines, usize::MAX);
    if !source.contains("見出し") {
        let found = inferred::headings(&reader.blocks, &body, !reader.headings.is_empty());
        reader.headings.extend(found);
    }
    reader.into_document(name, source, &lines)
}

/// Opens the beginning of a long text as [`open`] does all of it, without inferred headings. Also returns the byte at which
/// it ends. `None` for a short text, for one without a title, and where the levels of headings depend on the rest.
pub(crate) fn open_beginning(source: &str) -> Option<(BlockDocument, usize)> {
    if source.len() < MIN_STAGED_BYTES {
        return None;
    }
    let lines = SourceLines::new(source);
    let (reader, _, end) = parse(&lines, BEGINNING_BYTES);
    let mut levels: Vec<u8> = reader.headings.iter().skip(1).map(|h| h.level).collect();
    levels.sort_unstable();
    levels.dedup();
    let last = reader.blocks.last()?.pos.block.0;
    if reader.head_lines.is_empty() || levels != annotation::heading_levels(source) {
        return None;
    }
    let document = reader.into_document("", source, &lines);
    Some((document, end.max(last as usize + 1)))
}

/// Lines of the text itself, each with its byte.
type BodyLines<'t> = Vec<(usize, Cow<'t, str>)>;

/// Parses the lines that begin before byte `most`. Returns them, the lines of the text itself, and the byte after the last
/// of them.
fn parse<'t>(lines: &SourceLines<'t>, most: usize) -> (AozoraParser, BodyLines<'t>, usize) {
    let mut reader = AozoraParser::default();
    let mut body = Vec::new();
    let (mut at, mut index) = (0, 0);
    while let Some((text, count, len)) = lines.paragraph(index).filter(|_| at < most) {
        let text = if at == 0 {
            Cow::Owned(text.trim_start_matches('\u{FEFF}').to_owned())
        } else {
            text
        };
        match lines.part(index) {
            SourcePart::Colophon => reader.push_metadata_line(&text, at),
            SourcePart::Legend => reader.skip_line(),
            SourcePart::Text => {
                reader.parse_line(&text, at);
                if reader.part == AozoraPart::Body {
                    body.push((at, text));
                }
            }
        }
        at += len;
        index += count;
    }
    (reader, body, at)
}

/// Part of the text being parsed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum AozoraPart {
    /// Above the first empty line: title and author.
    #[default]
    Top,
    /// The text itself.
    Body,
}

#[derive(Default)]
struct AozoraParser {
    part: AozoraPart,
    blocks: Vec<Block<'static>>,
    headings: Vec<Heading>,
    head_lines: Vec<String>,
    /// Empty lines since the last block.
    blanks: u8,
    /// Indent of the following lines, in characters.
    indent: u16,
    /// Right margin of the following lines in characters, if they are flush right.
    right_margin: Option<u16>,
    /// Level of the heading that the following lines form.
    heading_level: Option<u8>,
    /// Marks that span several lines.
    open_marks: Vec<Mark>,
}

impl AozoraParser {
    fn parse_line(&mut self, text: &str, at: usize) {
        if text.trim().is_empty() {
            self.blanks = 1;
            if self.part == AozoraPart::Top && !self.head_lines.is_empty() {
                self.part = AozoraPart::Body;
            }
            return;
        }
        match self.part {
            AozoraPart::Top
                if self.head_lines.len() < 6
                    && !text.starts_with('　')
                    && text.contains(char::is_alphanumeric) =>
            {
                let line = inline::parse_line(text, &[]);
                let words = line.plain_text();
                let kind = if self.head_lines.is_empty() {
                    BlockKind::Heading(1)
                } else {
                    BlockKind::Aside
                };
                self.head_lines.push(words);
                self.push_blocks(line.pieces, &kind, at, &Lead::default());
            }
            AozoraPart::Top | AozoraPart::Body => {
                self.part = AozoraPart::Body;
                self.parse_body_line(text, at);
            }
        }
    }

    /// Parses a line of the text.
    fn parse_body_line(&mut self, text: &str, at: usize) {
        let ParsedLine {
            pieces,
            annotations: notes,
            open_marks: marks,
        } = inline::parse_line(text, &self.open_marks);
        self.open_marks = marks;
        let mut indent = self.indent;
        let mut level = self.heading_level;
        let mut right = self.right_margin;
        let mut run_in = None;
        let mut rule = false;
        for note in notes {
            match note {
                Annotation::Indent(cells) => indent = cells,
                Annotation::IndentStart(cells) => {
                    self.indent = cells;
                    indent = cells;
                }
                Annotation::IndentEnd => self.indent = 0,
                Annotation::FlushRight(behind) => right = Some(behind),
                Annotation::FlushRightStart(behind) => {
                    self.right_margin = Some(behind);
                    right = Some(behind);
                }
                Annotation::FlushRightEnd => self.right_margin = None,
                Annotation::Heading(own) => level = Some(own),
                Annotation::HeadingStart(own) => {
                    self.heading_level = Some(own);
                    level = Some(own);
                }
                Annotation::HeadingEnd => self.heading_level = None,
                Annotation::RunInLevel(own) => run_in = Some(own),
                Annotation::NewPage => rule = true,
                _ => {}
            }
        }
        if rule {
            self.push_blocks(Vec::new(), &BlockKind::Rule, at, &Lead::default());
        }
        if pieces.iter().any(|piece| !piece.text.trim().is_empty()) {
            if let Some(own) = run_in.filter(|_| level.is_none()) {
                let first = pieces.first();
                match first.and_then(|piece| Some((piece, piece.run_in_title()?))) {
                    Some((piece, title)) if !piece.is_whole_text(&title) => {
                        self.push_run_in_heading(piece, title, own, at);
                    }
                    _ => level = Some(own),
                }
            }
            let kind = level.map_or(BlockKind::Line, BlockKind::Heading);
            // A heading is not indented: its style marks it.
            let lead = match (level, right) {
                (Some(_), _) => Lead::default(),
                (None, Some(behind)) => Lead {
                    flush_right: Some(Cells(behind.saturating_mul(2))),
                    ..Lead::default()
                },
                (None, None) => lead_with_indent(indent),
            };
            self.push_blocks(pieces, &kind, at, &lead);
        }
    }

    /// Records a run-in heading of the line written next.
    fn push_run_in_heading(&mut self, piece: &MarkedText, title: Range<u32>, level: u8, at: usize) {
        let last = self.blocks.last().map_or(0, |last| last.pos.block.0 + 1);
        self.headings.push(Heading {
            pos: Pos::new(0, last.max(at as u64)).at(title.start),
            level,
            title: piece.plain_text_in(&title).trim().into(),
            len: title.len() as u32,
            confidence: None,
            entry: None,
        });
    }

    /// Skips a line that is not part of the text.
    fn skip_line(&mut self) {
        self.part = AozoraPart::Body;
        self.blanks = 1;
    }

    /// Writes a line about the text.
    fn push_metadata_line(&mut self, text: &str, at: usize) {
        if text.trim().is_empty() {
            self.blanks = 1;
        } else {
            let words = text.trim_start_matches('　');
            let indent = (text.len() - words.len()) / '　'.len_utf8();
            let piece = MarkedText {
                text: words.trim_end().to_owned(),
                marks: Vec::new(),
            };
            self.push_blocks(
                vec![piece],
                &BlockKind::Aside,
                at,
                &lead_with_indent(indent.min(20) as u16),
            );
        }
    }

    /// Writes a line: one block, or several if it is very long.
    fn push_blocks(&mut self, pieces: Vec<MarkedText>, kind: &BlockKind, at: usize, lead: &Lead) {
        let pieces = if pieces.is_empty() {
            vec![MarkedText::default()]
        } else {
            pieces
        };
        let mut at = at as u64;
        for (index, piece) in pieces.into_iter().enumerate() {
            let continued = index > 0;
            if let Some(last) = self.blocks.last() {
                at = at.max(last.pos.block.0 + 1);
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
                    title: piece.plain_text().trim().into(),
                    len: piece.text.len() as u32,
                    confidence: None,
                    entry: None,
                });
            }
            at += piece.text.len() as u64 / 4;
            let space = self.take_space(&kind);
            self.blocks.push(Block {
                pos,
                space_above: space,
                kind,
                text: Cow::Owned(piece.text),
                marks: piece.marks,
                lead: lead.clone(),
                is_continuation: continued,
            });
        }
    }

    fn take_space(&mut self, kind: &BlockKind) -> u8 {
        let blanks = std::mem::take(&mut self.blanks);
        let asks = u8::from(matches!(kind, BlockKind::Heading(_) | BlockKind::Rule));
        if self.blocks.is_empty() {
            0
        } else {
            blanks.max(asks)
        }
    }

    /// Returns the document of a text with these lines. `name` is the title of a text without one.
    fn into_document(self, name: &str, source: &str, lines: &SourceLines<'_>) -> BlockDocument {
        let facts = colophon::metadata(lines.colophon());
        BlockDocument {
            original: OriginalText {
                source: Some(source.into()),
                hidden_line_count: lines.legend_line_count() as u64,
                ..OriginalText::default()
            },
            ..self.finish(name, source.len() as u64, facts)
        }
    }

    /// Returns the document. `origin` is the metadata at the end of the text.
    fn finish(mut self, name: &str, len: u64, origin: Vec<Metadata>) -> BlockDocument {
        let title = self.head_lines.first().cloned().unwrap_or_default();
        // The last head line names the author, unless it names the translator.
        let author = self
            .head_lines
            .iter()
            .skip(1)
            .rfind(|line| !line.ends_with('訳'));
        let author = author.cloned();
        let mut facts: Vec<Metadata> = Vec::new();
        facts.extend(
            author
                .clone()
                .map(|name| Metadata::new(MetadataKind::Author, name)),
        );
        let translators = self
            .head_lines
            .iter()
            .skip(1)
            .filter_map(|l| l.strip_suffix('訳'));
        facts.extend(translators.map(|name| Metadata::new(MetadataKind::Translator, name.trim())));
        facts.extend(origin);
        let has_title = !title.is_empty();
        self.set_levels(u8::from(has_title));
        if let Some(first) = self.headings.first_mut().filter(|_| has_title) {
            first.entry = Some(Box::new(TocEntry {
                author,
                ..TocEntry::default()
            }));
        }
        BlockDocument {
            title: if has_title { title } else { name.to_owned() },
            lang: TextLang::Ja,
            blocks: self.blocks,
            headings: self.headings,
            len,
            metadata: facts,
            ..BlockDocument::default()
        }
    }

    /// Makes the levels consecutive, since a text may begin with 中見出し. The first `own` headings keep their level.
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
                .binary_search_by_key(&heading.pos, |block| block.pos);
            let block = block.ok().and_then(|at| self.blocks.get_mut(at));
            if let Some(block) = block.filter(|b| matches!(b.kind, BlockKind::Heading(_))) {
                block.kind = BlockKind::Heading(heading.level);
            }
        }
    }
}

/// Returns the lead of lines with this indent in characters.
fn lead_with_indent(indent: u16) -> Lead {
    Lead {
        indent: Cells(indent.saturating_mul(2)),
        ..Lead::default()
    }
}

#[cfg(test)]
mod tests;
