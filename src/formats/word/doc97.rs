//! Documents of Word 97 to 2003 (`.doc`, [MS-DOC]). Their text is in pieces listed in a table. It becomes a page of
//! HTML with the headings of its styles or, if no heading style is used, with inferred headings. Automatic
//! paragraph numbers are not in the text and not shown; tracked deletions are shown.
//!
//! # Limits
//!
//! 64 MiB per document and per part of it.

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

/// Signature of a compound file.
const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Largest document and largest part of one, in bytes.
const MAX_PART_BYTES: u64 = 64 << 20;
/// The stream with the text.
const BODY_STREAM: &str = "/WordDocument";

/// Returns whether a source begins like such a document. Other compound files do too.
pub fn may_be_doc(source: &Source) -> bool {
    source.window(0, SIGNATURE.len() as u64).as_ref() == SIGNATURE
}

/// Opens a document. `name` is its title. `None` if the document cannot be read.
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
