//! Members of a zip: a book, or a collection of texts.
//!
//! Names are only compared, never used as paths. The inflated size is limited, regardless of the declared size.

mod names;
#[cfg(test)]
#[path = "../../tests/support/zip_builder.rs"]
pub(crate) mod zip_builder;

use super::encoding::detect::LocaleRegion;
use super::windows::Source;
use crate::error::MemberError;
use memchr::memmem;
use names::MemberName;
use rawzip::extra_fields::ExtraFieldId;
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipLocator};
use std::collections::HashMap;
use std::io;
use std::ops::Range;

/// Maximum bytes of one inflated member; the rest is not shown.
pub const MAX_MEMBER_BYTES: u64 = 64 << 20;
/// Maximum bytes of all inflated members of an archive; further ones are not shown.
pub const MAX_ARCHIVE_BYTES: u64 = 1 << 30;
/// Maximum ratio of the inflated size of a member to its compressed size, for members larger than
/// [`FREE_MEMBER_BYTES`]. Prose deflates to a third, the same line a thousand times to a hundredth.
pub const MAX_RATIO: u64 = 200;
/// Bytes that a member may have at any ratio.
pub const FREE_MEMBER_BYTES: u64 = 1 << 20;
/// Maximum number of listed members.
const MAX_MEMBER_COUNT: usize = 65_536;
/// Bytes at the end of an archive that are searched for its directory.
const DIRECTORY_SEARCH_BYTES: u64 = 256 << 10;
/// Bytes of an archive without directory that are searched for members.
const MAX_SCAN_BYTES: u64 = 1 << 30;

/// Zip archive.
#[derive(Debug)]
pub(crate) struct Archive {
    source: Source,
    members: Vec<Member>,
    names: HashMap<String, usize>,
    /// Whether its directory is missing.
    pub(crate) is_damaged: bool,
}

/// File in the archive.
#[derive(Debug)]
struct Member {
    name: String,
    /// Byte offset of its local header.
    header_at: u64,
    compressed_len: u64,
    /// Inflated size as declared by the archive. It may be wrong, and only serves for shares of the whole.
    declared_len: u64,
    compression: MemberCompression,
}

/// Compression of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MemberCompression {
    Stored,
    Deflated,
    /// Unsupported compression method.
    Unsupported,
    /// Encrypted with a password.
    Encrypted,
}

impl MemberCompression {
    fn new(method: CompressionMethod, flags: u16) -> Self {
        if flags & ENCRYPTED_BITS != 0 {
            Self::Encrypted
        } else if method == CompressionMethod::DEFLATE {
            Self::Deflated
        } else if method == CompressionMethod::STORE {
            Self::Stored
        } else {
            Self::Unsupported
        }
    }
}

/// Flag bit of an encrypted member (bit 0).
const ENCRYPTED_BITS: u16 = 1;

/// Returns whether a source begins like a zip with at least one member.
pub(crate) fn is_zip(source: &Source) -> bool {
    source
        .window(0, LOCAL_HEADER_SIGNATURE.len() as u64)
        .as_ref()
        == LOCAL_HEADER_SIGNATURE
}

/// Returns whether the end of a zip's central directory lists a member `name`. Archives that are members have directories of
/// their own before it.
pub(crate) fn has_member(source: &Source, name: &str) -> bool {
    const DIRECTORY_HEADER_BYTES: usize = 46;
    let tail = source.window(
        source.len().saturating_sub(DIRECTORY_SEARCH_BYTES),
        source.len(),
    );
    let list = central_directory(&tail).unwrap_or(&tail);
    memmem::find_iter(list, name).any(|at| {
        let header = at
            .checked_sub(DIRECTORY_HEADER_BYTES)
            .and_then(|start| list.get(start..));
        header.is_some_and(|header| header.starts_with(b"PK\x01\x02"))
    })
}

/// Returns the end of a zip's central directory, as far as it is among its last bytes; `None` if its length is not known.
fn central_directory(tail: &[u8]) -> Option<&[u8]> {
    /// Place of the length of the directory in the record of its end.
    const LEN_BYTES: Range<usize> = 12..16;
    let end = memmem::rfind(tail, b"PK\x05\x06")?;
    let len = tail.get(end..)?.get(LEN_BYTES)?.first_chunk()?;
    let len = u32::from_le_bytes(*len);
    // The length of a large one is elsewhere.
    let start = end.saturating_sub(len as usize);
    (len != u32::MAX).then_some(tail.get(start..end)?)
}

struct SourceReaderAt<'s>(&'s Source);

impl ReaderAt for SourceReaderAt<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        Ok(self.0.read(offset, buffer))
    }
}

impl Archive {
    /// Reads the directory of the archive in `source`. If the directory is missing (it is at the end), the
    /// local headers are searched instead. `region` helps to decode names that are not UTF-8.
    pub(crate) fn new(source: Source, region: LocaleRegion) -> Self {
        let listed = read_directory(&source);
        let is_damaged = listed.is_none();
        let (names, mut members) = listed.unwrap_or_else(|| scan_local_headers(&source));
        for (member, name) in members.iter_mut().zip(names::decode_names(&names, region)) {
            member.name = name;
        }
        let mut names = HashMap::new();
        for (index, member) in members.iter().enumerate() {
            names.insert(member.name.clone(), index);
        }
        for (index, member) in members.iter().enumerate() {
            names.entry(member.name.to_lowercase()).or_insert(index);
        }
        Self {
            source,
            members,
            names,
            is_damaged,
        }
    }

    /// Returns the index of the member with this name. An exact match precedes one that ignores case.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.names
            .get(name)
            .or_else(|| self.names.get(&name.to_lowercase()))
            .copied()
    }

    /// Returns the names of all members in the order of the archive.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.name.as_str())
    }

    /// Returns the name of a member.
    pub(crate) fn name(&self, index: usize) -> &str {
        self.members.get(index).map_or("", |member| &member.name)
    }

    /// Returns the declared inflated size of a member in bytes, at most [`MAX_MEMBER_BYTES`].
    pub(crate) fn declared_len(&self, index: usize) -> u64 {
        self.members
            .get(index)
            .map_or(0, |member| member.declared_len.min(MAX_MEMBER_BYTES))
    }

    /// Returns the reason why a member cannot be read, if the directory shows one.
    pub(crate) fn member_error(&self, index: usize) -> Option<MemberError> {
        match self.members.get(index)?.compression {
            MemberCompression::Stored | MemberCompression::Deflated => None,
            MemberCompression::Unsupported => Some(MemberError::Unsupported),
            MemberCompression::Encrypted => Some(MemberError::Encrypted),
        }
    }

    /// Inflates a member, as far as possible. An error may come with partial content.
    pub(crate) fn read(&self, index: usize) -> (Vec<u8>, Option<MemberError>) {
        let Some(member) = self.members.get(index) else {
            return (Vec::new(), Some(MemberError::Damaged));
        };
        if let Some(fault) = self.member_error(index) {
            return (Vec::new(), Some(fault));
        }
        let limit = member
            .compressed_len
            .saturating_mul(MAX_RATIO)
            .clamp(FREE_MEMBER_BYTES, MAX_MEMBER_BYTES);
        self.inflate(member, limit as usize)
    }

    fn inflate(&self, member: &Member, limit: usize) -> (Vec<u8>, Option<MemberError>) {
        let header = self
            .source
            .window(member.header_at, member.header_at + LOCAL_HEADER_BYTES);
        if header.len() < LOCAL_HEADER_BYTES as usize || !header.starts_with(LOCAL_HEADER_SIGNATURE)
        {
            return (Vec::new(), Some(MemberError::Damaged));
        }
        let names = u64::from(read_u16(&header, 26)) + u64::from(read_u16(&header, 28));
        let start = member.header_at + LOCAL_HEADER_BYTES + names;
        // A member with a compressed size above the limit is read up to the limit.
        let packed = member.compressed_len.min(MAX_MEMBER_BYTES);
        let mut bytes = self.source.window(start, start + packed).into_owned();
        let is_short = (bytes.len() as u64) < member.compressed_len;
        if member.compression == MemberCompression::Stored {
            let fault = if bytes.len() > limit {
                Some(MemberError::TooLarge)
            } else {
                is_short.then_some(MemberError::Damaged)
            };
            bytes.truncate(limit);
            return (bytes, fault);
        }
        match miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, limit) {
            Ok(bytes) => (bytes, None),
            Err(error) if error.status == miniz_oxide::inflate::TINFLStatus::HasMoreOutput => {
                (error.output, Some(MemberError::TooLarge))
            }
            Err(error) => (error.output, Some(MemberError::Damaged)),
        }
    }
}

/// Members, and their names as stored.
type MemberList = (Vec<MemberName>, Vec<Member>);

/// Reads the members from the directory; `None` without a directory.
fn read_directory(source: &Source) -> Option<MemberList> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipLocator::new()
        .locate_in_reader(SourceReaderAt(source), &mut buffer, source.len())
        .ok()?;
    let (mut names, mut members) = (Vec::new(), Vec::new());
    let mut entries = archive.entries(&mut buffer);
    while let Ok(Some(entry)) = entries.next_entry() {
        if entry.is_dir() || members.len() >= MAX_MEMBER_COUNT {
            continue;
        }
        let flags = entry.flags().bits();
        let second = entry
            .extra_fields()
            .find(|(id, _)| *id == ExtraFieldId::INFO_ZIP_UNICODE_PATH);
        names.push(MemberName::new(
            entry.file_path().as_bytes(),
            flags,
            second.map(|(_, field)| field),
        ));
        members.push(Member {
            name: String::new(),
            header_at: entry.local_header_offset(),
            compressed_len: entry.compressed_size_hint(),
            declared_len: entry.uncompressed_size_hint(),
            compression: MemberCompression::new(entry.compression_method(), flags),
        });
    }
    (!members.is_empty()).then_some((names, members))
}

/// Bytes of a local header before the name.
const LOCAL_HEADER_BYTES: u64 = 30;
/// Signature of a local header.
const LOCAL_HEADER_SIGNATURE: &[u8] = b"PK\x03\x04";
/// Bytes that are searched at a time.
const SCAN_WINDOW_BYTES: u64 = 1 << 20;

/// Searches the local headers for members.
fn scan_local_headers(source: &Source) -> MemberList {
    let finder = memchr::memmem::Finder::new(LOCAL_HEADER_SIGNATURE);
    let mut names = Vec::new();
    let mut members: Vec<Member> = Vec::new();
    let end = source.len().min(MAX_SCAN_BYTES);
    let mut at = 0;
    while at < end && members.len() < MAX_MEMBER_COUNT {
        let window = source.window(at, at + SCAN_WINDOW_BYTES + LOCAL_HEADER_BYTES);
        let Some(found) = finder.find(&window) else {
            at += SCAN_WINDOW_BYTES;
            continue;
        };
        let here = at + found as u64;
        let header = source.window(here, here + LOCAL_HEADER_BYTES + MAX_NAME_BYTES);
        at = here + LOCAL_HEADER_SIGNATURE.len() as u64;
        // A member of unknown length ends before the next one.
        if let Some(last) = members.last_mut().filter(|last| last.compressed_len == 0) {
            last.compressed_len = here - last.header_at;
        }
        if let Some((name, member)) = parse_local_header(&header, here) {
            at += member.compressed_len.min(end);
            names.push(name);
            members.push(member);
        }
    }
    if let Some(last) = members.last_mut().filter(|last| last.compressed_len == 0) {
        last.compressed_len = source.len() - last.header_at;
    }
    (names, members)
}

/// Longest name read from a local header, in bytes.
const MAX_NAME_BYTES: u64 = 4 << 10;

/// Parses the local header at byte `at`. Returns the member and its name; `None` for a folder or an unsupported
/// method.
fn parse_local_header(header: &[u8], at: u64) -> Option<(MemberName, Member)> {
    let len = usize::from(read_u16(header, 26));
    let path = header.get(LOCAL_HEADER_BYTES as usize..LOCAL_HEADER_BYTES as usize + len)?;
    let (flags, method) = (read_u16(header, 6), read_u16(header, 8));
    let long =
        |at: usize| u64::from(read_u16(header, at)) | u64::from(read_u16(header, at + 2)) << 16;
    let is_member = matches!(method, 0 | 8) && !path.is_empty() && !path.ends_with(b"/");
    is_member.then(|| {
        let member = Member {
            name: String::new(),
            header_at: at,
            compressed_len: long(18),
            declared_len: long(22).max(long(18)),
            compression: MemberCompression::new(CompressionMethod::new(method), flags),
        };
        (MemberName::new(path, flags, None), member)
    })
}

/// Reads two bytes, little-endian; 0 beyond the end.
fn read_u16(bytes: &[u8], at: usize) -> u16 {
    bytes
        .get(at..at + 2)
        .map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}
