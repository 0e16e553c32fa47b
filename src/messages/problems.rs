//! Texts about problems of a text, and placeholders for texts that cannot be shown.

use super::Catalogue;
use crate::doc::{
    FileBound, FileKind, InspectedExtent, NoArticle, Placeholder, Problem, SidecarFault,
    SkippedEntries,
};
use crate::error::MemberError;

/// Text about a number of things.
type CountText = fn(u64) -> String;

impl Catalogue {
    /// Returns the text of a problem.
    pub fn problem(&self, problem: &Problem) -> String {
        let m = &self.problems;
        match problem {
            Problem::TooLong { max_mib } => m.too_long(*max_mib),
            Problem::ReadFailed(cause) => m.read_failed(&self.io_failure(cause)),
            Problem::IncompleteCompression => m.incomplete_compression.to_owned(),
            Problem::NestedCompression => m.nested_compression.to_owned(),
            Problem::TarArchive => m.tar_archive.to_owned(),
            Problem::NotText => m.not_text.to_owned(),
            Problem::MarkdownTooLarge => m.markdown_too_large.to_owned(),
            Problem::Unsupported(kind, file) => self.unsupported(*kind, file),
            Problem::OtherEncoding { lines, encoding } => m.other_encoding(*lines, encoding),
            Problem::LateEncoding { lines } => m.late_encoding(*lines),
            Problem::SlowRule(rule) => m.slow_rule(&self.rule(rule)),
            Problem::Undecodable { places, extent } => match extent {
                InspectedExtent::Whole => m.undecodable(*places),
                InspectedExtent::Head => m.undecodable_in_head(*places),
            },
            Problem::TruncatedStart { bytes } => m.truncated_start(*bytes),
            Problem::TruncatedEnd => m.truncated_end.to_owned(),
            Problem::UnclosedFrontMatter => m.unclosed_front_matter.to_owned(),
            Problem::UnknownFrontMatterKey { key, nearest } => {
                m.unknown_front_matter_key(key, nearest)
            }
            Problem::DamagedFrontMatter { line, column } => {
                m.damaged_front_matter(u64::from(*line), u64::from(*column))
            }
            Problem::Malformed(mistake) => self.malformed(mistake),
            Problem::IncompleteBook => m.incomplete_book.to_owned(),
            Problem::EncryptedChapters { chapters } => m.encrypted_chapters(*chapters),
            Problem::Document(cause) => match cause {
                MemberError::Damaged => m.document_damaged,
                MemberError::TooLarge => m.document_too_large,
                MemberError::Encrypted | MemberError::Unsupported => m.document_encrypted,
            }
            .to_owned(),
            Problem::IncompleteArchive => m.incomplete_archive.to_owned(),
            Problem::UnreadableMembers { files, cause } => match cause {
                MemberError::Encrypted => m.encrypted_members(*files),
                MemberError::Damaged | MemberError::TooLarge | MemberError::Unsupported => {
                    m.unsupported_members(*files)
                }
            },
            Problem::Member(cause) => self.member_error(*cause).to_owned(),
            Problem::DamagedFiles { files, first } => m.damaged_files(*files, first),
            Problem::NestedArchives { archives } => m.nested_archives(*archives),
            Problem::TooManyFiles { shown, bound } => match bound {
                FileBound::Exact => m.too_many_files(*shown),
                FileBound::AtMost => m.too_many_files_at_most(*shown),
            },
            Problem::Skipped(entries) => self.skipped(entries),
            Problem::UnreadDocuments { files, kinds } => (m.unread_documents)(*files, kinds),
            Problem::Sidecar { name, fault } => self.sidecar_fault(name, fault),
        }
    }

    /// Returns why a page cannot be shown as its article alone.
    pub const fn no_article(&self, reason: NoArticle) -> &'static str {
        match reason {
            NoArticle::NotAPage => self.problems.not_a_page,
            NoArticle::NotFound => self.problems.no_article,
        }
    }

    /// Returns the text shown in place of one that cannot be shown.
    pub fn placeholder(&self, placeholder: &Placeholder<'_>) -> String {
        let m = &self.placeholders;
        match placeholder {
            Placeholder::EmptyFile => m.empty_file.to_owned(),
            Placeholder::NoText => m.no_text.to_owned(),
            Placeholder::Unsupported(kind, file) => self.unsupported(*kind, file),
            Placeholder::MisnamedFile => m.misnamed_file.to_owned(),
            Placeholder::Unreadable(error) => self.error(error),
            Placeholder::Member(cause) => self.member_error(*cause).to_owned(),
            Placeholder::NoChapters => m.no_chapters.to_owned(),
            Placeholder::MissingChapter { path } => m.missing_chapter(path),
            Placeholder::Chapter(cause) => match cause {
                MemberError::Damaged => m.chapter_damaged,
                MemberError::TooLarge => m.chapter_too_large,
                MemberError::Encrypted => m.chapter_encrypted,
                MemberError::Unsupported => m.chapter_unsupported,
            }
            .to_owned(),
        }
    }

    /// Returns what a file is, and the command that makes a text of it. `file` is its path as a word of a command.
    fn unsupported(&self, kind: FileKind, file: &str) -> String {
        let m = &self.unsupported;
        let without_command = match kind {
            FileKind::Pdf => return (m.pdf)(file),
            FileKind::OldOffice => return (m.old_office)(file),
            FileKind::OpenDocument => return (m.open_document)(file),
            FileKind::Spreadsheet => return (m.spreadsheet)(file),
            FileKind::Presentation => return (m.presentation)(file),
            FileKind::Rtf => return (m.rtf)(file),
            FileKind::Mobi => return (m.mobi)(file),
            FileKind::Djvu => return (m.djvu)(file),
            FileKind::Picture => return (m.picture)(file),
            FileKind::Program => return (m.program)(file),
            FileKind::Database => return (m.database)(file),
            FileKind::Data => return (m.data)(file),
            FileKind::EncryptedOffice => m.encrypted_office,
            FileKind::Ofd => m.ofd,
            FileKind::Caj => m.caj,
            FileKind::Archive => m.archive,
            FileKind::EmptyArchive => m.empty_archive,
            FileKind::Media => m.media,
            FileKind::Font => m.font,
        };
        without_command.to_owned()
    }

    const fn member_error(&self, cause: MemberError) -> &'static str {
        let m = &self.problems;
        match cause {
            MemberError::Damaged => m.member_damaged,
            MemberError::TooLarge => m.member_too_large,
            MemberError::Encrypted => m.member_encrypted,
            MemberError::Unsupported => m.member_unsupported,
        }
    }

    fn skipped(&self, entries: &SkippedEntries) -> String {
        let m = &self.problems;
        let counted: [(usize, CountText); 4] = [
            (entries.devices, m.skipped_devices),
            (entries.outside_links, m.skipped_outside_links),
            (entries.broken_links, m.skipped_broken_links),
            (entries.closed_folders, m.skipped_closed_folders),
        ];
        let some = counted.iter().filter(|(count, _)| *count > 0);
        let list: Vec<String> = some.map(|(count, text)| text(*count as u64)).collect();
        m.skipped(&list.join(self.punctuation.list))
    }

    fn sidecar_fault(&self, name: &str, fault: &SidecarFault) -> String {
        let m = &self.sidecar;
        match fault {
            SidecarFault::InvalidToml { line, parser } => m.invalid(name, *line as u64, parser),
            SidecarFault::NoHeadings => m.no_headings(name),
            SidecarFault::Stale => m.stale(name),
            SidecarFault::Changed { found, gone, added } => {
                let counted: [(usize, CountText); 3] = [
                    (*found, m.found_again),
                    (*gone, m.not_found),
                    (*added, m.added),
                ];
                let some = counted.iter().filter(|(count, _)| *count > 0);
                let changes: Vec<String> = some.map(|(count, text)| text(*count as u64)).collect();
                m.changed(name, &changes.join(self.punctuation.clause))
            }
        }
    }
}
