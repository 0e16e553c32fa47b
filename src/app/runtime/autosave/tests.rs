use super::*;
use crate::formats::plain::PlainDocument;
use crate::source::windows::Source;

fn doc(text: &str) -> PlainDocument {
    PlainDocument::new("t", Source::Owned(text.as_bytes().to_vec()))
}

/// The first place of some words.
fn place(doc: &PlainDocument, words: &str) -> Pos {
    let mut pos = doc.first();
    while !doc.block_at(pos).text.starts_with(words) {
        pos = doc.next(pos).expect("the words are there");
    }
    pos
}

fn words(doc: &PlainDocument, pos: Pos) -> String {
    doc.block_at(pos).text.into_owned()
}

const OLD: &str = "楔子\n山里有座桥。\n一、桥\n桥下有条河。\n二、河\n河里有只船。\n";

#[test]
fn a_reader_goes_on_at_the_same_words_of_a_text_that_was_edited() {
    let old = doc(OLD);
    let pos = place(&old, "桥下");
    let kept = Place::from_document(&old, pos);
    for (text, want) in [
        (OLD, "桥下有条河。"),
        ("序\n楔子\n一、桥\n桥下有条河。\n二、河\n", "桥下有条河。"),
        (
            "楔子\n山里有座桥。桥下有条河。\n",
            "山里有座桥。桥下有条河。",
        ),
        ("", ""),
    ] {
        let new = doc(text);
        assert_eq!(words(&new, resume_pos(&kept, &new)), want, "{text:?}");
    }
    let blank = Place::default();
    assert_eq!(resume_pos(&blank, &old), old.first());
}
