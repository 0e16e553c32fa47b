use super::*;
use crate::formats::plain::PlainDocument;
use crate::source::windows::Source;

fn doc(text: &str) -> PlainDocument {
    PlainDocument::new("t", Source::Owned(text.as_bytes().to_vec()))
}

/// Returns the first position of `words`.
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

fn heading(pos: Pos, title: &str) -> Heading {
    Heading {
        pos,
        title: title.into(),
        len: title.len() as u32,
        ..Heading::default()
    }
}

/// Restores a correction in another text. Returns the placed corrections and those without a place.
fn restored(
    made: &AnchoredCorrection,
    doc: &PlainDocument,
) -> (Vec<AnchoredCorrection>, Vec<SavedCorrection>) {
    let mut corrections = Corrections::default();
    corrections.restore(vec![made.saved.clone()], doc);
    (corrections.anchored, corrections.unplaced)
}

#[test]
fn corrections_are_made_again_at_the_same_lines() {
    let old = doc(OLD);
    let made = [
        Correction::Promote(place(&old, "二、")),
        Correction::Demote(place(&old, "一、")),
        Correction::Remove(place(&old, "一、")),
        Correction::Add(vec![
            heading(place(&old, "楔子"), "楔子"),
            heading(place(&old, "河里"), "河里有只船。"),
        ]),
    ];
    for correction in made {
        let made = AnchoredCorrection::new(correction, &old);
        assert_eq!(restored(&made, &old), (vec![made], vec![]));
    }
}

#[test]
fn corrections_follow_their_lines_and_wait_where_there_are_none() {
    let old = doc(OLD);
    let removed = AnchoredCorrection::new(Correction::Remove(place(&old, "二、")), &old);
    let moved = doc("新加的一段，比从前长。\n二、河\n河里有只船。\n");
    let (made, rest) = restored(&removed, &moved);
    let there = Correction::Remove(place(&moved, "二、"));
    assert_eq!((&made[0].correction, rest), (&there, vec![]));
    // The saved words are the original ones, at their current position.
    assert_eq!(restored(&made[0], &moved), (made.clone(), vec![]));
    let gone = doc("全都换了。\n一\n二\n");
    assert_eq!(
        restored(&removed, &gone),
        (vec![], vec![removed.saved.clone()])
    );
    let mut corrections = Corrections::default();
    corrections.restore(vec![removed.saved.clone()], &gone);
    corrections.reanchor(&old);
    assert_eq!(corrections.anchored, [removed], "the text is as it was");
}

#[test]
fn many_lines_of_one_correction_follow_in_one_walk() {
    let days: Vec<String> = (1..=300).map(|n| format!("记第{n}天的事")).collect();
    let old = doc(&days.join("\n"));
    let mut headings = Vec::new();
    let mut next = Some(old.first());
    while let Some(pos) = next {
        headings.push(heading(pos, "日"));
        next = old.next(pos);
    }
    let made = AnchoredCorrection::new(Correction::Add(headings), &old);
    let new = doc(&format!("序\n\n{}", days.join("\n")));
    let (made, rest) = restored(&made, &new);
    let Correction::Add(headings) = &made[0].correction else {
        panic!("{made:?}")
    };
    assert_eq!((headings.len(), rest), (300, vec![]));
    assert_eq!(words(&new, headings[299].pos), "记第300天的事");
}
