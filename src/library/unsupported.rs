//! Files without text, recognised by their first bytes.

mod signatures;

use crate::doc::{FileKind, Problem};
use crate::source::archive;
use crate::source::file_name::extension;
use crate::source::windows::Source;
use signatures::SIGNATURES;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

/// Bytes at the start of a file that are read: MATLAB begins with 124 bytes of letters, a package of Debian with 132.
const SNIFF_BYTES: u64 = 160;
/// Marks of UTF-16 at the start of a text.
const BYTE_ORDER_MARKS: [&[u8]; 2] = [b"\xFF\xFE", b"\xFE\xFF"];
/// Bytes at the start and at the end of a compound file in which its directory is looked for.
const DIRECTORY_BYTES: u64 = 256 << 10;

/// Members of zips that are no folders of texts.
const ZIP_MEMBERS: [(&str, FileKind); 3] = [
    ("OFD.xml", FileKind::Ofd),
    ("xl/workbook.xml", FileKind::Spreadsheet),
    ("ppt/presentation.xml", FileKind::Presentation),
];
/// Streams of compound files.
const STREAMS: [(&str, FileKind); 3] = [
    ("EncryptedPackage", FileKind::EncryptedOffice),
    ("Workbook", FileKind::Spreadsheet),
    ("PowerPoint Document", FileKind::Presentation),
];

/// Returns the kind of a file if it has no text. `extension` is that of its name, in lower case.
pub(crate) fn unsupported_kind(source: &Source, extension: &str) -> Option<FileKind> {
    if archive::is_zip(source) {
        let member = ZIP_MEMBERS
            .iter()
            .find(|(name, _)| archive::has_member(source, name));
        if let Some((_, kind)) = member {
            return Some(*kind);
        }
    }
    let head = source.window(0, SNIFF_BYTES);
    if BYTE_ORDER_MARKS.iter().any(|mark| head.starts_with(mark)) {
        return None;
    }
    // A text may begin with the bytes of any signature, as letters of its encoding.
    let is_binary = head.iter().any(is_no_text);
    let (.., kind) = SIGNATURES.iter().find(|(begins, at, kind)| {
        let is_text = matches!(kind, FileKind::Pdf | FileKind::Rtf);
        (is_text || is_binary) && head.get(*at..).unwrap_or_default().starts_with(begins)
    })?;
    Some(match kind {
        FileKind::OldOffice => compound_kind(source, extension),
        kind => *kind,
    })
}

/// Returns whether a byte stands in no text in an encoding of bytes: a control character that is no blank and no escape,
/// or 0xFF.
const fn is_no_text(byte: &u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31 | 0x7F | 0xFF)
}

/// Returns the kind of a compound file by its streams, otherwise by its name.
fn compound_kind(source: &Source, extension: &str) -> FileKind {
    let end = source.len();
    let windows = [
        source.window(0, DIRECTORY_BYTES),
        source.window(end.saturating_sub(DIRECTORY_BYTES), end),
    ];
    let has_stream = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut windows = windows.iter();
        windows.any(|window| memchr::memmem::find(window, &name).is_some())
    };
    let stream = STREAMS.iter().find(|(name, _)| has_stream(name));
    match (stream, extension) {
        (Some((_, kind)), _) => *kind,
        (None, "xls" | "et") => FileKind::Spreadsheet,
        (None, "ppt" | "dps") => FileKind::Presentation,
        (None, _) => FileKind::OldOffice,
    }
}

/// Extensions of documents that are not read, in lower case.
const DOCUMENT_EXTENSIONS: [&str; 23] = [
    "pdf", "ofd", "xls", "xlsx", "et", "ppt", "pptx", "dps", "wps", "rtf", "odt", "ods", "odp",
    "caj", "kdh", "mobi", "azw", "azw3", "djvu", "rar", "7z", "pages", "numbers",
];
/// Most kinds of such documents that are named.
const MAX_NAMED_KIND_COUNT: usize = 5;

/// Numbers of the documents in a folder that are not read, by their kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnreadDocuments(BTreeMap<String, u64>);

impl UnreadDocuments {
    /// Counts a file if it is such a document.
    pub(crate) fn add(&mut self, name: &str) {
        let extension = extension(Path::new(name));
        if DOCUMENT_EXTENSIONS.contains(&extension.as_str()) {
            *self.0.entry(extension.to_uppercase()).or_default() += 1;
        }
    }

    /// Returns the problem that they are not read, the most frequent kinds first.
    pub(crate) fn problem(&self) -> Option<Problem> {
        let mut kinds: Vec<(&String, &u64)> = self.0.iter().collect();
        kinds.sort_by_key(|(_, count)| Reverse(**count));
        let named = kinds.iter().take(MAX_NAMED_KIND_COUNT);
        let mut named: Vec<String> = named
            .map(|(kind, count)| format!("{kind} {count}"))
            .collect();
        if kinds.len() > MAX_NAMED_KIND_COUNT {
            named.push("…".to_owned());
        }
        (!kinds.is_empty()).then(|| Problem::UnreadDocuments {
            files: self.0.values().sum(),
            kinds: named.join(", "),
        })
    }
}

/// Returns a path as a word of a shell command.
pub(crate) fn shell_word(path: &Path) -> String {
    let path = path.to_string_lossy();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | '@');
    if !path.is_empty() && path.chars().all(is_plain) && !path.starts_with('-') {
        return path.into_owned();
    }
    let lead = if path.starts_with('-') { "./" } else { "" };
    format!("'{lead}{}'", path.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::signatures::COMPOUND_SIGNATURE;
    use super::*;
    use crate::source::archive::zip_builder::zip;

    #[test]
    fn files_of_other_kinds_are_known_and_texts_are_not_taken_for_them() {
        let kind = |bytes: &[u8]| unsupported_kind(&Source::Owned(bytes.to_vec()), "");
        assert_eq!(kind(b"%PDF-1.7\n%\xE2\xE3"), Some(FileKind::Pdf));
        let mobi = [&[b'a'; 60][..], b"BOOKMOBI\0"].concat();
        assert_eq!(kind(&mobi), Some(FileKind::Mobi));
        let zipped = [
            &[0; 30][..],
            b"mimetypeapplication/vnd.oasis.opendocument.text",
        ]
        .concat();
        assert_eq!(kind(&zipped), Some(FileKind::OpenDocument));
        for text in [
            "KDH 是一种格式",
            "ID3 和 GIF89a",
            "BZh",
            "!<ar",
            "AT&TFORM 表",
        ] {
            assert_eq!(kind(text.as_bytes()), None, "{text}");
        }
        for (bytes, want) in [
            (&b"KDH \0\x01"[..], FileKind::Caj),
            (&b"\0\0\0\x18ftypheic\0\0"[..], FileKind::Picture),
            (b"\0\0\0\x18ftypisom\0\0", FileKind::Media),
            (b"RIFF\x24\0\0\0WAVEfmt ", FileKind::Media),
            (b"RIFF\x24\0\0\0WEBPVP8 ", FileKind::Picture),
            (b"\0\x01\0\0\0\x0F", FileKind::Font),
            (b"\xCA\xFE\xBA\xBE\0\0\0\x34", FileKind::Program),
            (b"SQLite format 3\0", FileKind::Database),
            (
                b"BM\xE8\x03\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0",
                FileKind::Picture,
            ),
            (b"\x04\x22\x4D\x18\x64\x40\xA7", FileKind::Archive),
            (b"\xA7\r\r\n\0\0\0\0", FileKind::Program),
            (b"\x61\r\r\n\0\0\0\0", FileKind::Program),
            (b"MThd\0\0\0\x06", FileKind::Media),
            (b"\xFF\xFB\x90\x64\0\0", FileKind::Media),
            (b"PAR1\x15\x04\x15", FileKind::Data),
            (b"\x37\x7F\x06\x82\0\x2D\xE2\x18", FileKind::Data),
            (b"wOF2OTTO\0\0", FileKind::Font),
            (b"\0\0\0\x0CJXL \r\n\x87\n", FileKind::Picture),
            (b"\xD4\xC3\xB2\xA1\x02\0\x04\0", FileKind::Data),
            (b"\xA1\xB2\xC3\xD4\0\x02\0\x04", FileKind::Data),
            (b"\xED\xAB\xEE\xDB\x03\0", FileKind::Archive),
            (b"\xFF\xD8\xFF\xE0", FileKind::Picture),
            (b"\x7FELF\x02", FileKind::Program),
            (b"\x1BLua\x54\0", FileKind::Program),
            (b"\x89PNG\r\n\x1A\n", FileKind::Picture),
        ] {
            assert_eq!(kind(bytes), Some(want), "{bytes:?}");
        }
        for text in [
            "",
            "PDF 是什么",
            "ID 卡",
            "OTTO 大帝",
            "II* 型",
            "ftyp",
            "MZ 山志",
            "BZ",
            "Rar 文件",
            "BM 是位图",
            "PAR1 和 ORC",
            "true 是真",
            "1\r\r\n二\r\r\n",
            "GGUF glTF PACK",
            "GIF 图",
            "LZIP 压缩",
            "ID3 FLV MThd",
            "PACK DIRC glTF",
        ] {
            assert_eq!(kind(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn signatures_that_are_letters_of_an_encoding_count_in_binary_files_alone() {
        let kind = |bytes: &[u8]| unsupported_kind(&Source::Owned(bytes.to_vec()), "");
        for (text, encoding) in [
            ("〔迷路的人〕\r\n\t正文", encoding_rs::GBK),
            ("悦病", encoding_rs::GBK),
            ("BMの話", encoding_rs::ISO_2022_JP),
        ] {
            assert_eq!(kind(&encoding.encode(text).0), None, "{text}");
        }
        for (begins, at, of) in &SIGNATURES {
            let text = [&b"a".repeat(*at)[..], begins, b" \xB0\xA1\n"].concat();
            let is_text = matches!(of, FileKind::Pdf | FileKind::Rtf);
            let is_known = is_text || begins.iter().any(is_no_text);
            assert_eq!(kind(&text).is_some(), is_known, "{begins:?}");
            assert!(kind(&[&text[..], b"\0"].concat()).is_some(), "{begins:?}");
        }
        let letters = "一".repeat(16) + "偌大";
        let little_endian = "\u{feff}".to_owned() + &letters;
        let utf16: Vec<u8> = little_endian
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(kind(&utf16), None);
        let matlab = b"MATLAB 5.0 MAT-file, Platform: GLNXA64".to_vec();
        let matlab = [matlab, vec![b' '; 86], b"\0\x01IM".to_vec()].concat();
        let debian = format!(
            "!<arch>\n{:60}2.0\n{:60}\x1F",
            "debian-binary", "control.tar.gz"
        );
        for (bytes, want) in [
            (&matlab[..], FileKind::Data),
            (debian.as_bytes(), FileKind::Archive),
        ] {
            assert_eq!(kind(bytes), Some(want), "{bytes:?}");
        }
    }

    #[test]
    fn documents_of_offices_are_known_by_what_is_in_them() {
        let kind = |bytes: Vec<u8>, name: &str| unsupported_kind(&Source::Owned(bytes), name);
        for (member, want) in ZIP_MEMBERS {
            assert_eq!(kind(zip(&[(member, b"")]), "zip"), Some(want), "{member}");
        }
        assert_eq!(kind(zip(&[("a.txt", b"a")]), "xlsx"), None);
        let stream = |name: &str| -> Vec<u8> {
            let name = name.encode_utf16().flat_map(u16::to_le_bytes);
            let head = COMPOUND_SIGNATURE.iter().copied().chain([0; 900]);
            head.chain(name).collect()
        };
        for (name, want) in STREAMS {
            assert_eq!(kind(stream(name), "doc"), Some(want));
        }
        let other = || stream("Other");
        assert_eq!(kind(other(), "xls"), Some(FileKind::Spreadsheet));
        assert_eq!(kind(other(), "wps"), Some(FileKind::OldOffice));
        assert_eq!(kind(b"{\\rtf1\\ansi}".to_vec(), "txt"), Some(FileKind::Rtf));
        assert_eq!(
            kind(b"PK\x05\x06\0\0".to_vec(), "zip"),
            Some(FileKind::EmptyArchive)
        );
    }

    #[test]
    fn a_path_is_one_word_of_a_command() {
        let word = |path: &str| shell_word(Path::new(path));
        assert_eq!(word("杂/文件.pdf"), "杂/文件.pdf");
        assert_eq!(word("工作 资料/a.pdf"), "'工作 资料/a.pdf'");
        assert_eq!(word("it's.pdf"), r"'it'\''s.pdf'");
        assert_eq!(word("-rf.pdf"), "'./-rf.pdf'");
        assert_eq!(word("a$(b).pdf"), "'a$(b).pdf'");
    }
}
