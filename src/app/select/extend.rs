//! Targets of the moving end of a selection. Each function maps a stop to another stop of the same section; none
//! changes state.

use crate::app::reading::motion::Direction;
use crate::doc::{Block, Document, Pos, Stops};
use crate::text::script::TextLang;
use std::ops::Range;

/// A block with stops, and one of them.
struct StopCursor<'d> {
    doc: &'d dyn Document,
    block: Block<'d>,
    stops: Stops,
    index: usize,
}

impl<'d> StopCursor<'d> {
    fn new(doc: &'d dyn Document, at: Pos) -> Self {
        let block = doc.block_at(at);
        let stops = Stops::of(&block);
        let within = if block.pos == at.block_start() {
            at.within
        } else {
            0
        };
        let index = stops.index_of(within);
        Self {
            doc,
            block,
            stops,
            index,
        }
    }

    fn pos(&self) -> Pos {
        self.block.pos.at(self.stops.start(self.index))
    }

    fn at(&self, index: usize) -> Pos {
        self.block.pos.at(self.stops.start(index))
    }

    /// Moves to the first or last stop of the neighbouring block that has any. Returns false, without moving, at the edge
    /// of the section.
    fn move_to_block(&mut self, toward: Direction) -> bool {
        let section = self.block.pos.section;
        let mut at = self.block.pos;
        loop {
            let next = match toward {
                Direction::Next => self.doc.next(at),
                Direction::Prev => self.doc.prev(at),
            };
            let Some(next) = next.filter(|next| next.section == section) else {
                return false;
            };
            let block = self.doc.block_at(next);
            let stops = Stops::of(&block);
            if !stops.is_empty() {
                self.index = match toward {
                    Direction::Next => 0,
                    Direction::Prev => stops.last(),
                };
                (self.block, self.stops) = (block, stops);
                return true;
            }
            at = next;
        }
    }
}

/// A unit of text by which a selection moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextUnit {
    /// Cluster.
    Cluster,
    /// Start of a word.
    Word,
    /// End of a word.
    WordEnd,
    /// Sentence: its end going on, its start going back.
    Sentence,
    /// Paragraph: its end going on, its start going back.
    Paragraph,
}

/// Returns the stop `count` units from the stop at `from`. At the edge of the section it is the first or last stop.
pub fn extended(
    doc: &dyn Document,
    from: Pos,
    unit: TextUnit,
    toward: Direction,
    count: u32,
) -> Pos {
    let mut cursor = StopCursor::new(doc, from);
    for _ in 0..count.max(1) {
        let before = cursor.pos();
        step(&mut cursor, unit, toward);
        if cursor.pos() == before {
            break;
        }
    }
    cursor.pos()
}

fn step(cursor: &mut StopCursor<'_>, unit: TextUnit, toward: Direction) {
    let lang = cursor.doc.lang();
    let mut edge = next_edge(&cursor.stops, Some(cursor.index), unit, toward, lang);
    while edge.is_none() {
        if !cursor.move_to_block(toward) {
            edge = Some(match toward {
                Direction::Next => cursor.stops.last(),
                Direction::Prev => 0,
            });
            break;
        }
        edge = next_edge(&cursor.stops, None, unit, toward, lang);
    }
    cursor.index = edge.unwrap_or(cursor.index);
}

/// Returns the next edge of a unit in a block, from the stop `here` or, without one, from the edge of the block.
fn next_edge(
    stops: &Stops,
    here: Option<usize>,
    unit: TextUnit,
    toward: Direction,
    lang: TextLang,
) -> Option<usize> {
    let whole = 0..stops.last() + 1;
    let units = match unit {
        TextUnit::Cluster => {
            let next = match (here, toward) {
                (None, Direction::Next) => Some(0),
                (None, Direction::Prev) => Some(stops.last()),
                (Some(here), Direction::Next) => Some(here + 1),
                (Some(here), Direction::Prev) => here.checked_sub(1),
            };
            return next.filter(|next| whole.contains(next));
        }
        TextUnit::Word | TextUnit::WordEnd => {
            let from = match toward {
                Direction::Next => 0,
                Direction::Prev => stops.last(),
            };
            stops.words_around(here.unwrap_or(from), lang)
        }
        TextUnit::Sentence => stops.sentences(),
        TextUnit::Paragraph => vec![whole],
    };
    let starts = || units.iter().map(|unit| unit.start);
    let is_after = |edge: &usize| here.is_none_or(|here| *edge > here);
    match (unit, toward) {
        (TextUnit::Word, Direction::Next) => starts().find(is_after),
        (_, Direction::Next) => units.iter().map(|unit| unit.end - 1).find(is_after),
        (_, Direction::Prev) => starts().rfind(|edge| here.is_none_or(|here| *edge < here)),
    }
}

/// Returns the first or last stop of the section that holds `at`.
pub fn section_edge(doc: &dyn Document, at: Pos, toward: Direction) -> Pos {
    let edge = match toward {
        Direction::Prev => doc.block_at(Pos::new(at.section, 0)).pos,
        Direction::Next => match doc.next_section(at.section) {
            Some(next) => {
                let start = doc.block_at(Pos::new(next, 0)).pos;
                doc.prev(start).unwrap_or(start)
            }
            None => doc.last(),
        },
    };
    let edge = if edge.section == at.section { edge } else { at };
    let mut cursor = StopCursor::new(doc, edge);
    if cursor.stops.is_empty() {
        let back = match toward {
            Direction::Next => Direction::Prev,
            Direction::Prev => Direction::Next,
        };
        cursor.move_to_block(back);
    }
    match toward {
        Direction::Prev => cursor.at(0),
        Direction::Next => cursor.at(cursor.stops.last()),
    }
}

/// An object of the text around a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextObject {
    /// Word.
    Word,
    /// Sentence.
    Sentence,
    /// Paragraph.
    Paragraph,
    /// Text between quotation marks.
    Quoted,
    /// Text between brackets.
    Bracketed,
}

/// Pairs of quotation marks; with equal marks the odd ones open.
const QUOTES: [(char, char); 8] = [
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('＂', '＂'),
    ('"', '"'),
];

/// Pairs of brackets.
const BRACKETS: [(char, char); 8] = [
    ('（', '）'),
    ('(', ')'),
    ('〔', '〕'),
    ('【', '】'),
    ('［', '］'),
    ('[', ']'),
    ('〖', '〗'),
    ('{', '}'),
];

/// Returns the first and last stop of the object around `at`; `None` without one.
pub fn object(doc: &dyn Document, at: Pos, object: TextObject) -> Option<(Pos, Pos)> {
    let cursor = StopCursor::new(doc, at);
    if cursor.stops.is_empty() {
        return None;
    }
    let here = cursor.index;
    let around = |ranges: Vec<Range<usize>>| ranges.into_iter().find(|range| range.contains(&here));
    let range = match object {
        TextObject::Word => {
            let words = cursor.stops.words_around(here, doc.lang());
            around(words).unwrap_or(here..here + 1)
        }
        TextObject::Sentence => around(cursor.stops.sentences())?,
        TextObject::Paragraph => 0..cursor.stops.last() + 1,
        TextObject::Quoted => enclosed(&cursor, &QUOTES)?,
        TextObject::Bracketed => enclosed(&cursor, &BRACKETS)?,
    };
    (!range.is_empty()).then(|| (cursor.at(range.start), cursor.at(range.end - 1)))
}

/// Returns the stops between the innermost pair of marks around the cursor, or on one of whose marks it is.
fn enclosed(cursor: &StopCursor<'_>, pairs: &[(char, char)]) -> Option<Range<usize>> {
    let mark = |index: usize| {
        let at = cursor.stops.start(index) as usize;
        cursor.block.text.get(at..)?.chars().next()
    };
    let mut open: Vec<(char, usize)> = Vec::new();
    for index in 0..=cursor.stops.last() {
        let Some(c) = mark(index) else { continue };
        if let Some(at) = open.iter().rposition(|(close, _)| *close == c) {
            let start = open.get(at)?.1;
            open.truncate(at);
            if (start..=index).contains(&cursor.index) {
                return Some(start + 1..index);
            }
        } else if let Some((_, close)) = pairs.iter().find(|(mark, _)| *mark == c) {
            open.push((*close, index));
        }
    }
    None
}

/// Returns the stop nearest to `pos`, in its section.
pub fn nearest_stop(doc: &dyn Document, pos: Pos) -> Option<Pos> {
    let mut cursor = StopCursor::new(doc, pos);
    if cursor.block.pos.section != pos.section {
        return None;
    }
    if cursor.stops.is_empty()
        && !cursor.move_to_block(Direction::Next)
        && !cursor.move_to_block(Direction::Prev)
    {
        return None;
    }
    Some(cursor.pos())
}

#[cfg(test)]
mod tests;
