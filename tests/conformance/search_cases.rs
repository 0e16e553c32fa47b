//! The cases of `tests/data/search/cases.tsv` by every gear that can hold them.

use crate::search_doc::{OfferedLines, RecastDocument};
use std::borrow::Cow;
use std::ops::ControlFlow;
use tongdu::doc::{Block, Document, Mark, Pos, Step};
use tongdu::formats::plain::PlainDocument;
use tongdu::search::query::QueryKind;
use tongdu::search::{Query, scan};
use tongdu::source::encoding::detect::{EncodingHint, detect};
use tongdu::source::encoding::parse_choice;
use tongdu::source::windows::Source;
use tongdu::text::forms::Level;
use tongdu::text::script::TextLang;

/// A case; the README of the folder explains its columns.
struct SearchCase {
    id: &'static str,
    levels: &'static str,
    lang: TextLang,
    kind: &'static str,
    query: String,
    text: String,
    want: String,
}

fn cases() -> Vec<SearchCase> {
    let rows = include_str!("../data/search/cases.tsv").lines();
    let rows = rows.filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let cells: Vec<&'static str> = row.split('\t').collect();
        SearchCase {
            id: cells[0],
            levels: cells[1],
            lang: match cells[2] {
                "zh" => TextLang::Hans,
                "hant" => TextLang::Hant,
                "ja" => TextLang::Ja,
                "ko" => TextLang::Ko,
                _ => TextLang::Other,
            },
            kind: cells[3],
            query: unescape(cells[4]),
            text: unescape(cells[5]),
            want: unescape(cells[6]),
        }
    })
    .collect()
}

fn unescape(cell: &str) -> String {
    let mut parts = cell.split("\\u{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("a code point");
        let code = u32::from_str_radix(code, 16).expect("hexadecimal");
        text.push(char::from_u32(code).expect("a scalar value"));
        text += rest;
    }
    text
}

/// The searches that a case names.
fn searches(levels: &str) -> Vec<(Level, QueryKind)> {
    match levels {
        "P" => vec![(Level::Variants, QueryKind::Pinyin)],
        "R" => vec![(Level::Variants, QueryKind::Regex)],
        "RE" => vec![(Level::Exact, QueryKind::Regex)],
        _ => {
            let level = |c| match c {
                'E' => Level::Exact,
                'F' => Level::Forms,
                _ => Level::Variants,
            };
            let levels = levels.chars().map(level);
            levels.map(|level| (level, QueryKind::Literal)).collect()
        }
    }
}

/// A text of the cases as blocks, with the byte of the text that each byte of a block is.
struct CaseText {
    source: String,
    blocks: Vec<Block<'static>>,
    /// For each block the start of each of its bytes in the text, and the end of the last.
    bytes: Vec<Vec<usize>>,
}

impl CaseText {
    fn new(case: &SearchCase) -> Self {
        let mut this = Self {
            source: String::new(),
            blocks: Vec::new(),
            bytes: Vec::new(),
        };
        let ends = match case.kind {
            "verse" => "¶↵",
            "cells" => "¶¦",
            _ => "¶",
        };
        let mut start = 0;
        for part in case.text.split_inclusive(|c| ends.contains(c)) {
            let words = part.trim_end_matches(|c| ends.contains(c));
            this.push_block(words, start, case.kind == "plain");
            this.source.push('\n');
            start += part.len();
        }
        this
    }

    /// Adds a block whose notation begins at byte `start` of the case's text.
    fn push_block(&mut self, notation: &str, start: usize, is_plain: bool) {
        let pos = Pos::new(0, self.source.len() as u64);
        let (mut text, mut marks, mut bytes) = (String::new(), Vec::new(), Vec::new());
        let (mut ruby, mut base, mut sign) = (0, 0, 0);
        let mut is_hidden = false;
        let mut is_tag = false;
        for (at, c) in notation.char_indices() {
            let (before, rest) = notation.split_at(at);
            let mut shown = None;
            match c {
                _ if is_plain => shown = Some(c),
                '⟪' => is_hidden = true,
                '⟫' => is_hidden = false,
                _ if is_hidden => {}
                '↵' => {
                    while text.ends_with([' ', '\u{3000}']) {
                        text.pop();
                        bytes.truncate(text.len());
                    }
                    let rest = rest.trim_start_matches(['↵', ' ', '\u{3000}']);
                    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                    if is_latin(text.chars().next_back()) && is_latin(rest.chars().next()) {
                        shown = Some(' ');
                    }
                }
                ' ' | '\u{3000}' if before.trim_end_matches([' ', '\u{3000}']).ends_with('↵') => {
                }
                '{' => ruby = text.len() as u32,
                '|' => {
                    base = text.len() as u32 - ruby;
                    shown = Some('（');
                }
                '}' => shown = Some('）'),
                '<' if rest.starts_with("<b>") || rest.starts_with("</b>") => {
                    is_tag = true;
                }
                '>' if is_tag => is_tag = false,
                _ if is_tag => {}
                '<' => sign = text.len() as u32,
                '>' => marks.push((sign..text.len() as u32, Mark::NoteRef(String::new()))),
                c => shown = Some(c),
            }
            if let Some(shown) = shown {
                text.push(shown);
                bytes.resize(text.len(), start + at);
            }
            if c == '}' && !is_plain {
                marks.push((ruby..text.len() as u32, Mark::Ruby { base }));
            }
            match c {
                '↵' => self.source.push('\n'),
                '⟪' | '⟫' => {}
                c => self.source.push(c),
            }
        }
        let plain = PlainDocument::new("t", Source::Owned(Vec::new()));
        let block = plain.block_at(Pos::default()).into_owned();
        self.blocks.push(Block {
            pos,
            text: Cow::Owned(text),
            marks,
            ..block
        });
        self.bytes.push(bytes);
    }
}

/// Puts the hits of a document into the text of a case.
fn mark_hits(doc: &dyn Document, query: &Query, text: &CaseText, case: &SearchCase) -> String {
    let mut hits = Vec::new();
    scan(doc, query, doc.first(), &mut |step| {
        if let Step::Found(span) = step {
            hits.push(span);
        }
        ControlFlow::Continue(())
    });
    let starts: Vec<Pos> = std::iter::successors(Some(doc.first()), |pos| doc.next(*pos)).collect();
    let mut marked = case.text.clone();
    for hit in hits.iter().rev() {
        let block = starts
            .binary_search(&hit.start.block_start())
            .expect("a block");
        assert_eq!(
            hit.end.block_start(),
            hit.start.block_start(),
            "{}",
            case.id
        );
        let bytes = &text.bytes[block];
        let last = bytes[hit.end.within as usize - 1];
        let (_, rest) = case.text.split_at(last);
        let len = rest.chars().next().expect("a character").len_utf8();
        marked.insert(last + len, '】');
        marked.insert(bytes[hit.start.within as usize], '【');
    }
    if hits.is_empty() {
        "-".to_owned()
    } else {
        marked
    }
}

/// Checks a case by one gear.
fn check(doc: &dyn Document, gear: &str, text: &CaseText, case: &SearchCase) {
    for (level, kind) in searches(case.levels) {
        let got = match Query::parse(&case.query, level, kind) {
            Ok(query) => mark_hits(doc, &query, text, case),
            Err(_) => "!".to_owned(),
        };
        assert_eq!(got, case.want, "{} {level:?} by {gear}", case.id);
    }
}

#[test]
fn cases_find_what_they_name_by_every_gear() {
    let plain = |bytes: Vec<u8>, encoding: &str| {
        let encoding = parse_choice(encoding).expect("a name");
        let hint = EncodingHint {
            encoding,
            ..EncodingHint::default()
        };
        let source = Source::Owned(bytes);
        let guess = detect(&source, &hint);
        PlainDocument::with_detection("t", source, guess)
    };
    let mut decoded = 0;
    for case in &cases() {
        let text = CaseText::new(case);
        let lines = plain(text.source.clone().into_bytes(), "utf-8");
        let blocks = RecastDocument {
            lang: case.lang,
            own: Some((text.source.clone(), text.blocks.clone())),
            ..RecastDocument::new(&lines, OfferedLines::None)
        };
        check(&blocks, "blocks", &text, case);
        if matches!(case.kind, "wrapped" | "hidden" | "plain") {
            let joined = RecastDocument {
                lines: OfferedLines::Joined,
                ..blocks
            };
            check(&joined, "joined lines", &text, case);
        }
        // A byte order mark is no text.
        let is_marked = case.text.starts_with('\u{FEFF}');
        if case.kind != "plain" || is_marked || case.text.contains(['\n', '\r']) {
            continue;
        }
        // The line that is left after the last line end is no block of the case.
        let source = text.source.trim_end_matches('\n');
        let same = |inner| RecastDocument {
            lang: case.lang,
            ..RecastDocument::new(inner, OfferedLines::Same)
        };
        let lines = plain(source.as_bytes().to_vec(), "utf-8");
        check(&same(&lines), "raw lines", &text, case);
        let (bytes, _, is_lossy) = encoding_rs::GB18030.encode(source);
        if !is_lossy && encoding_rs::GB18030.decode_without_bom_handling(&bytes).0 == source {
            decoded += 1;
            let lines = plain(bytes.into_owned(), "gb18030");
            // Bytes of one character alone may be read as another's.
            if lines.block_at(Pos::default()).text != source.lines().next().unwrap_or_default() {
                continue;
            }
            check(&same(&lines), "decoded lines", &text, case);
        }
    }
    assert!(decoded > 200, "{decoded}");
}
