//! Pages of 青空文庫: the meaning of their classes for gaiji pictures, editorial remarks and metadata boxes.

use super::elements::ElementKind;
use super::tokens::Tag;
use crate::formats::aozora;

/// Publisher of a page, if its markup needs special treatment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PageOrigin {
    /// Any other publisher.
    #[default]
    Other,
    /// 青空文庫.
    Aozora,
}

/// Returns whether a box is part of the layout of 青空文庫 pages.
pub(crate) fn is_aozora_box(tag: &Tag) -> bool {
    ["metadata", "main_text"]
        .iter()
        .any(|class| tag.has_word("class", class))
}

/// Returns whether `tag` is a remark of the editors (［＃「儘」はママ］), which is not shown.
pub(crate) fn is_editor_remark(tag: &Tag) -> bool {
    tag.name == "span" && tag.has_word("class", "notes")
}

/// Classes of headings and boxes that hold metadata.
const METADATA_CLASSES: [&str; 10] = [
    "author",
    "translator",
    "editor",
    "henyaku",
    "subtitle",
    "original_title",
    "original_subtitle",
    "bibliographical_information",
    "notation_notes",
    "after_text",
];

/// Returns whether `tag` holds metadata.
pub(crate) fn is_metadata(tag: &Tag, element: ElementKind) -> bool {
    matches!(element, ElementKind::Heading(_) | ElementKind::Division)
        && METADATA_CLASSES
            .iter()
            .any(|class| tag.has_word("class", class))
}

/// Returns the character of a gaiji picture, by the annotation that describes it or by its file name
/// (`1-09-63.png`). `None` for other pictures.
pub(crate) fn gaiji(tag: &Tag) -> Option<String> {
    if !tag.has_word("class", "gaiji") {
        return None;
    }
    let alt = tag.get("alt").unwrap_or_default().trim();
    let note = alt.trim_start_matches(['※', '(', '（']);
    let note = note.trim_end_matches([')', '）']);
    let file = tag.get("src").unwrap_or_default().rsplit('/').next();
    let name = file.and_then(|file| file.rsplit_once('.'));
    let known = aozora::gaiji(note).or_else(|| aozora::gaiji(name?.0));
    match known {
        Some(character) => Some(character.into_owned()),
        // Publishers put the character itself into `alt`. An empty `alt` shows as 〓.
        None if alt.chars().count() <= MAX_GAIJI_CHARS => Some(if alt.is_empty() {
            "〓".to_owned()
        } else {
            alt.to_owned()
        }),
        None => None,
    }
}

/// Longest `alt` that is the character itself, in characters: the character and a variation selector.
const MAX_GAIJI_CHARS: usize = 2;
