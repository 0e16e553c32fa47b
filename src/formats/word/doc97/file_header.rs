//! Beginning of the stream that holds the text: where the text and its tables are.

use super::stream::StreamBytes;
use std::ops::Range;

/// Beginning of a document (`FIB`, [MS-DOC] 2.5).
pub(crate) struct FileHeader {
    /// The stream with the tables.
    pub(crate) table_stream: &'static str,
    /// Characters of the text, and of the footnotes that follow it.
    pub(crate) text_chars: usize,
    pub(crate) note_chars: usize,
}

impl FileHeader {
    /// Reads the beginning of `body`. `None` if the document is older than Word 97 or encrypted.
    pub(crate) fn parse(body: &StreamBytes) -> Option<Self> {
        // Magic number, version and flag bits of the header; no units.
        const WORD_MAGIC: u16 = 0xA5EC;
        const WORD_97_VERSION: u16 = 0x00C1;
        const ENCRYPTED_BITS: u16 = 1 << 8;
        const TABLE_1_BITS: u16 = 1 << 9;
        let flags = body.u16(0x0A)?;
        let is_read = body.u16(0)? == WORD_MAGIC
            && body.u16(2)? >= WORD_97_VERSION
            && flags & ENCRYPTED_BITS == 0;
        is_read.then_some(())?;
        Some(Self {
            table_stream: if flags & TABLE_1_BITS == 0 {
                "/0Table"
            } else {
                "/1Table"
            },
            text_chars: body.u32(0x4C)? as usize,
            note_chars: body.u32(0x50)? as usize,
        })
    }
}

/// Returns where the table of pair `index` (`FibRgFcLcb97`) is in the stream of tables. `None` if `body` ends before
/// the pair.
pub(crate) fn table_range(body: &StreamBytes, index: usize) -> Option<Range<usize>> {
    const FC_LCB_OFFSET_BYTES: usize = 0x9A;
    let at = FC_LCB_OFFSET_BYTES + index * 8;
    let (start, len) = (body.u32(at)? as usize, body.u32(at + 4)? as usize);
    Some(start..start.checked_add(len)?)
}
