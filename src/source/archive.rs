//! The files inside of a zip: a book, or a shelf of texts. Names are only ever compared, never used as
//! paths; what is inflated is bounded, whatever the archive claims.

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

/// Bytes of one member, inflated; the rest of it is not shown.
pub const MAX_MEMBER_BYTES: u64 = 64 << 20;
/// Bytes of all members of an archive, inflated; further ones are not shown.
pub const MAX_ARCHIVE_BYTES: u64 = 1 << 30;
/// Times a member may be larger than it is in the archive, once it is larger than [`SMALL`]. Prose
/// deflates to a third, the same line a thousand times to a hundredth.
pub const MAX_RATIO: u64 = 200;
/// Bytes that a member may have whatever its ratio.
pub const FREE_MEMBER_BYTES: u64 = 1 << 20;
/// Members that are listed.
const MAX_MEMBERS: usize = 65_536;
/// Bytes at the end of an archive in which its list of members is looked for.
const DIRECTORY_SEARCH_BYTES: u64 = 256 << 10;
/// Bytes of an archive without directory that are searched for members.
const MAX_SCAN_BYTES: u64 = 1 << 30;

/// A zip.
#[derive(Debug)]
pub(crate) struct Archive {
    source: Source,
    members: Vec<Member>,
    names: HashMap<String, usize>,
    /// Whether its directory is missing.
    pub(crate) is_damaged: bool,
}

/// A file in it.
#[derive(Debug)]
struct Member {
    name: String,
    /// Where its local header is.
    header_at: u64,
    compressed_len: u64,
    /// What the archive says; only good for shares of the whole.
    declared_len: u64,
    compression: MemberCompression,
}

/// How a member lies in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MemberCompression {
    Stored,
    Deflated,
    /// In a way that is not read here.
    Unsupported,
    /// Behind a password.
    Encrypted,
}

impl MemberCompression {
    fn new(method: CompressionMethod, flags: u16) -> Self {
        if flags & ENCRYPTED_FLAG != 0 {
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

/// The flag of a member behind a password.
const ENCRYPTED_FLAG: u16 = 1;

/// Whether a source is a zip, by its beginning. An empty one is none.
pub(crate) fn is_zip(source: &Source) -> bool {
    source
        .window(0, LOCAL_HEADER_SIGNATURE.len() as u64)
        .as_ref()
        == LOCAL_HEADER_SIGNATURE
}

/// Whether the end of the central directory of a zip names a member.
pub(crate) fn has_member(source: &Source, name: &str) -> bool {
    const DIRECTORY_HEADER_BYTES: usize = 46;
    let list = source.window(
        source.len().saturating_sub(DIRECTORY_SEARCH_BYTES),
        source.len(),
    );
    memmem::find_iter(&list, name).any(|at| {
        let header = at
            .checked_sub(DIRECTORY_HEADER_BYTES)
            .and_then(|start| list.get(start..));
        header.is_some_and(|header| header.starts_with(b"PK\x01\x02"))
    })
}

struct SourceReaderAt<'s>(&'s Source);

impl ReaderAt for SourceReaderAt<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        Ok(self.0.read(offset, buffer))
    }
}

impl Archive {
    /// The archive in `source`. One that lost its directory, which stands at its end, is searched for
    /// the members that are there. `region` helps with names that are not in UTF-8.
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

    /// The member of a name; upper and lower case are not told apart if need be.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.names
            .get(name)
            .or_else(|| self.names.get(&name.to_lowercase()))
            .copied()
    }

    /// Names of all members in the order of the archive.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.name.as_str())
    }

    /// The name of a member.
    pub(crate) fn name(&self, index: usize) -> &str {
        self.members.get(index).map_or("", |member| &member.name)
    }

    /// Bytes of a member as the archive says, at most as many as are read.
    pub(crate) fn declared_len(&self, index: usize) -> u64 {
        self.members
            .get(index)
            .map_or(0, |member| member.declared_len.min(MAX_MEMBER_BYTES))
    }

    /// Why nothing of a member can be read, where the directory says so.
    pub(crate) fn member_error(&self, index: usize) -> Option<MemberError> {
        match self.members.get(index)?.compression {
            MemberCompression::Stored | MemberCompression::Deflated => None,
            MemberCompression::Unsupported => Some(MemberError::Unsupported),
            MemberCompression::Encrypted => Some(MemberError::Encrypted),
        }
    }

    /// The bytes of a member as far as they can be read.
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
        // A member that is packed larger than it may be is not read beyond that.
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

/// Members, and their names as the archive has them.
type MemberList = (Vec<MemberName>, Vec<Member>);

/// The members that the directory lists; `None` without one.
fn read_directory(source: &Source) -> Option<MemberList> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipLocator::new()
        .locate_in_reader(SourceReaderAt(source), &mut buffer, source.len())
        .ok()?;
    let (mut names, mut members) = (Vec::new(), Vec::new());
    let mut entries = archive.entries(&mut buffer);
    while let Ok(Some(entry)) = entries.next_entry() {
        if entry.is_dir() || members.len() >= MAX_MEMBERS {
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
/// What a local header begins with.
const LOCAL_HEADER_SIGNATURE: &[u8] = b"PK\x03\x04";
/// Bytes searched at once.
const SCAN_WINDOW_BYTES: u64 = 1 << 20;

/// The members whose local headers are found.
fn scan_local_headers(source: &Source) -> MemberList {
    let finder = memchr::memmem::Finder::new(LOCAL_HEADER_SIGNATURE);
    let mut names = Vec::new();
    let mut members: Vec<Member> = Vec::new();
    let end = source.len().min(MAX_SCAN_BYTES);
    let mut at = 0;
    while at < end && members.len() < MAX_MEMBERS {
        let window = source.window(at, at + SCAN_WINDOW_BYTES + LOCAL_HEADER_BYTES);
        let Some(found) = finder.find(&window) else {
            at += SCAN_WINDOW_BYTES;
            continue;
        };
        let here = at + found as u64;
        let header = source.window(here, here + LOCAL_HEADER_BYTES + MAX_NAME_BYTES);
        at = here + LOCAL_HEADER_SIGNATURE.len() as u64;
        // A member without a length of its own ends before the next.
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

/// Longest name that is read from a local header, in bytes.
const MAX_NAME_BYTES: u64 = 4 << 10;

/// The member of a local header that stands at `at`, and its name.
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

/// Two bytes, the little end first; 0 beyond the end.
fn read_u16(bytes: &[u8], at: usize) -> u16 {
    bytes
        .get(at..at + 2)
        .map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}
