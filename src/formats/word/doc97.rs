//! Documents of Word 97 to 2003 (`.doc`, [MS-DOC]). Their text lies in pieces, which a table tells; it becomes a
//! page of HTML, with the headings that styles tell or, where nobody used one, those that are inferred. Numbers
//! that Word puts in front of paragraphs are not in the text, and not shown; what was deleted and is only
//! tracked is.
//!
//! # Limits
//!
//! 64 MiB a document, 64 MiB a part of it.

mod paragraph_props;
mod text;

use crate::formats::blocks::document::BlockDocument;
use crate::formats::html;
use crate::library::open::OpenOptions;
use crate::source::windows::Source;
use cfb::CompoundFile;
use paragraph_props::ParagraphPropTable;
use std::io::{Cursor, Read as _};

/// How a compound file begins.
const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Bytes of a document, and of a part of it, that are read.
const MAX_PART_BYTES: u64 = 64 << 20;
/// The stream that holds the text.
const BODY_STREAM: &str = "/WordDocument";

/// Whether a source begins as such a document does; there are others that do.
pub fn may_be_doc(source: &Source) -> bool {
    source.window(0, SIGNATURE.len() as u64).as_ref() == SIGNATURE
}

/// Opens a document, if it is one that can be read. `name` is its title.
pub fn open(name: &str, source: &Source, wishes: &OpenOptions) -> Option<BlockDocument> {
    let bytes = source.window(0, source.len().min(MAX_PART_BYTES));
    let mut file = CompoundFile::open(Cursor::new(&*bytes)).ok()?;
    let mut part = |name: &str| {
        let stream = file.open_stream(name).ok()?;
        let mut bytes = Vec::new();
        stream.take(MAX_PART_BYTES).read_to_end(&mut bytes).ok()?;
        Some(StreamBytes(bytes))
    };
    let body = part(BODY_STREAM)?;
    let head = FileHeader::parse(&body)?;
    let table = part(head.table_stream)?;
    let looks = ParagraphPropTable::new(&body, &table);
    let page = text::to_html(&body, &table, &head, &looks)?;
    let doc = html::parse_document(name, &page, html::PageKind::Book, wishes);
    Some(doc.filter(&wishes.rules))
}

/// What the beginning of a document tells (`FIB`, [MS-DOC] 2.5).
struct FileHeader {
    /// The stream with the tables.
    table_stream: &'static str,
    /// Characters of the text, and of the notes at the foot of pages behind it.
    text_chars: usize,
    note_chars: usize,
}

impl FileHeader {
    /// `None` of what is older, or encrypted.
    fn parse(body: &StreamBytes) -> Option<Self> {
        const WORD_MAGIC: u16 = 0xA5EC;
        const WORD_97_VERSION: u16 = 0x00C1;
        const ENCRYPTED_FLAG: u16 = 1 << 8;
        const TABLE_1_FLAG: u16 = 1 << 9;
        let flags = body.u16(0x0A)?;
        let is_read = body.u16(0)? == WORD_MAGIC
            && body.u16(2)? >= WORD_97_VERSION
            && flags & ENCRYPTED_FLAG == 0;
        is_read.then_some(())?;
        Some(Self {
            table_stream: if flags & TABLE_1_FLAG == 0 {
                "/0Table"
            } else {
                "/1Table"
            },
            text_chars: body.u32(0x4C)? as usize,
            note_chars: body.u32(0x50)? as usize,
        })
    }
}

/// A stream. What lies behind its end is not there.
struct StreamBytes(Vec<u8>);

impl StreamBytes {
    fn get(&self, at: usize, len: usize) -> Option<&[u8]> {
        self.0.get(at..at.checked_add(len)?)
    }

    fn u8(&self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    fn u16(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.get(at, 2)?.try_into().ok()?))
    }

    fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.get(at, 4)?.try_into().ok()?))
    }

    /// The part of a table that a pair in the head of the document names, the `index`th (`FibRgFcLcb97`).
    fn range(&self, index: usize) -> Option<std::ops::Range<usize>> {
        const FC_LCB_OFFSET_BYTES: usize = 0x9A;
        let at = FC_LCB_OFFSET_BYTES + index * 8;
        let (start, len) = (self.u32(at)? as usize, self.u32(at + 4)? as usize);
        Some(start..start.checked_add(len)?)
    }
}

#[cfg(test)]
mod tests;
