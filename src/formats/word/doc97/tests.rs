//! Tests of generated documents: bytes in, displayed blocks out.

use super::*;
use crate::doc::{Document, Links as _};
use std::io::Write as _;

/// Offset of the text in its stream, in bytes.
const TEXT_OFFSET: usize = 0x400;

/// A paragraph with its end mark, its style, and changes to the style.
type ParagraphFixture = (&'static str, u16, &'static [u8]);

const TABLE: &[u8] = &[0x16, 0x24, 1];
const ROW: &[u8] = &[0x16, 0x24, 1, 0x17, 0x24, 1];

/// Builds a document of a text and notes. Its header claims `more` additional characters.
fn doc_bytes(text: &[ParagraphFixture], notes: &[ParagraphFixture], more: u32) -> Vec<u8> {
    let mut body = vec![0; TEXT_OFFSET];
    let mut places = Vec::new();
    let mut looks = vec![0_u8; 512];
    let mut free = 510;
    let all: Vec<&ParagraphFixture> = text.iter().chain(notes).collect();
    for (index, (words, style, changes)) in all.iter().enumerate() {
        places.push(body.len() as u32);
        body.extend(words.encode_utf16().flat_map(u16::to_le_bytes));
        let mut told = vec![(changes.len() + 3).div_ceil(2) as u8];
        told.extend(style.to_le_bytes());
        told.extend(*changes);
        free = (free - told.len()) & !1;
        looks[free..free + told.len()].copy_from_slice(&told);
        looks[(all.len() + 1) * 4 + index * 13] = (free / 2) as u8;
    }
    places.push(body.len() as u32);
    for (index, place) in places.iter().enumerate() {
        looks[index * 4..index * 4 + 4].copy_from_slice(&place.to_le_bytes());
    }
    looks[511] = all.len() as u8;
    let count = |text: &[ParagraphFixture]| -> u32 {
        text.iter()
            .map(|(words, ..)| words.encode_utf16().count() as u32)
            .sum()
    };
    body.resize(body.len().next_multiple_of(512), 0);
    let page = (body.len() / 512) as u32;
    body.extend(looks);
    let all = count(text) + count(notes);
    let mut pieces = vec![2, 16, 0, 0, 0];
    pieces.extend([0, all].iter().flat_map(|place| place.to_le_bytes()));
    pieces.extend([0, 0]);
    pieces.extend((TEXT_OFFSET as u32).to_le_bytes());
    pieces.extend([0, 0]);
    let mut table = pieces.clone();
    let ends = [places[0], places[places.len() - 1], page];
    table.extend(ends.iter().flat_map(|place| place.to_le_bytes()));
    let mut put = |at: usize, bytes: &[u8]| body[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xEC, 0xA5, 0xC1, 0]);
    put(0x0A, &[0, 2]);
    put(0x4C, &(count(text) + more).to_le_bytes());
    put(0x50, &count(notes).to_le_bytes());
    put(0x102, &(pieces.len() as u32).to_le_bytes());
    put(0x106, &12_u32.to_le_bytes());
    put(0x1A2, &0_u32.to_le_bytes());
    put(0x1A6, &(pieces.len() as u32).to_le_bytes());
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in [(BODY_STREAM, &body), ("/1Table", &table)] {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn doc(bytes: Vec<u8>) -> Option<BlockDocument> {
    let source = Source::Owned(bytes);
    assert!(may_be_doc(&source));
    open("文", &source, &OpenOptions::default())
}

const DOCUMENT: [ParagraphFixture; 8] = [
    ("山路\r", 1, &[]),
    (
        "见账本\u{2}。\u{13} PAGE \u{14}七\u{15}页\u{b}下\t行\r",
        0,
        &[],
    ),
    ("路\r", 0, &[0x40, 0x26, 1]),
    ("甲\r", 0, TABLE),
    ("乙\u{7}", 0, TABLE),
    ("丙\u{7}", 0, TABLE),
    ("\u{7}", 0, ROW),
    ("完<b>\u{1}\r", 0, &[]),
];
const NOTES: [ParagraphFixture; 1] = [("\u{2} 在桥头。\r", 0, &[])];

#[test]
fn headings_notes_fields_and_tables_are_what_they_are_on_a_page() {
    let doc = doc(doc_bytes(&DOCUMENT, &NOTES, 0)).unwrap();
    let outline = (&doc as &dyn Document).whole_outline().headings;
    let outline: Vec<String> = outline
        .iter()
        .map(|heading| format!("{} {}", heading.level, heading.title))
        .collect();
    assert_eq!(outline, ["1 山路", "2 路"]);
    let texts: Vec<&str> = doc.blocks.iter().map(|block| &*block.text).collect();
    assert_eq!(texts[1], "见账本[1]。七页\n下\u{3000}行");
    assert!(texts.iter().any(|text| text.starts_with("完<b>")));
    let table = texts.concat();
    assert!(table.contains('乙') && table.contains('丙'), "{table}");
    let first = &doc.blocks[1];
    let note = first.marks.iter().find_map(|(_, mark)| match mark {
        crate::doc::Mark::NoteRef(label) => doc.note(first.pos, label),
        _ => None,
    });
    assert_eq!(note.unwrap().paragraphs, ["在桥头。"]);
}

#[test]
fn a_document_whose_head_promises_more_shows_what_is_there() {
    let doc = doc(doc_bytes(&DOCUMENT[..3], &[], 1000)).unwrap();
    assert!(doc.blocks.iter().any(|block| block.text.contains("见账本")));
}

#[test]
fn what_is_no_such_document_or_damaged_is_left_to_others() {
    let whole = doc_bytes(&DOCUMENT, &NOTES, 0);
    assert!(doc(SIGNATURE.to_vec()).is_none());
    // Damaged and truncated documents open or are rejected; they never panic.
    for at in (0..whole.len()).step_by(37) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        let _ = open("文", &Source::Owned(bytes), &OpenOptions::default());
        let _ = open(
            "文",
            &Source::Owned(whole[..at].to_vec()),
            &OpenOptions::default(),
        );
    }
    let mut encrypted = DOCUMENT.to_vec();
    encrypted.truncate(1);
    let bytes = doc_bytes(&encrypted, &[], 0);
    let at = bytes
        .windows(4)
        .position(|bytes| bytes == [0xEC, 0xA5, 0xC1, 0])
        .unwrap();
    let mut locked = bytes;
    locked[at + 0x0B] |= 1;
    assert!(doc(locked).is_none());
}
