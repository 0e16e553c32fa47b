//! Documents of Word 97 to 2003 (`.doc`, [MS-DOC]). Their text lies in pieces, which a table tells; it becomes a
//! page of HTML, with the headings that styles tell or, where nobody used one, those that are inferred. Numbers
//! that Word puts in front of paragraphs are not in the text, and not shown; what was deleted and is only
//! tracked is.
//!
//! # Limits
//!
//! 64 MiB a document, 64 MiB a part of it.

mod file_header;
mod paragraph_props;
mod stream;
mod text;

use crate::formats::blocks::document::BlockDocument;
use crate::formats::html;
use crate::formats::options::OpenOptions;
use crate::source::windows::Source;
use cfb::CompoundFile;
use file_header::FileHeader;
use paragraph_props::ParagraphPropTable;
use std::io::{Cursor, Read as _};
use stream::StreamBytes;

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

#[cfg(test)]
mod tests;
