//! One line: its words, and what ruby and notes say of them.

use super::accents;
use super::annotation::{self, Note};
use super::marked_text::Piece;
use crate::doc::Mark;
use crate::formats::blocks::placeholders;
use crate::formats::blocks::sub_sup::{Level, raised};
use crate::text::script::{TextLang, is_han, is_kana};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

/// A line longer than this goes on in another block, in bytes.
const PIECE: usize = 64 << 10;
/// Longest note and longest reading, in bytes.
const NOTE: usize = 2 << 10;
/// How far before a note the words it speaks of may stand, in bytes.
const REACH: usize = 4 << 10;

/// What is read of a line.
pub(crate) struct Line<'t> {
    pub(crate) pieces: Vec<Piece>,
    /// What is asked for beyond marks.
    pub(crate) notes: Vec<Note<'t>>,
    /// Marks that are open at its end.
    pub(crate) marks: Vec<Mark>,
}

impl Line<'_> {
    /// Its words without readings.
    pub(crate) fn words(&self) -> String {
        self.pieces.iter().map(Piece::words).collect()
    }
}

/// Reads a line; `marks` are open at its start.
pub(crate) fn read<'t>(line: &'t str, marks: &[Mark]) -> Line<'t> {
    let mut reading = Reading {
        open: marks.iter().map(|mark| (0, mark.clone())).collect(),
        ..Reading::default()
    };
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '※' => reading.character(rest),
            '［' => reading.note(rest),
            '｜' => reading.base(rest),
            '《' => reading.ruby(rest),
            '〔' => reading.accents(rest),
            _ => None,
        };
        if taken.is_none() {
            reading.push(c.encode_utf8(&mut [0; 4]));
        }
        rest = rest
            .get(taken.unwrap_or(c.len_utf8())..)
            .unwrap_or_default();
        reading.cut();
    }
    reading.finish()
}

#[derive(Default)]
struct Reading<'t> {
    pieces: Vec<Piece>,
    text: String,
    marks: Vec<(Range<u32>, Mark)>,
    /// The text without readings, and where its stretches are in the text.
    bare: String,
    stretches: Vec<(usize, usize)>,
    /// Where the base of the next ruby begins, if a sign said so.
    base: Option<usize>,
    open: Vec<(u32, Mark)>,
    /// Whether the remark that is open has brackets of its own.
    has_brackets: bool,
    notes: Vec<Note<'t>>,
}

impl<'t> Reading<'t> {
    fn push(&mut self, words: &str) {
        let is_apart = self
            .stretches
            .last()
            .is_none_or(|(bare, text)| self.bare.len() - bare != self.text.len() - text);
        if is_apart {
            self.stretches.push((self.bare.len(), self.text.len()));
        }
        self.text.push_str(words);
        self.bare.push_str(words);
    }

    /// ※［＃…］: a character that the encoding lacks. Gives the bytes it takes.
    fn character(&mut self, rest: &str) -> Option<usize> {
        let sign = '※'.len_utf8();
        let inside = inside(rest.get(sign..)?)?;
        self.push(&known(inside));
        Some(sign + whole(inside))
    }

    /// ［＃…］
    fn note(&mut self, rest: &'t str) -> Option<usize> {
        let inside = inside(rest)?;
        match annotation::read(inside) {
            Note::Marked(words, mark) => {
                if let Some(range) = self.find(&plain(words)) {
                    self.marks.push((range, mark));
                }
            }
            Note::MarkFrom(mark) => self.open.push((self.text.len() as u32, mark)),
            Note::MarkEnds(mark) => self.close_mark(&mark),
            Note::RunIn(words, level) => {
                if let Some(range) = self.find(&plain(words)) {
                    self.marks.push((range, Mark::Title));
                    self.notes.push(Note::TitleInLine(level));
                }
            }
            Note::RunInFrom(level) => {
                self.open.push((self.text.len() as u32, Mark::Title));
                self.notes.push(Note::TitleInLine(level));
            }
            Note::RunInEnds => self.close_mark(&Mark::Title),
            Note::Raised(words, level) => self.raise(&plain(words), level),
            Note::Kanbun(marks) => {
                let start = self.text.len() as u32;
                self.push(&marks);
                self.marks
                    .push((start..self.text.len() as u32, Mark::Remark));
            }
            Note::RemarkFrom => self.open_remark(rest.get(whole(inside)..)?),
            Note::RemarkEnds => self.close_remark(),
            Note::Beside(words) => {
                let start = self.text.len() as u32;
                self.push(&format!("（{}）", plain(words)));
                let end = self.text.len() as u32;
                self.marks.push((start..end, Mark::Remark));
            }
            Note::FlushRight(_) if !self.text.trim().is_empty() => self.push("　"),
            Note::Picture(description) => {
                self.push(&placeholders::image(TextLang::Ja, &plain(description)));
            }
            note => self.notes.push(note),
        }
        Some(whole(inside))
    }

    /// The mark that was opened last of this kind ends.
    fn close_mark(&mut self, mark: &Mark) {
        if let Some(at) = self.open.iter().rposition(|(_, open)| open == mark) {
            let (start, mark) = self.open.remove(at);
            self.marks.push((start..self.text.len() as u32, mark));
        }
    }

    /// 〔e'tude〕: letters with accents. Gives the bytes it takes.
    fn accents(&mut self, rest: &str) -> Option<usize> {
        let sign = '〔'.len_utf8();
        let near = rest.get(sign..rest.floor_char_boundary(NOTE))?;
        let inside = near.get(..near.find('〕')?)?;
        if inside.contains(['［', '《', '｜', '※', '〔']) {
            return None;
        }
        self.push(&accents::joined(inside)?);
        Some(sign + inside.len() + '〕'.len_utf8())
    }

    /// The words that the text ends with stand above or below the line.
    fn raise(&mut self, words: &str, level: Level) {
        let bare = self.bare.len() - words.len().min(self.bare.len());
        if words.is_empty() || !self.bare.ends_with(words) || !self.text.ends_with(words) {
            return;
        }
        let text = self.text.len() - words.len();
        let base = self.text.get(..text).unwrap_or_default();
        if let Some(raised) = raised(base, words, level) {
            self.text.truncate(text);
            self.bare.truncate(bare);
            self.stretches.retain(|(start, _)| *start <= bare);
            self.push(&raised);
        }
    }

    /// A remark begins, with the text `rest`: in brackets, unless it has its own.
    fn open_remark(&mut self, rest: &str) {
        self.open.push((self.text.len() as u32, Mark::Remark));
        self.has_brackets = rest.starts_with(['（', '〔', '(']);
        if !self.has_brackets {
            self.push("（");
        }
    }

    fn close_remark(&mut self) {
        let is_it = |(_, mark): &(u32, Mark)| *mark == Mark::Remark;
        let Some(at) = self.open.iter().rposition(is_it) else {
            return;
        };
        if !self.has_brackets {
            self.push("）");
        }
        let (start, mark) = self.open.remove(at);
        self.marks.push((start..self.text.len() as u32, mark));
    }

    /// ｜: here begins the base of the next ruby, if there is one.
    fn base(&mut self, rest: &str) -> Option<usize> {
        let sign = '｜'.len_utf8();
        let near = rest.get(sign..rest.floor_char_boundary(NOTE))?;
        let ruby = near.find('《')?;
        let is_nearer = near.find('｜').is_none_or(|next| ruby < next);
        is_nearer.then(|| {
            self.base = Some(self.text.len());
            sign
        })
    }

    /// 《…》: the reading of what stands before it.
    fn ruby(&mut self, rest: &str) -> Option<usize> {
        let sign = '《'.len_utf8();
        let near = rest.get(sign..rest.floor_char_boundary(NOTE))?;
        let reading = near.get(..near.find('》')?)?;
        let start = self.base.take().unwrap_or_else(|| base_of(&self.text));
        let base = self.text.get(start..)?.len();
        if base == 0 || reading.is_empty() {
            return None;
        }
        self.text.push_str(&format!("（{}）", plain(reading)));
        self.marks.push((
            start as u32..self.text.len() as u32,
            Mark::Ruby { base: base as u32 },
        ));
        Some(sign + reading.len() + '》'.len_utf8())
    }

    /// Where the words that a note speaks of stand, the nearest before it.
    fn find(&self, words: &str) -> Option<Range<u32>> {
        let near = self
            .bare
            .ceil_char_boundary(self.bare.len().saturating_sub(REACH));
        let start = near + self.bare.get(near..)?.rfind(words)?;
        let last = words.char_indices().next_back()?.0 + start;
        let end = words.len() + start;
        Some(self.shown(start) as u32..(self.shown(last) + end - last) as u32)
    }

    /// Where byte `at` of the bare text is in the text.
    fn shown(&self, at: usize) -> usize {
        let after = self.stretches.partition_point(|(bare, _)| *bare <= at);
        self.stretches
            .get(after.saturating_sub(1))
            .map_or(0, |(bare, text)| text + at - bare)
    }

    /// Begins a new block if this one is long enough.
    fn cut(&mut self) {
        if self.text.len() >= PIECE {
            self.end_piece();
        }
    }

    fn end_piece(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim_end().to_owned();
        let len = text.len() as u32;
        let mut marks = std::mem::take(&mut self.marks);
        for (start, mark) in &mut self.open {
            marks.push((*start..len, mark.clone()));
            *start = 0;
        }
        for (range, _) in &mut marks {
            range.end = range.end.min(len);
        }
        marks.retain(|(range, mark)| {
            let reading = match mark {
                Mark::Ruby { base } => *base,
                _ => 0,
            };
            range.start + reading < range.end
        });
        marks.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
        self.pieces.push(Piece { text, marks });
        self.bare.clear();
        self.stretches.clear();
        self.base = None;
    }

    fn finish(mut self) -> Line<'t> {
        // A heading ends with its line.
        self.close_mark(&Mark::Title);
        self.end_piece();
        Line {
            pieces: self.pieces,
            notes: self.notes,
            marks: self.open.into_iter().map(|(_, mark)| mark).collect(),
        }
    }
}

/// The inside of the note that `rest` begins with; notes may stand in notes.
fn inside(rest: &str) -> Option<&str> {
    let open = "［＃";
    let near = rest
        .strip_prefix(open)?
        .get(..rest.floor_char_boundary(NOTE).saturating_sub(open.len()))?;
    let mut depth = 1;
    for (at, c) in near.char_indices() {
        match c {
            '［' => depth += 1,
            '］' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return near.get(..at);
        }
    }
    None
}

/// Bytes of a note with its brackets.
fn whole(inside: &str) -> usize {
    "［＃".len() + inside.len() + '］'.len_utf8()
}

/// The character that a note describes; 〓 for one that is not known.
fn known(note: &str) -> Cow<'static, str> {
    annotation::character(note).unwrap_or(Cow::Borrowed("〓"))
}

/// The words of a note or a reading: characters resolved, notes and readings in it left out.
fn plain(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let sign = c.len_utf8();
        let skip = match c {
            '※' => rest.get(sign..).and_then(inside).map(|note| {
                out.push_str(&known(note));
                sign + whole(note)
            }),
            '［' => inside(rest).map(whole),
            '《' => rest.find('》').map(|end| end + '》'.len_utf8()),
            '｜' => Some(sign),
            _ => None,
        };
        if skip.is_none() {
            out.push(c);
        }
        rest = rest.get(skip.unwrap_or(sign)..).unwrap_or_default();
    }
    out
}

/// Where the base of a ruby without a sign begins: the run of one script at the end of the text.
fn base_of(text: &str) -> usize {
    let Some(script) = text.chars().next_back().map(script) else {
        return 0;
    };
    let run = text.char_indices().rev();
    run.take_while(|&(_, c)| script != Script::Other && self::script(c) == script)
        .last()
        .map_or(text.len(), |(at, _)| at)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Hiragana,
    Katakana,
    Letters,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '々' | '仝' | '〆' | '〇' | 'ヶ' | '〓' | '〻' => Script::Han,
        _ if is_han(c) => Script::Han,
        'ー' => Script::Katakana,
        _ if is_kana(c) && (c as u32) < 0x30A0 => Script::Hiragana,
        _ if is_kana(c) => Script::Katakana,
        _ if c.is_alphanumeric() => Script::Letters,
        _ => Script::Other,
    }
}
