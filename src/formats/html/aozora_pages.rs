//! The pages of 青空文庫: what their classes say of characters that are pictures, of remarks in the text,
//! and of what stands around it.

use super::elements::ElementKind;
use super::tokens::Tag;
use crate::formats::aozora;

/// Whose page it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PageOrigin {
    /// Anyone's.
    #[default]
    Other,
    /// That of 青空文庫.
    Aozora,
}

/// Whether a box is one of those that such a page is made of.
pub(crate) fn is_aozora_box(tag: &Tag) -> bool {
    ["metadata", "main_text"]
        .iter()
        .any(|class| tag.has_word("class", class))
}

/// Whether what is in `tag` is a remark of the editors (［＃「儘」はママ］): nothing of it is shown.
pub(crate) fn is_editor_remark(tag: &Tag) -> bool {
    tag.name == "span" && tag.has_word("class", "notes")
}

/// Headings that are none, and boxes about the text.
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

/// Whether what is in `tag` is about the text.
pub(crate) fn is_metadata(tag: &Tag, element: ElementKind) -> bool {
    matches!(element, ElementKind::Heading(_) | ElementKind::Division)
        && METADATA_CLASSES
            .iter()
            .any(|class| tag.has_word("class", class))
}

/// The character that a picture stands for, if it is one: by the note that describes it, or by the name
/// of its file (`1-09-63.png`).
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
        // Publishers write the character itself; where they do not, that there is one.
        None if alt.chars().count() <= MAX_GAIJI_CHARS => Some(if alt.is_empty() {
            "〓".to_owned()
        } else {
            alt.to_owned()
        }),
        None => None,
    }
}

/// Characters of a description that is the character itself, with its variation.
const MAX_GAIJI_CHARS: usize = 2;
