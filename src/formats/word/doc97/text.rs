//! Text of a document as HTML: the pieces in order, and the meaning of control characters ([MS-DOC] 2.4.1, 2.8.35).

use super::file_header::{FileHeader, table_range};
use super::paragraph_props::ParagraphPropTable;
use super::stream::StreamBytes;
use crate::formats::html::escape::{MAX_HTML_BYTES, escape_html};

/// Index of the piece table (`Clx`) among the table ranges.
const CLX_INDEX: usize = 33;
/// Cells of a row.
const MAX_ROW_CELLS: usize = 1024;
/// Nesting limit of fields; deeper ones become text.
const MAX_FIELD_DEPTH: usize = 32;

/// Converts the document to HTML. `None` if it has no piece table.
pub(crate) fn to_html(
    body: &StreamBytes,
    table: &StreamBytes,
    head: &FileHeader,
    looks: &ParagraphPropTable<'_>,
) -> Option<String> {
    let mut walk = TextWalk::new(looks);
    let mut count = 0;
    // Pieces do not overlap, so the text has at most as many characters as the stream has bytes, whatever the
    // header claims.
    let end = head
        .text_chars
        .saturating_add(head.note_chars)
        .min(body.0.len());
    for piece in text_pieces(body, table)? {
        for (c, at) in piece.characters(body) {
            if count >= end || walk.out.len() + walk.paragraph.len() > MAX_HTML_BYTES {
                return Some(walk.finish());
            }
            if count >= head.text_chars {
                walk.begin_notes();
            }
            count += c.len_utf16();
            walk.push_char(c, at);
        }
    }
    Some(walk.finish())
}

/// A piece of the text.
struct TextPiece {
    /// Number of characters.
    char_count: usize,
    /// Offset of the first byte in the stream.
    at: usize,
    /// Whether each character is one byte (Windows-1252), not two (UTF-16).
    is_narrow: bool,
}

/// Returns the pieces of the text in order.
fn text_pieces(body: &StreamBytes, table: &StreamBytes) -> Option<Vec<TextPiece>> {
    // Type codes of the table's parts and a flag bit of its entries; no units.
    const CLXT_PRC: u8 = 1;
    const CLXT_PCDT: u8 = 2;
    const COMPRESSED_BITS: u32 = 1 << 30;
    let mut at = table_range(body, CLX_INDEX)?.start;
    while table.u8(at)? == CLXT_PRC {
        at += 3 + usize::from(table.u16(at + 1)?);
    }
    if table.u8(at)? != CLXT_PCDT {
        return None;
    }
    let len = table.u32(at + 1)? as usize;
    let start = at + 5;
    // The table holds one more position than pieces, then eight bytes per piece.
    let count = len.checked_sub(4)? / 12;
    let told = start + (count + 1) * 4;
    let piece = |index: usize| {
        let place = |index: usize| table.u32(start + index * 4);
        let len = place(index + 1)?.checked_sub(place(index)?)?;
        let at = table.u32(told + index * 8 + 2)?;
        let is_narrow = at & COMPRESSED_BITS != 0;
        let at = (at & !COMPRESSED_BITS) as usize;
        Some(TextPiece {
            char_count: len as usize,
            at: if is_narrow { at / 2 } else { at },
            is_narrow,
        })
    };
    // Entries beyond the end of the table are ignored.
    Some((0..count).map_while(piece).collect())
}

impl TextPiece {
    /// Returns the available characters of the piece, and the stream offset of each.
    fn characters<'d>(&self, body: &'d StreamBytes) -> impl Iterator<Item = (char, u32)> + 'd {
        let step = if self.is_narrow { 1 } else { 2 };
        let end = self
            .char_count
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

/// State of the walk through the text.
struct TextWalk<'d> {
    props: &'d ParagraphPropTable<'d>,
    out: String,
    /// The open paragraph, as HTML.
    paragraph: String,
    /// The finished cells of the open row.
    cells: Vec<String>,
    is_in_table: bool,
    /// Open fields, and whether each is in its code.
    open_fields: Vec<bool>,
    /// Note references in the text, and notes so far.
    note_ref_count: usize,
    note_count: Option<usize>,
}

impl<'d> TextWalk<'d> {
    fn new(props: &'d ParagraphPropTable<'d>) -> Self {
        Self {
            props,
            out: String::new(),
            paragraph: String::new(),
            cells: Vec::new(),
            is_in_table: false,
            open_fields: Vec::new(),
            note_ref_count: 0,
            note_count: None,
        }
    }

    fn push_char(&mut self, c: char, at: u32) {
        match c {
            '\u{13}' if self.open_fields.len() < MAX_FIELD_DEPTH => self.open_fields.push(true),
            '\u{14}' => {
                if let Some(is_code) = self.open_fields.last_mut() {
                    *is_code = false;
                }
            }
            '\u{15}' => drop(self.open_fields.pop()),
            // Field codes are not text, but a paragraph may end within them.
            _ if self.open_fields.contains(&true) && c != '\r' => {}
            '\r' | '\u{0C}' => self.end_paragraph(at),
            '\u{07}' => self.end_cell(at),
            '\u{0B}' => self.paragraph.push_str("<br>"),
            '\u{02}' => self.push_note_ref(),
            '\u{1E}' => self.paragraph.push('\u{2011}'),
            '\u{1F}' => self.paragraph.push('\u{AD}'),
            '\t' => self.paragraph.push('\u{3000}'),
            '\u{01}' => self.paragraph.push_str("<img>"),
            c if c < ' ' => {}
            c => self
                .paragraph
                .push_str(&escape_html(c.encode_utf8(&mut [0; 4]))),
        }
    }

    fn end_paragraph(&mut self, at: u32) {
        let look = self.props.props_at(at);
        if look.is_in_table {
            // Further paragraph of a cell.
            self.paragraph.push_str("<br>");
            return;
        }
        if self.is_in_table && self.cells.is_empty() {
            self.out.push_str("</table>");
            self.is_in_table = false;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        let name = match look.heading_level {
            level @ 1..=6 if self.note_count.is_none() => format!("h{level}"),
            _ => "p".to_owned(),
        };
        self.out += &format!("<{name}>{paragraph}</{name}>");
    }

    /// Ends a cell or a row.
    fn end_cell(&mut self, at: u32) {
        if !self.props.props_at(at).is_row_end {
            self.cells.push(std::mem::take(&mut self.paragraph));
            if self.cells.len() == MAX_ROW_CELLS {
                self.flush_cells();
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

    /// Writes a note reference: in the text a link to the note, in the notes the start of a note.
    fn push_note_ref(&mut self) {
        match &mut self.note_count {
            None => {
                self.note_ref_count += 1;
                let number = self.note_ref_count;
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
        if self.note_count.is_none() {
            self.end_all();
            self.note_count = Some(0);
        }
    }

    /// Writes the cells of an unfinished row as paragraphs.
    fn flush_cells(&mut self) {
        for cell in self.cells.drain(..) {
            self.out += &format!("<p>{cell}</p>");
        }
    }

    /// Closes everything open.
    fn end_all(&mut self) {
        self.open_fields.clear();
        self.flush_cells();
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
