//! Problems of a text that can be opened nevertheless.

use crate::doc::explanation::RuleSource;
use crate::error::{IoFailure, Malformed, MemberError};

/// A problem of a text that can be opened nevertheless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// More bytes than are read.
    TooLong {
        /// Mebibytes that are read.
        max_mib: u64,
    },
    /// A pipe that failed; the bytes before that are shown.
    ReadFailed(IoFailure),
    /// Compressed data that end early or are damaged.
    IncompleteCompression,
    /// Data compressed more often than they are decompressed.
    NestedCompression,
    /// A tar archive, shown as it is.
    TarArchive,
    /// Markdown of too many bytes, lines or marks, which is shown as plain text.
    MarkdownTooLarge,
    /// Bytes that do not look like text.
    NotText,
    /// A file of a kind that holds no text, with its path as a word of a command.
    Unsupported(FileKind, String),
    /// Lines in another encoding than the rest, read in it.
    OtherEncoding {
        /// Number of the lines.
        lines: u64,
        /// Name of their encoding.
        encoding: &'static str,
    },
    /// Lines beyond the beginning that are not in UTF-8, in a text whose beginning is.
    LateEncoding {
        /// Number of the lines.
        lines: u64,
    },
    /// A rule of the reader that is no longer tried, because it took too long.
    SlowRule(RuleSource),
    /// Byte sequences that cannot be decoded and are shown as U+FFFD.
    Undecodable {
        /// Number of the sequences.
        places: u64,
        /// The bytes that were counted.
        extent: InspectedExtent,
    },
    /// A text that begins within a character.
    TruncatedStart {
        /// Bytes of the character, which are left out.
        bytes: u64,
    },
    /// A text that ends within a character.
    TruncatedEnd,
    /// Front matter without a closing line; it is shown as text.
    UnclosedFrontMatter,
    /// A key of the front matter that is likely a slip.
    UnknownFrontMatterKey {
        /// The key.
        key: String,
        /// The known key that is closest to it.
        nearest: &'static str,
    },
    /// Front matter that is not TOML. Line and column are counted from 1.
    DamagedFrontMatter {
        /// Line of the first mistake.
        line: u32,
        /// Column of the first mistake, in characters.
        column: u32,
    },
    /// A mistake in the description of a folder.
    Malformed(Malformed),
    /// An EPUB file that ends early.
    IncompleteBook,
    /// Chapters that are encrypted.
    EncryptedChapters {
        /// Number of the chapters.
        chapters: u64,
    },
    /// A part of a document of a word processor that cannot be read.
    Document(MemberError),
    /// An archive that ends early.
    IncompleteArchive,
    /// Files of an archive that cannot be read.
    UnreadableMembers {
        /// Number of the files.
        files: u64,
        /// Cause.
        cause: MemberError,
    },
    /// A file of an archive of which only a part can be read.
    Member(MemberError),
    /// Files of a folder or an archive that could not be read, or not whole, as far as they were opened.
    DamagedFiles {
        /// Number of the files.
        files: u64,
        /// Path of the first.
        first: String,
    },
    /// Archives in an archive, which are not opened.
    NestedArchives {
        /// Number of the archives.
        archives: u64,
    },
    /// More files than are listed.
    TooManyFiles {
        /// Number of the files that are listed.
        shown: u64,
        /// Meaning of the number.
        bound: FileBound,
    },
    /// Entries of a folder that are passed over.
    Skipped(SkippedEntries),
    /// Documents of a folder in formats that are not read.
    UnreadDocuments {
        /// Number of them.
        files: u64,
        /// Their kinds, each with its number.
        kinds: String,
    },
    /// A problem of the outline beside the file.
    Sidecar {
        /// Name of the file with the outline.
        name: String,
        /// The problem.
        fault: SidecarFault,
    },
}

/// Extent of a text in which undecodable bytes were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InspectedExtent {
    /// All of it.
    Whole,
    /// The beginning of it.
    Head,
}

/// Meaning of a number of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileBound {
    /// The exact number.
    Exact,
    /// An upper bound.
    AtMost,
}

/// Kind of a file that holds no text, or none that can be read.
#[expect(missing_docs, reason = "the names are those of the formats")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Pdf,
    /// Office documents before OOXML that are not of Word.
    OldOffice,
    OpenDocument,
    /// Office document that is locked with a password.
    EncryptedOffice,
    Spreadsheet,
    Presentation,
    Rtf,
    /// Fixed-layout document of Chinese offices (GB/T 33190).
    Ofd,
    /// Scanned or typeset paper of CNKI.
    Caj,
    Mobi,
    Djvu,
    /// Archives other than zip and tar.
    Archive,
    EmptyArchive,
    Picture,
    Program,
    Database,
    /// Sound and video.
    Media,
    Font,
    /// Data that only a program reads.
    Data,
}

/// Numbers of the entries of a folder that are passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SkippedEntries {
    /// Pipes, sockets, devices.
    pub devices: usize,
    /// Links that lead out of the folder, or to a folder.
    pub outside_links: usize,
    /// Links that lead nowhere.
    pub broken_links: usize,
    /// Folders that may not be read, or are too deep.
    pub closed_folders: usize,
}

/// A problem of the outline that lies beside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SidecarFault {
    /// The file is not TOML; the inferred outline is used.
    InvalidToml {
        /// Line of the first mistake, from 1.
        line: usize,
        /// Message of the parser.
        parser: String,
    },
    /// The file has no headings; the inferred outline is used.
    NoHeadings,
    /// The file is of another text; the inferred outline is used.
    Stale,
    /// The text has changed since, and the outline was adapted to it.
    Changed {
        /// Headings found at other positions.
        found: usize,
        /// Headings that are no longer in the text.
        gone: usize,
        /// Headings inferred after the last one.
        added: usize,
    },
}
