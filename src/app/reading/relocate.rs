//! Finding a place in another version of a document.

use crate::doc::{Document, Place, Pos, Step};
use crate::search::query::QueryKind;
use crate::search::{Query, scan};
use crate::text::forms::Level;
use std::ops::ControlFlow;

/// Largest number of hits compared to find the nearest.
const MAX_COMPARED_HITS: usize = 1000;

/// Largest text, in bytes, that is searched for words no longer at their position.
const MAX_RELOCATE_BYTES: u64 = 16 << 20;

/// Returns whether a text can be searched in full without a noticeable delay.
pub fn is_quick_to_search(doc: &dyn Document) -> bool {
    !doc.has_several_sections() && doc.len() <= MAX_RELOCATE_BYTES
}

/// Fallback for a place whose words are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostPlace {
    /// The same fraction of the text.
    SameFraction,
    /// The end of the text, because everything after it was cut off.
    AtEnd,
}

/// Finds a place in another version of a document: the occurrence of its words nearest to the old position. Without
/// one the fallback `lost` applies.
pub fn relocate(place: &Place, doc: &dyn Document, lost: LostPlace) -> Pos {
    find_words(place, doc).unwrap_or_else(|| match lost {
        LostPlace::SameFraction => doc.pos_at(place.fraction),
        LostPlace::AtEnd => doc.last(),
    })
}

/// Returns the position of the words of a place in another version of a document, the nearest of several; `None` if they
/// are not there. May read all of it.
pub fn find_words(place: &Place, doc: &dyn Document) -> Option<Pos> {
    if let Some(pos) = place.find_in(doc) {
        return Some(pos);
    }
    let query = Query::parse(&place.quote, Level::Exact, QueryKind::Literal).ok()?;
    let mut found: Vec<Pos> = Vec::new();
    scan(doc, &query, doc.first(), &mut |step| {
        if let Step::Found(span) = step {
            found.push(span.start);
        }
        if found.len() < MAX_COMPARED_HITS {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    let distance = |pos: &Pos| (doc.fraction(*pos).get() - place.fraction.get()).abs();
    found
        .into_iter()
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Files before and after the saved one in a folder that are searched for the words of a place.
const NEARBY_FILES: u32 = 16;

/// Returns the position of a saved place: where its words are now, if a quick search finds them.
pub fn resume_pos(place: &Place, doc: &dyn Document) -> Pos {
    if is_quick_to_search(doc) {
        return relocate(place, doc, LostPlace::SameFraction);
    }
    let is_one = !doc.has_several_sections();
    let here = place.pos.section;
    let elsewhere =
        (1..=NEARBY_FILES).flat_map(|far| [here.checked_sub(far), here.checked_add(far)]);
    let in_section = |section: u32| {
        let pos = Pos {
            section,
            ..place.pos
        };
        let moved = Place {
            pos,
            ..place.clone()
        };
        let stands = moved.find_in(doc)?;
        (stands.section == section && !place.quote.is_empty()).then_some(stands)
    };
    let own = place.find_in(doc);
    own.or_else(|| elsewhere.flatten().filter(|_| !is_one).find_map(in_section))
        .unwrap_or_else(|| doc.pos_at(place.fraction))
}

/// Largest text, in bytes, of which all is searched for the words of each place in the jump list.
const MAX_JUMP_SEARCH_BYTES: u64 = 1 << 20;

/// Returns the position of a saved place of the jump list. In a long text that was edited it is about there.
pub fn resumed_jump(place: &Place, doc: &dyn Document) -> Pos {
    if !doc.has_several_sections() && doc.len() <= MAX_JUMP_SEARCH_BYTES {
        return relocate(place, doc, LostPlace::SameFraction);
    }
    let own = place.find_in(doc);
    own.unwrap_or_else(|| doc.pos_at(place.fraction))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::plain::PlainDocument;
    use crate::source::windows::Source;

    fn doc(text: &str) -> PlainDocument {
        PlainDocument::new("t", Source::Owned(text.as_bytes().to_vec()))
    }

    #[test]
    fn a_place_is_found_by_its_words() {
        let old = doc("第一段。\n第二段说了一件事。\n第三段。\n");
        let pos = old.next(old.first()).unwrap();
        let place = Place::new(pos, old.fraction(pos), &old.block_at(pos).text);
        for (text, want) in [
            ("第一段。\n第二段说了一件事。\n第三段。\n", "第二段"),
            (
                "新加的一段。\n第一段。\n第二段说了一件事。\n第三段。\n",
                "第二段",
            ),
            ("第二段说了一件事。\n", "第二段"),
            ("全都换了。\n一\n二\n三\n", ""),
            ("", ""),
        ] {
            let new = doc(text);
            let found = relocate(&place, &new, LostPlace::SameFraction);
            assert!(new.block_at(found).text.starts_with(want), "{text:?}");
        }
    }

    #[test]
    fn a_lost_place_goes_to_the_end_of_a_text_that_was_cut_off() {
        let old = doc("第一段。\n第二段。\n第三段说了一件事。\n");
        let pos = old.last();
        let place = Place::new(pos, old.fraction(pos), &old.block_at(pos).text);
        let new = doc("第一段。\n第二段。\n");
        let found = relocate(&place, &new, LostPlace::AtEnd);
        assert_eq!(new.block_at(found).text, "第二段。");
    }

    /// Returns the first position of `words`.
    fn place(doc: &PlainDocument, words: &str) -> Pos {
        let mut pos = doc.first();
        while !doc.block_at(pos).text.starts_with(words) {
            pos = doc.next(pos).expect("the words are there");
        }
        pos
    }

    #[test]
    fn a_reader_goes_on_at_the_same_words_of_a_text_that_was_edited() {
        let text = "楔子\n山里有座桥。\n一、桥\n桥下有条河。\n二、河\n河里有只船。\n";
        let old = doc(text);
        let kept = Place::from_document(&old, place(&old, "桥下"));
        for (text, want) in [
            (text, "桥下有条河。"),
            ("序\n楔子\n一、桥\n桥下有条河。\n二、河\n", "桥下有条河。"),
            (
                "楔子\n山里有座桥。桥下有条河。\n",
                "山里有座桥。桥下有条河。",
            ),
            ("", ""),
        ] {
            let new = doc(text);
            let pos = resume_pos(&kept, &new);
            assert_eq!(new.block_at(pos).text, want, "{text:?}");
        }
        assert_eq!(resume_pos(&Place::default(), &old), old.first());
    }
}
