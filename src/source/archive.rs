//! The files inside of a zip: a book, or a shelf of texts. Names are only ever compared, never used as
//! paths; what is inflated is bounded, whatever the archive claims.

mod names;
#[cfg(test)]
#[path = "../../tests/support/zip_builder.rs"]
pub(crate) mod zip_builder;

use super::encoding::detect::Region;
use super::windows::Source;
use memchr::memmem;
use names::Name;
use rawzip::extra_fields::ExtraFieldId;
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipLocator};
use std::collections::HashMap;
use std::io;

/// Bytes of one member, inflated; the rest of it is not shown.
pub const MEMBER: u64 = 64 << 20;
/// Bytes of all members of an archive, inflated; further ones are not shown.
pub const BOOK: u64 = 1 << 30;
/// Times a member may be larger than it is in the archive, once it is larger than [`SMALL`]. Prose
/// deflates to a third, the same line a thousand times to a hundredth.
pub const RATIO: u64 = 200;
/// Bytes that a member may have whatever its ratio.
pub const SMALL: u64 = 1 << 20;
/// Members that are listed.
const MEMBERS: usize = 65_536;
/// Bytes at the end of an archive in which its list of members is looked for.
const LIST: u64 = 256 << 10;
/// Bytes of an archive without directory that are searched for members.
const SCANNED: u64 = 1 << 30;

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
    at: u64,
    packed: u64,
    /// What the archive says; only good for shares of the whole.
    size: u64,
    packing: Packing,
}

/// How a member lies in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Stored,
    Deflated,
    /// In a way that is not read here.
    Foreign,
    /// Behind a password.
    Locked,
}

impl Packing {
    fn of(method: CompressionMethod, flags: u16) -> Self {
        if flags & ENCRYPTED != 0 {
            Self::Locked
        } else if method == CompressionMethod::DEFLATE {
            Self::Deflated
        } else if method == CompressionMethod::STORE {
            Self::Stored
        } else {
            Self::Foreign
        }
    }
}

/// The flag of a member behind a password.
const ENCRYPTED: u16 = 1;

/// What is wrong with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It breaks off, or is no longer sound from some place on.
    Damaged,
    /// It is larger than what we read.
    TooLarge,
    /// It is behind a password.
    Locked,
    /// It is packed in a way that is not read here.
    Foreign,
}

/// Whether a source is a zip, by its beginning. An empty one is none.
pub(crate) fn is_zip(source: &Source) -> bool {
    source.window(0, SIGNATURE.len() as u64).as_ref() == SIGNATURE
}

/// Whether the end of the central directory of a zip names a member.
pub(crate) fn lists(source: &Source, name: &str) -> bool {
    const HEADER: usize = 46;
    let list = source.window(source.len().saturating_sub(LIST), source.len());
    memmem::find_iter(&list, name).any(|at| {
        let header = at.checked_sub(HEADER).and_then(|start| list.get(start..));
        header.is_some_and(|header| header.starts_with(b"PK\x01\x02"))
    })
}

struct Reader<'s>(&'s Source);

impl ReaderAt for Reader<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        Ok(self.0.read(offset, buffer))
    }
}

impl Archive {
    /// The archive in `source`. One that lost its directory, which stands at its end, is searched for
    /// the members that are there. `region` helps with names that are not in UTF-8.
    pub(crate) fn new(source: Source, region: Region) -> Self {
        let listed = listed(&source);
        let is_damaged = listed.is_none();
        let (names, mut members) = listed.unwrap_or_else(|| searched(&source));
        for (member, name) in members.iter_mut().zip(names::decoded(&names, region)) {
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
    pub(crate) fn size(&self, index: usize) -> u64 {
        self.members
            .get(index)
            .map_or(0, |member| member.size.min(MEMBER))
    }

    /// Why nothing of a member can be read, where the directory says so.
    pub(crate) fn fault(&self, index: usize) -> Option<Fault> {
        match self.members.get(index)?.packing {
            Packing::Stored | Packing::Deflated => None,
            Packing::Foreign => Some(Fault::Foreign),
            Packing::Locked => Some(Fault::Locked),
        }
    }

    /// The bytes of a member as far as they can be read.
    pub(crate) fn read(&self, index: usize) -> (Vec<u8>, Option<Fault>) {
        let Some(member) = self.members.get(index) else {
            return (Vec::new(), Some(Fault::Damaged));
        };
        if let Some(fault) = self.fault(index) {
            return (Vec::new(), Some(fault));
        }
        let limit = member.packed.saturating_mul(RATIO).clamp(SMALL, MEMBER);
        self.inflate(member, limit as usize)
    }

    fn inflate(&self, member: &Member, limit: usize) -> (Vec<u8>, Option<Fault>) {
        let header = self.source.window(member.at, member.at + LOCAL);
        if header.len() < LOCAL as usize || !header.starts_with(SIGNATURE) {
            return (Vec::new(), Some(Fault::Damaged));
        }
        let names = u64::from(short(&header, 26)) + u64::from(short(&header, 28));
        let start = member.at + LOCAL + names;
        // A member that is packed larger than it may be is not read beyond that.
        let packed = member.packed.min(MEMBER);
        let mut bytes = self.source.window(start, start + packed).into_owned();
        let is_short = (bytes.len() as u64) < member.packed;
        if member.packing == Packing::Stored {
            let fault = if bytes.len() > limit {
                Some(Fault::TooLarge)
            } else {
                is_short.then_some(Fault::Damaged)
            };
            bytes.truncate(limit);
            return (bytes, fault);
        }
        match miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, limit) {
            Ok(bytes) => (bytes, None),
            Err(error) if error.status == miniz_oxide::inflate::TINFLStatus::HasMoreOutput => {
                (error.output, Some(Fault::TooLarge))
            }
            Err(error) => (error.output, Some(Fault::Damaged)),
        }
    }
}

/// Members, and their names as the archive has them.
type Listed = (Vec<Name>, Vec<Member>);

/// The members that the directory lists; `None` without one.
fn listed(source: &Source) -> Option<Listed> {
    let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
    let archive = ZipLocator::new()
        .locate_in_reader(Reader(source), &mut buffer, source.len())
        .ok()?;
    let (mut names, mut members) = (Vec::new(), Vec::new());
    let mut entries = archive.entries(&mut buffer);
    while let Ok(Some(entry)) = entries.next_entry() {
        if entry.is_dir() || members.len() >= MEMBERS {
            continue;
        }
        let flags = entry.flags().bits();
        let second = entry
            .extra_fields()
            .find(|(id, _)| *id == ExtraFieldId::INFO_ZIP_UNICODE_PATH);
        names.push(Name::new(
            entry.file_path().as_bytes(),
            flags,
            second.map(|(_, field)| field),
        ));
        members.push(Member {
            name: String::new(),
            at: entry.local_header_offset(),
            packed: entry.compressed_size_hint(),
            size: entry.uncompressed_size_hint(),
            packing: Packing::of(entry.compression_method(), flags),
        });
    }
    (!members.is_empty()).then_some((names, members))
}

/// Bytes of a local header before the name.
const LOCAL: u64 = 30;
/// What a local header begins with.
const SIGNATURE: &[u8] = b"PK\x03\x04";
/// Bytes searched at once.
const WINDOW: u64 = 1 << 20;

/// The members whose local headers are found.
fn searched(source: &Source) -> Listed {
    let finder = memchr::memmem::Finder::new(SIGNATURE);
    let mut names = Vec::new();
    let mut members: Vec<Member> = Vec::new();
    let end = source.len().min(SCANNED);
    let mut at = 0;
    while at < end && members.len() < MEMBERS {
        let window = source.window(at, at + WINDOW + LOCAL);
        let Some(found) = finder.find(&window) else {
            at += WINDOW;
            continue;
        };
        let here = at + found as u64;
        let header = source.window(here, here + LOCAL + NAME);
        at = here + SIGNATURE.len() as u64;
        // A member without a length of its own ends before the next.
        if let Some(last) = members.last_mut().filter(|last| last.packed == 0) {
            last.packed = here - last.at;
        }
        if let Some((name, member)) = local(&header, here) {
            at += member.packed.min(end);
            names.push(name);
            members.push(member);
        }
    }
    if let Some(last) = members.last_mut().filter(|last| last.packed == 0) {
        last.packed = source.len() - last.at;
    }
    (names, members)
}

/// Longest name that is read from a local header, in bytes.
const NAME: u64 = 4 << 10;

/// The member of a local header that stands at `at`, and its name.
fn local(header: &[u8], at: u64) -> Option<(Name, Member)> {
    let len = usize::from(short(header, 26));
    let path = header.get(LOCAL as usize..LOCAL as usize + len)?;
    let (flags, method) = (short(header, 6), short(header, 8));
    let long = |at: usize| u64::from(short(header, at)) | u64::from(short(header, at + 2)) << 16;
    let is_member = matches!(method, 0 | 8) && !path.is_empty() && !path.ends_with(b"/");
    is_member.then(|| {
        let member = Member {
            name: String::new(),
            at,
            packed: long(18),
            size: long(22).max(long(18)),
            packing: Packing::of(CompressionMethod::new(method), flags),
        };
        (Name::new(path, flags, None), member)
    })
}

/// Two bytes, the little end first; 0 beyond the end.
fn short(bytes: &[u8], at: usize) -> u16 {
    bytes
        .get(at..at + 2)
        .map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}
