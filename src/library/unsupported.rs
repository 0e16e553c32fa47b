//! Files without text, recognised by their first bytes.

use crate::doc::FileKind;
use crate::source::windows::Source;

/// Bytes at the start of a file that are read.
const SNIFF_BYTES: u64 = 80;

/// Signature of a file, its offset in bytes, and the kind of the file.
type UnsupportedKind = (&'static [u8], usize, FileKind);

#[rustfmt::skip]
const UNSUPPORTED_KINDS: [UnsupportedKind; 41] = [
    (b"%PDF-", 0, FileKind::Pdf),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, FileKind::OldOffice),
    // Content of the first member of the zip (ODF 1.3 part 2, 3.3).
    (b"mimetypeapplication/vnd.oasis.opendocument", 30, FileKind::OpenDocument),
    (b"BOOKMOBI", 60, FileKind::Mobi),
    (b"Rar!\x1A\x07", 0, FileKind::Archive),
    (b"7z\xBC\xAF\x27\x1C", 0, FileKind::Archive),
    (b"BZh", 0, FileKind::Archive),
    (b"\x89PNG\r\n\x1A\n", 0, FileKind::Picture),
    (b"\xFF\xD8\xFF", 0, FileKind::Picture),
    (b"GIF8", 0, FileKind::Picture),
    (b"WEBP", 8, FileKind::Picture),
    (b"II*\0", 0, FileKind::Picture),
    (b"MM\0*", 0, FileKind::Picture),
    (b"\0\0\x01\0", 0, FileKind::Picture),
    (b"8BPS\0\x01", 0, FileKind::Picture),
    (b"ftypheic", 4, FileKind::Picture),
    (b"ftypmif1", 4, FileKind::Picture),
    (b"ftypavif", 4, FileKind::Picture),
    (b"ftyp", 4, FileKind::Media),
    (b"ID3", 0, FileKind::Media),
    (b"OggS\0", 0, FileKind::Media),
    (b"fLaC\0", 0, FileKind::Media),
    (b"WAVEfmt ", 8, FileKind::Media),
    (b"AVI LIST", 8, FileKind::Media),
    (b"\x1A\x45\xDF\xA3", 0, FileKind::Media),
    (b"OTTO\0", 0, FileKind::Font),
    (b"wOFF\0\x01", 0, FileKind::Font),
    (b"wOF2\0\x01", 0, FileKind::Font),
    (b"\0\x01\0\0\0", 0, FileKind::Font),
    (b"ttcf\0", 0, FileKind::Font),
    (b"!<arch>\n", 0, FileKind::Archive),
    (b"MSCF\0\0\0\0", 0, FileKind::Archive),
    (b"\xED\xAB\xEE\xDB", 0, FileKind::Archive),
    (b"\x7FELF", 0, FileKind::Program),
    (b"MZ\x90\0", 0, FileKind::Program),
    (b"\0asm\x01\0", 0, FileKind::Program),
    (b"\xCF\xFA\xED\xFE", 0, FileKind::Program),
    (b"\xCA\xFE\xBA\xBE", 0, FileKind::Program),
    (b"dex\n03", 0, FileKind::Program),
    (b"SQLite format 3\0", 0, FileKind::Database),
    (b"AT&TFORM", 0, FileKind::Djvu),
];

/// Returns the kind of a file if it has no text.
pub(crate) fn unsupported_kind(source: &Source) -> Option<FileKind> {
    let head = source.window(0, SNIFF_BYTES);
    let (.., kind) = UNSUPPORTED_KINDS.iter().find(|(begins, at, _)| {
        let head = head.get(*at..).unwrap_or_default();
        head.starts_with(begins)
    })?;
    Some(*kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_known_and_texts_are_not_taken_for_them() {
        let kind = |bytes: &[u8]| unsupported_kind(&Source::Owned(bytes.to_vec()));
        assert_eq!(kind(b"%PDF-1.7\n%\xE2\xE3"), Some(FileKind::Pdf));
        let mobi = [&[b'a'; 60][..], b"BOOKMOBI\0"].concat();
        assert_eq!(kind(&mobi), Some(FileKind::Mobi));
        let zipped = [
            &[b'a'; 30][..],
            b"mimetypeapplication/vnd.oasis.opendocument.text",
        ]
        .concat();
        assert_eq!(kind(&zipped), Some(FileKind::OpenDocument));
        for (bytes, want) in [
            (&b"\0\0\0\x18ftypheic\0\0"[..], FileKind::Picture),
            (b"\0\0\0\x18ftypisom\0\0", FileKind::Media),
            (b"RIFF\x24\0\0\0WAVEfmt ", FileKind::Media),
            (b"RIFF\x24\0\0\0WEBPVP8 ", FileKind::Picture),
            (b"\0\x01\0\0\0\x0F", FileKind::Font),
            (b"\xCA\xFE\xBA\xBE\0\0\0\x34", FileKind::Program),
            (b"SQLite format 3\0", FileKind::Database),
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
            "GIF 图",
        ] {
            assert_eq!(kind(text.as_bytes()), None, "{text}");
        }
    }
}
