//! Files that hold no text that could be shown: what they are, by how they begin, and what makes a text of
//! them. They open all the same, as the bytes they are.

use crate::error::Notice;
use crate::source::windows::Source;

/// Bytes of the beginning that tell.
const SNIFF_BYTES: u64 = 80;

/// What begins a file, how far in, what it is (Chinese, English), and what makes a text of it.
type UnsupportedKind = (&'static [u8], usize, [&'static str; 2], [&'static str; 2]);

const PICTURE: [&str; 2] = ["图片", "a picture"];
const ARCHIVE: [&str; 2] = ["压缩包", "an archive"];
const PROGRAM: [&str; 2] = ["程序", "a program"];
const UNPACK_FIRST: [&str; 2] = ["先解开再读", "unpack it first"];
const NO_TEXT: [&str; 2] = ["里面没有文字可读", "there is no text in it"];

const UNSUPPORTED_KINDS: [UnsupportedKind; 15] = [
    (
        b"%PDF-",
        0,
        [" PDF", "a PDF"],
        [
            "可用 pdftotext 文件 - | tongdu - 来读",
            "read it by: pdftotext FILE - | tongdu -",
        ],
    ),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        0,
        ["旧版 Office 文档", "an old Office document"],
        [
            "可用 soffice --convert-to docx 文件 转成 docx 再读",
            "convert it first: soffice --convert-to docx FILE",
        ],
    ),
    // The first member of the zip that it is says so (ODF 1.3 part 2, 3.3).
    (
        b"mimetypeapplication/vnd.oasis.opendocument",
        30,
        ["开放文档（ODF）", "an OpenDocument file"],
        [
            "可用 soffice --convert-to docx 文件 转成 docx 再读",
            "convert it first: soffice --convert-to docx FILE",
        ],
    ),
    (
        b"BOOKMOBI",
        60,
        [" MOBI 电子书", "a MOBI book"],
        [
            "可用 ebook-convert 文件 书.epub 转成 EPUB 再读",
            "convert it first: ebook-convert FILE book.epub",
        ],
    ),
    (b"Rar!\x1A\x07", 0, ARCHIVE, UNPACK_FIRST),
    (b"7z\xBC\xAF\x27\x1C", 0, ARCHIVE, UNPACK_FIRST),
    (b"BZh", 0, ARCHIVE, UNPACK_FIRST),
    (b"\x89PNG\r\n\x1A\n", 0, PICTURE, NO_TEXT),
    (b"\xFF\xD8\xFF", 0, PICTURE, NO_TEXT),
    (b"GIF8", 0, PICTURE, NO_TEXT),
    (b"WEBP", 8, PICTURE, NO_TEXT),
    (b"\x7FELF", 0, PROGRAM, NO_TEXT),
    (b"MZ\x90\0", 0, PROGRAM, NO_TEXT),
    (b"SQLite format 3\0", 0, ["数据库", "a database"], NO_TEXT),
    (
        b"AT&TFORM",
        0,
        [" DjVu", "a DjVu book"],
        [
            "可用 djvutxt 文件 | tongdu - 来读",
            "read it by: djvutxt FILE | tongdu -",
        ],
    ),
];

/// What is to be said of a file of another kind.
pub(crate) fn unsupported_problem(source: &Source) -> Option<Notice> {
    let head = source.window(0, SNIFF_BYTES);
    let (.., [zh, en], [then, and]) = UNSUPPORTED_KINDS.iter().find(|(begins, at, ..)| {
        let head = head.get(*at..).unwrap_or_default();
        head.starts_with(begins)
    })?;
    Some(Notice::new(
        format!("这是{zh}，读不了；{then}"),
        format!("this is {en}, which cannot be read here; {and}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_known_and_texts_are_not_taken_for_them() {
        let told =
            |bytes: &[u8]| unsupported_problem(&Source::Owned(bytes.to_vec())).map(|told| told.zh);
        let pdf = told(b"%PDF-1.7\n%\xE2\xE3").unwrap();
        assert!(pdf.contains("PDF") && pdf.contains("pdftotext"), "{pdf}");
        let mobi = [&[b'a'; 60][..], b"BOOKMOBI\0"].concat();
        assert!(told(&mobi).unwrap().contains("MOBI"));
        let zipped = [
            &[b'a'; 30][..],
            b"mimetypeapplication/vnd.oasis.opendocument.text",
        ]
        .concat();
        assert!(told(&zipped).unwrap().contains("ODF"));
        for text in ["", "PDF 是什么", "MZ 山志", "BZ", "Rar 文件", "GIF 图"] {
            assert_eq!(told(text.as_bytes()), None, "{text}");
        }
    }
}
