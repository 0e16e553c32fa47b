//! The text of a document as HTML: its pieces in their order, and what the characters in it mean that are none
//! ([MS-DOC] 2.4.1, 2.8.35).

use super::paragraph_props::Looks;
use super::{Bytes, Head};
use crate::formats::word::docx::body::{MOST, escaped};

/// The pair that names the table of pieces (`Clx`).
const PIECES: usize = 33;
/// Cells of a row.
const CELLS: usize = 1024;
/// Fields within each other; deeper ones are read as text.
const FIELDS: usize = 32;

/// The document as a page; `None` if there is no table of its pieces.
pub(crate) fn page(body: &Bytes, table: &Bytes, head: &Head, looks: &Looks<'_>) -> Option<String> {
    let mut walk = Walk::new(looks);
    let mut count = 0;
    // Pieces do not overlap: there is no more text than there are bytes, whatever the head says.
    let end = head.text.saturating_add(head.notes).min(body.0.len());
    for piece in pieces(body, table)? {
        for (c, at) in piece.characters(body) {
            if count >= end || walk.out.len() + walk.paragraph.len() > MOST {
                return Some(walk.finish());
            }
            if count >= head.text {
                walk.begin_notes();
            }
            count += c.len_utf16();
            walk.take(c, at);
        }
    }
    Some(walk.finish())
}

/// A stretch of text.
struct Piece {
    /// Characters.
    len: usize,
    /// Its first byte in the stream.
    at: usize,
    /// Whether each character is one byte (Windows-1252), not two (UTF-16).
    is_narrow: bool,
}

/// The pieces of the text in their order.
fn pieces(body: &Bytes, table: &Bytes) -> Option<Vec<Piece>> {
    const CHANGES: u8 = 1;
    const TABLE: u8 = 2;
    const NARROW: u32 = 1 << 30;
    let mut at = body.range(PIECES)?.start;
    while table.u8(at)? == CHANGES {
        at += 3 + usize::from(table.u16(at + 1)?);
    }
    if table.u8(at)? != TABLE {
        return None;
    }
    let len = table.u32(at + 1)? as usize;
    let start = at + 5;
    // One place more than there are pieces, and then what is said of each in eight bytes.
    let count = len.checked_sub(4)? / 12;
    let told = start + (count + 1) * 4;
    let piece = |index: usize| {
        let place = |index: usize| table.u32(start + index * 4);
        let len = place(index + 1)?.checked_sub(place(index)?)?;
        let at = table.u32(told + index * 8 + 2)?;
        let is_narrow = at & NARROW != 0;
        let at = (at & !NARROW) as usize;
        Some(Piece {
            len: len as usize,
            at: if is_narrow { at / 2 } else { at },
            is_narrow,
        })
    };
    // What is told of more pieces than there are is not believed.
    Some((0..count).map_while(piece).collect())
}

impl Piece {
    /// Its characters, and the byte of the stream where each is, as far as they are there.
    fn characters<'d>(&self, body: &'d Bytes) -> impl Iterator<Item = (char, u32)> + 'd {
        let step = if self.is_narrow { 1 } else { 2 };
        let end = self
            .len
            .saturating_mul(step)
            .saturating_add(self.at)
            .min(body.0.len());
        let bytes = body.0.get(self.at..end).unwrap_or_default();
        let at = self.at;
        let (narrow, wide) = if self.is_narrow {
            (bytes, &[][..])
        } else {
            (&[][..], bytes)
        };
        let narrow = narrow.iter().enumerate().map(move |(index, byte)| {
            let byte = [*byte];
            let text = encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&byte)
                .0;
            (text.chars().next().unwrap_or_default(), (at + index) as u32)
        });
        let units = wide.chunks_exact(2).map(|pair| match pair {
            [low, high] => u16::from_le_bytes([*low, *high]),
            _ => 0,
        });
        let mut unit = 0;
        let wide = char::decode_utf16(units).map(move |c| {
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            let place = at + unit * 2;
            unit += c.len_utf16();
            (c, place as u32)
        });
        narrow.chain(wide)
    }
}

/// The walk through the text.
struct Walk<'d> {
    looks: &'d Looks<'d>,
    out: String,
    /// The paragraph, as HTML.
    paragraph: String,
    /// The cells of the row before it.
    cells: Vec<String>,
    is_in_table: bool,
    /// Fields within each other, and whether what is read is their code.
    fields: Vec<bool>,
    /// Signs of notes in the text, and texts of notes so far.
    signs: usize,
    notes: Option<usize>,
}

impl<'d> Walk<'d> {
    fn new(looks: &'d Looks<'d>) -> Self {
        Self {
            looks,
            out: String::new(),
            paragraph: String::new(),
            cells: Vec::new(),
            is_in_table: false,
            fields: Vec::new(),
            signs: 0,
            notes: None,
        }
    }

    fn take(&mut self, c: char, at: u32) {
        match c {
            '\u{13}' if self.fields.len() < FIELDS => self.fields.push(true),
            '\u{14}' => {
                if let Some(is_code) = self.fields.last_mut() {
                    *is_code = false;
                }
            }
            '\u{15}' => drop(self.fields.pop()),
            // Codes of fields are no text, but a paragraph ends in them too.
            _ if self.fields.contains(&true) && c != '\r' => {}
            '\r' | '\u{0C}' => self.end_paragraph(at),
            '\u{07}' => self.end_cell(at),
            '\u{0B}' => self.paragraph.push_str("<br>"),
            '\u{02}' => self.sign(),
            '\u{1E}' => self.paragraph.push('\u{2011}'),
            '\u{1F}' => self.paragraph.push('\u{AD}'),
            '\t' => self.paragraph.push('\u{3000}'),
            '\u{01}' => self.paragraph.push_str("<img>"),
            c if c < ' ' => {}
            c => self
                .paragraph
                .push_str(&escaped(c.encode_utf8(&mut [0; 4]))),
        }
    }

    fn end_paragraph(&mut self, at: u32) {
        let look = self.looks.at(at);
        if look.is_in_table {
            // One of several in a cell.
            self.paragraph.push_str("<br>");
            return;
        }
        if self.is_in_table && self.cells.is_empty() {
            self.out.push_str("</table>");
            self.is_in_table = false;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        let name = match look.level {
            level @ 1..=6 if self.notes.is_none() => format!("h{level}"),
            _ => "p".to_owned(),
        };
        self.out += &format!("<{name}>{paragraph}</{name}>");
    }

    /// A cell ends, or the row.
    fn end_cell(&mut self, at: u32) {
        if !self.looks.at(at).ends_row {
            self.cells.push(std::mem::take(&mut self.paragraph));
            if self.cells.len() == CELLS {
                self.end_cells();
            }
            return;
        }
        if !self.is_in_table {
            self.out.push_str("<table>");
            self.is_in_table = true;
        }
        self.out.push_str("<tr>");
        for cell in self.cells.drain(..) {
            self.out += &format!("<td>{cell}</td>");
        }
        self.out.push_str("</tr>");
    }

    /// The sign of a note: in the text it leads to the note, in the notes it begins one.
    fn sign(&mut self) {
        match &mut self.notes {
            None => {
                self.signs += 1;
                let number = self.signs;
                self.paragraph +=
                    &format!("<a epub:type=\"noteref\" href=\"#note-{number}\">{number}</a>");
            }
            Some(count) => {
                if *count > 0 {
                    self.out.push_str("</aside>");
                }
                *count += 1;
                self.out += &format!("<aside epub:type=\"footnote\" id=\"note-{count}\">");
            }
        }
    }

    fn begin_notes(&mut self) {
        if self.notes.is_none() {
            self.end_all();
            self.notes = Some(0);
        }
    }

    /// Makes paragraphs of cells whose row has no end.
    fn end_cells(&mut self) {
        for cell in self.cells.drain(..) {
            self.out += &format!("<p>{cell}</p>");
        }
    }

    /// Ends what has not ended.
    fn end_all(&mut self) {
        self.fields.clear();
        self.end_cells();
        if !self.paragraph.is_empty() {
            self.end_paragraph(u32::MAX);
        }
        if std::mem::take(&mut self.is_in_table) {
            self.out.push_str("</table>");
        }
    }

    fn finish(mut self) -> String {
        self.end_all();
        self.out
    }
}
