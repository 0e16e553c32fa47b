//! Packed texts with a table of chunks (`dictzip`, the `RA` field of a gzip header), any part of which can be unpacked alone.

use flate2::read::DeflateDecoder;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Seek as _, SeekFrom};

/// Bytes of a gzip header before its optional fields.
const HEADER_BYTES: usize = 10;
/// Flag of a header with extra fields.
const EXTRA_BIT: u8 = 4;
/// Flag of a header with a file name.
const NAME_BIT: u8 = 8;
/// Flag of a header with a comment.
const COMMENT_BIT: u8 = 16;
/// Flag of a header with a checksum of its own.
const CHECKSUM_BIT: u8 = 2;
/// Maximum bytes of a name or a comment.
const MAX_NAME_BYTES: u64 = 64 << 10;

/// The chunks of a packed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ChunkTable {
    /// Bytes of an unpacked chunk; the last one may have fewer.
    chunk_len: u64,
    /// Offsets of the packed chunks in the file, and the end of the last one.
    starts: Vec<u64>,
}

impl ChunkTable {
    /// Reads the table of a packed file; `None` without one.
    ///
    /// # Errors
    /// The error of the operating system, or the end of the file within the header.
    pub(super) fn read(file: &mut File) -> io::Result<Option<Self>> {
        file.seek(SeekFrom::Start(0))?;
        let mut reader = BufReader::new(file);
        let mut header = [0; HEADER_BYTES];
        reader.read_exact(&mut header)?;
        let flags = match header {
            [0x1F, 0x8B, 8, flags, ..] if flags & EXTRA_BIT != 0 => flags,
            _ => return Ok(None),
        };
        let mut extra = vec![0; usize::from(little_endian(&mut reader)?)];
        reader.read_exact(&mut extra)?;
        for flag in [NAME_BIT, COMMENT_BIT] {
            if flags & flag != 0 {
                let mut name = Vec::new();
                (&mut reader)
                    .take(MAX_NAME_BYTES)
                    .read_until(0, &mut name)?;
            }
        }
        if flags & CHECKSUM_BIT != 0 {
            little_endian(&mut reader)?;
        }
        let start = reader.stream_position()?;
        Ok(Self::from_extra(&extra, start))
    }

    /// Reads the table among the extra fields of a header, before packed data from `start` on.
    fn from_extra(extra: &[u8], start: u64) -> Option<Self> {
        let mut rest = extra;
        loop {
            let (name, after) = rest.split_at_checked(2)?;
            let mut after = after;
            let len = usize::from(little_endian(&mut after).ok()?);
            let (mut field, next) = after.split_at_checked(len)?;
            rest = next;
            if name != b"RA" {
                continue;
            }
            let _version = little_endian(&mut field).ok()?;
            let chunk_len = u64::from(little_endian(&mut field).ok()?);
            let count = usize::from(little_endian(&mut field).ok()?);
            let mut starts = vec![start];
            let mut at = start;
            for _ in 0..count {
                at += u64::from(little_endian(&mut field).ok()?);
                starts.push(at);
            }
            return (chunk_len > 0).then_some(Self { chunk_len, starts });
        }
    }

    /// Unpacks `len` bytes of the text from `offset` on. Only the chunks that hold them are read.
    ///
    /// # Errors
    /// The error of the operating system, of damaged data in one of these chunks, or of the end of the text.
    pub(super) fn unpack(&self, file: &mut File, offset: u64, len: u64) -> io::Result<Vec<u8>> {
        let first = offset / self.chunk_len;
        let within = usize::try_from(offset % self.chunk_len).unwrap_or(usize::MAX);
        let end = within.saturating_add(usize::try_from(len).unwrap_or(usize::MAX));
        let first = usize::try_from(first).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        for pair in self.starts.windows(2).skip(first) {
            let &[from, to] = pair else {
                break;
            };
            if bytes.len() >= end {
                break;
            }
            file.seek(SeekFrom::Start(from))?;
            let packed = Read::by_ref(file).take(to - from);
            // A chunk has no end of its own: reading stops at its last byte that is wanted.
            let wanted = self.chunk_len.min((end - bytes.len()) as u64);
            let mut chunk = DeflateDecoder::new(packed).take(wanted);
            chunk.read_to_end(&mut bytes)?;
        }
        let kept = bytes.get(within.min(bytes.len())..end.min(bytes.len()));
        Ok(kept.unwrap_or_default().to_vec())
    }
}

/// Reads a number of two bytes, the lower one first.
fn little_endian(reader: &mut impl Read) -> io::Result<u16> {
    let mut bytes = [0; 2];
    reader.read_exact(&mut bytes)?;
    Ok(u16::from_le_bytes(bytes))
}
