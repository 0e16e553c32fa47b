//! Anchors: found at the same words, or nowhere.

use super::super::user_mark::UserMark;
use super::{Anchored, Likeness, anchor, is_only_place, quote};
use crate::doc::{BlockKind, Document, ExcerptReadings, Pos, Stops, excerpt};
use crate::formats::plain::PlainDocument;
use crate::source::windows::Source;
use proptest::prelude::*;
use std::ops::ControlFlow;

/// Returns a document of paragraphs.
fn document(paragraphs: &[String]) -> PlainDocument {
    let text = paragraphs.join("\n");
    PlainDocument::new("a.txt", Source::Owned(text.into_bytes()))
}

/// Returns a mark on a range of clusters.
fn mark_on(doc: &dyn Document, paragraph: usize, from: usize, len: usize) -> Option<UserMark> {
    let mut pos = doc.first();
    for _ in 0..paragraph {
        pos = doc.next(pos)?;
    }
    let block = doc.block_at(pos);
    assert_ne!(block.kind, BlockKind::Code);
    let stops = Stops::of(&block);
    let from = from.min(stops.last());
    let to = (from + len).min(stops.last());
    let span = pos.at(stops.start(from))..pos.at(stops.end(to, &block));
    let words = quote(doc, &span);
    let mut mark = UserMark {
        exact: words.exact,
        prefix: words.prefix,
        suffix: words.suffix,
        ..UserMark::default()
    };
    mark.move_to(&span, doc.fraction(span.start).get());
    mark.is_only = is_only_place(doc, &mark);
    Some(mark)
}

fn found_at(doc: &dyn Document, mark: &UserMark) -> Option<Anchored> {
    let found = anchor(doc, std::slice::from_ref(mark), &|| {
        ControlFlow::Continue(())
    });
    found.into_iter().next()?
}

fn text_of(doc: &dyn Document, found: &Anchored) -> String {
    excerpt(doc, &found.span, ExcerptReadings::Omitted, usize::MAX).text
}

fn anchored(doc: &dyn Document, mark: &UserMark) -> Option<String> {
    found_at(doc, mark).map(|found| text_of(doc, &found))
}

fn paragraphs(text: &[&str]) -> Vec<String> {
    text.iter().map(ToString::to_string).collect()
}

#[test]
fn marks_follow_their_words_and_never_jump_to_others() {
    let old = [
        "第一段的话。",
        "统筹城乡发展，是要求。",
        "别处也有城乡。",
        "末段。",
    ];
    let doc = document(&paragraphs(&old));
    let mark = mark_on(&doc, 1, 2, 3).expect("the paragraph is there");
    assert_eq!(mark.exact, "城乡发展");
    for (text, is_found) in [
        (
            &["第一段的话。", "统筹城乡发展，是要求。", "别处也有城乡。"][..],
            true,
        ),
        (&["新的开头。", "又一段。", "统筹城乡发展，是要求。"], true),
        (&["别的。", "改写了：统筹城乡的发展。"], false),
        (&["城乡发展。", "城乡发展。"], false),
        (
            &[
                "城乡发展。",
                "第一段的话。",
                "统筹城乡发展，是要求。",
                "别处也有城乡。",
                "末段。",
            ],
            true,
        ),
        (&[""], false),
    ] {
        let found = anchored(&document(&paragraphs(text)), &mark);
        assert_eq!(found.as_deref(), is_found.then_some("城乡发展"), "{text:?}");
    }
}

proptest! {
    #[test]
    fn a_mark_is_on_its_words_or_nowhere(
        old in proptest::collection::vec("[山水人日月。]{1,12}", 1..8),
        edits in proptest::collection::vec((0usize..8, 0u8..4, "[山水人日月]{0,5}"), 0..5),
        at in (0usize..8, 0usize..10, 0usize..5),
    ) {
        let doc = document(&old);
        let mark = mark_on(&doc, at.0 % old.len(), at.1, at.2).expect("the paragraph is there");
        prop_assert_eq!(anchored(&doc, &mark), Some(mark.exact.clone()));
        let mut new = old.clone();
        for (index, kind, words) in edits {
            let index = index % new.len().max(1);
            match kind {
                0 => new.insert(index, words),
                1 if new.len() > 1 => { new.remove(index); }
                2 => new[index].push_str(&words),
                _ => new[index] = words + &new[index],
            }
        }
        // Words that were moved apart by a line end are the same words: a text may be wrapped anew.
        let unbroken = |words: String| words.replace('\n', "");
        let found = anchored(&document(&new), &mark).map(unbroken);
        let exact = unbroken(mark.exact.clone());
        prop_assert!(found.as_ref().is_none_or(|found| *found == exact), "{:?}", found);
    }
}

#[test]
fn positions_of_a_mark_are_those_of_its_start() {
    let doc = document(&paragraphs(&["甲", "乙丙"]));
    let mark = mark_on(&doc, 1, 1, 0).expect("the paragraph is there");
    assert_eq!(mark.start(), Pos::new(0, doc.last().block.0).at(3));
}

/// Returns a mark on all of a paragraph.
fn mark_on_all(doc: &dyn Document, paragraph: usize) -> UserMark {
    mark_on(doc, paragraph, 0, usize::MAX / 2).expect("the paragraph is there")
}

#[test]
fn a_converted_text_has_its_marks_at_the_same_words() {
    let old = ["前面說的話。", "統籌城鄉發展，頭髮與後面。", "後面的話。"];
    let new = ["前面说的话。", "统筹城乡发展，头发与后面。", "后面的话。"];
    for (from, to) in [(old, new), (new, old)] {
        let mark = mark_on_all(&document(&paragraphs(&from)), 1);
        let doc = document(&paragraphs(&to));
        let found = found_at(&doc, &mark).expect("it is there");
        assert_eq!(text_of(&doc, &found), to[1]);
        assert_eq!(found.likeness, Likeness::Forms);
    }
    // Full-width forms too, at another place.
    let mark = mark_on_all(&document(&paragraphs(&["甲", "ＡＢＣ１２的事"])), 1);
    let doc = document(&paragraphs(&["乙", "丙", "甲", "ABC12的事"]));
    assert_eq!(anchored(&doc, &mark).as_deref(), Some("ABC12的事"));
}

#[test]
fn words_that_were_edited_are_found_between_their_neighbours() {
    let old = [
        "先说一件别的事情。",
        "统筹城乡发展是一件长期的事情，要一步一步来。",
        "后面还有别的话要说。",
    ];
    let mark = mark_on_all(&document(&paragraphs(&old)), 1);
    let with = |words: &str| {
        let mut new = paragraphs(&old);
        new[1] = words.to_owned();
        new.insert(0, "新的一段。".to_owned());
        let doc = document(&new);
        anchored(&doc, &mark)
    };
    for (words, is_found) in [
        ("统筹城乡发展是一件很长期的事情，要一步一步来。", true),
        ("统筹城乡发展是件长期的事，要一步一步来。", true),
        ("统筹城乡是长期的事，要一步步来。", false),
        ("完全是另外一段话，和原来的没有什么关系了吧。", false),
    ] {
        assert_eq!(with(words), is_found.then(|| words.to_owned()), "{words}");
    }
    // Without one of the neighbours it is not the same place.
    let mut new = paragraphs(&old);
    new[1] = "统筹城乡发展是一件很长期的事情，要一步一步来。".to_owned();
    new[2] = "换成了全然不同的一段文字。".to_owned();
    assert_eq!(anchored(&document(&new), &mark), None);
    // The last paragraph has no words after it.
    let mark = mark_on_all(&document(&paragraphs(&old[..2])), 1);
    let new = paragraphs(&[old[0], "统筹城乡发展是一件很长期的事情，要一步一步来。"]);
    assert_eq!(anchored(&document(&new), &mark), Some(new[1].clone()));
}

#[test]
fn a_moved_sentence_is_found_and_a_double_is_not_taken_for_it() {
    // Moved with all around it changed.
    let doc = document(&paragraphs(&["甲乙丙丁。", "山下有船。", "戊己庚辛。"]));
    let mark = mark_on_all(&doc, 1);
    let new = ["子丑寅卯。", "辰巳午未。", "申酉戌亥。", "山下有船。"];
    let found = anchored(&document(&paragraphs(&new)), &mark);
    assert_eq!(found.as_deref(), Some("山下有船。"));
    // The same sentence twice, and the marked one deleted.
    let old = [
        "甲乙丙丁。",
        "山下有船。",
        "戊己庚辛。",
        "子丑寅卯。",
        "山下有船。",
        "辰巳午未。",
    ];
    let mark = mark_on_all(&document(&paragraphs(&old)), 1);
    let new = [&old[..1], &old[2..]].concat();
    assert_eq!(anchored(&document(&paragraphs(&new)), &mark), None);
    // The other one deleted.
    let new = [&old[..4], &old[5..]].concat();
    let doc = document(&paragraphs(&new));
    let found = found_at(&doc, &mark).expect("it is there");
    assert!(!found.has_moved);
}

#[test]
fn a_short_quote_is_not_taken_for_others_of_its_letters() {
    let old = ["甲乙丙丁。", "山后有船。", "戊己庚辛。"];
    let doc = document(&paragraphs(&old));
    let mark = mark_on(&doc, 1, 1, 0).expect("it is there");
    assert_eq!((mark.exact.as_str(), mark.is_only), ("后", Some(true)));
    for new in [
        ["甲乙丙丁。", "戊己庚辛。", "先来后到。"],
        ["子丑寅卯。", "那个王后来了。", "辰巳午未。"],
        ["子丑寅卯。", "那就以後再说。", "辰巳午未。"],
        // At the same place, between other words.
        ["甲乙丙丁。", "王后来了。", "戊己庚辛。"],
        ["甲乙丙丁。", "以後再说。", "戊己庚辛。"],
    ] {
        assert_eq!(anchored(&document(&paragraphs(&new)), &mark), None);
    }
    let new = ["子丑寅卯。", "辰巳午未。", "山后有船。"];
    let found = anchored(&document(&paragraphs(&new)), &mark);
    assert_eq!(found.as_deref(), Some("后"));
}

#[test]
fn a_mark_is_not_on_a_part_of_a_cluster() {
    let mark = mark_on(&document(&paragraphs(&["一", "はか"])), 1, 0, 1).expect("it is there");
    assert_eq!(mark.exact, "はか");
    let doc = document(&paragraphs(&["一", "はか\u{3099}"]));
    assert_eq!(anchored(&doc, &mark), None);
}

proptest! {
    #[test]
    fn long_quotes_are_found_in_at_most_another_wording(
        old in proptest::collection::vec("[山水人日月木火土金石]{8,24}", 3..6),
        edits in proptest::collection::vec((0usize..6, 0usize..24, 0u8..3, "[山水人日月竹禾米]{1,2}"), 0..8),
        at in 0usize..6,
    ) {
        let doc = document(&old);
        let mark = mark_on_all(&doc, at % old.len());
        let mut new: Vec<Vec<char>> = old.iter().map(|words| words.chars().collect()).collect();
        for (index, place, kind, words) in edits {
            let count = new.len();
            let paragraph = &mut new[index % count];
            let place = place.min(paragraph.len());
            match kind {
                0 => { paragraph.splice(place..place, words.chars()); }
                1 => { paragraph.drain(place..(place + 1).min(paragraph.len())); }
                _ => new.insert(index % count, words.chars().collect()),
            }
        }
        let new: Vec<String> = new.into_iter().map(String::from_iter).collect();
        let doc = document(&new);
        if let Some(found) = found_at(&doc, &mark) {
            let words: Vec<char> = text_of(&doc, &found).chars().filter(|c| *c != '\n').collect();
            let quote: Vec<char> = mark.exact.chars().collect();
            let changes = distance(&words, &quote);
            let longer = words.len().max(quote.len());
            match found.likeness {
                Likeness::Same | Likeness::Forms => prop_assert_eq!(changes, 0),
                Likeness::Edited => {
                    prop_assert!(quote.len() >= 12);
                    prop_assert!(changes * 100 <= longer * 15, "{} of {}", changes, longer);
                }
            }
        }
    }
}

/// Returns the fewest insertions, removals and replacements that turn one text into the other.
fn distance(one: &[char], other: &[char]) -> usize {
    match (one, other) {
        ([], rest) | (rest, []) => rest.len(),
        _ => {
            let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
            for a in 0..=one.len() {
                for b in 0..=other.len() {
                    table[a][b] = if a == 0 || b == 0 {
                        a + b
                    } else {
                        let same = table[a - 1][b - 1] + usize::from(one[a - 1] != other[b - 1]);
                        same.min(table[a - 1][b] + 1).min(table[a][b - 1] + 1)
                    };
                }
            }
            table[one.len()][other.len()]
        }
    }
}
