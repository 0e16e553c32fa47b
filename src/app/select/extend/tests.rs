use super::Direction::{Next, Prev};
use super::*;
use crate::formats::plain::PlainDocument;
use crate::source::windows::Source;

const TEXT: &str =
    "　　统筹城乡发展，是要求。第二句！\n\n　　Hello, well-known world.\n「好（走路）」\n";

fn document() -> PlainDocument {
    PlainDocument::new("a.txt", Source::Owned(TEXT.as_bytes().to_vec()))
}

/// Returns the text from a stop to the end of its line.
fn rest(doc: &dyn Document, at: Pos) -> String {
    let block = doc.block_at(at);
    block
        .text
        .get(at.within as usize..)
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn units_end_where_a_reader_sees_them_end() {
    let doc = document();
    let start = nearest_stop(&doc, doc.first()).unwrap();
    assert_eq!(rest(&doc, start), "统筹城乡发展，是要求。第二句！");
    for (unit, toward, count, want) in [
        (TextUnit::Cluster, Next, 2, "城乡发展，是要求。第二句！"),
        (TextUnit::Word, Next, 1, "城乡发展，是要求。第二句！"),
        (TextUnit::Word, Next, 3, "是要求。第二句！"),
        (TextUnit::Word, Next, 7, "Hello, well-known world."),
        (TextUnit::Word, Next, 8, "well-known world."),
        (TextUnit::WordEnd, Next, 1, "筹城乡发展，是要求。第二句！"),
        (TextUnit::WordEnd, Next, 3, "展，是要求。第二句！"),
        (TextUnit::Sentence, Next, 1, "。第二句！"),
        (TextUnit::Sentence, Next, 2, "！"),
        (TextUnit::Sentence, Next, 3, "."),
        (TextUnit::Paragraph, Next, 1, "！"),
        (TextUnit::Paragraph, Next, 2, "."),
        (TextUnit::Paragraph, Next, 9, "」"),
        (
            TextUnit::Paragraph,
            Prev,
            1,
            "统筹城乡发展，是要求。第二句！",
        ),
    ] {
        let end = extended(&doc, start, unit, toward, count);
        assert_eq!(rest(&doc, end), want, "{unit:?} {count}");
        if toward == Next && count < 9 {
            let back = extended(&doc, end, TextUnit::Paragraph, Prev, 9);
            assert_eq!(back, start, "{unit:?} {count}");
        }
    }
    let last = section_edge(&doc, start, Next);
    assert_eq!(rest(&doc, last), "」");
    assert_eq!(section_edge(&doc, last, Prev), start);
}

#[test]
fn objects_lie_around_their_place() {
    let doc = document();
    let at = doc.last().at("「好（".len() as u32);
    let text = |found: Option<(Pos, Pos)>| {
        let (first, last) = found?;
        let text = rest(&doc, first);
        let len = (last.within - first.within) as usize;
        let end = len + text.get(len..)?.chars().next()?.len_utf8();
        Some(text.get(..end)?.to_owned())
    };
    for (kind, want) in [
        (TextObject::Word, Some("走路")),
        (TextObject::Bracketed, Some("走路")),
        (TextObject::Quoted, Some("好（走路）")),
        (TextObject::Sentence, Some("「好（走路）」")),
        (TextObject::Paragraph, Some("「好（走路）」")),
    ] {
        assert_eq!(text(object(&doc, at, kind)).as_deref(), want, "{kind:?}");
    }
    assert_eq!(object(&doc, doc.first(), TextObject::Quoted), None);
}
