//! Meaning of attributes: hidden elements, notes, link targets.

use super::super::tokens::Tag;
use crate::doc::Mark;
use crate::formats::blocks::inline::MarkSpan;
use crate::formats::blocks::list_numbers::NumberForm;
use crate::formats::html::class_hints;
use crate::formats::html::elements::ElementKind;
use crate::formats::html::parsed_page::PageKind;
use crate::formats::html::style_sheet::{BoxSpace, Scopes, StyleSheet};
use crate::text::script::TextLang;

/// Longest link target that is kept, in bytes.
pub(crate) const MAX_TARGET_BYTES: usize = 4 << 10;

/// Returns the form of the markers of a list or an item, by its style or its type. Style sheets of books mean what they say
/// of all lists.
pub(super) fn number_form(tag: &Tag, sheet: &StyleSheet, kind: PageKind) -> Option<NumberForm> {
    let style = tag.get("style").unwrap_or_default().to_ascii_lowercase();
    let styled = sheet.list_form(tag, &style, kind == PageKind::Book);
    styled.or_else(|| tag.get("type").and_then(NumberForm::from_name))
}

/// Returns the space of a box. A paragraph without a style has the margin of browsers: one em.
pub(super) fn box_space(tag: &Tag, sheet: &StyleSheet) -> BoxSpace {
    let style = tag.get("style").unwrap_or_default().to_ascii_lowercase();
    let space = sheet.box_space(tag, &style);
    let usual = if tag.name == "p" { 10 } else { 0 };
    BoxSpace {
        above: space.above.or(Some(usual)),
        below: space.below.or(Some(usual)),
        ..space
    }
}

/// Returns whether an element and its content are hidden. Notes that books hide for a pop-up are shown in place. A
/// hidden root waits for a script to show it, and so does the invisible text of 公众号. Web pages whose sheets hide what
/// is named as the text wait for a script too.
pub(crate) fn is_hidden(
    tag: &Tag,
    element: Option<ElementKind>,
    sheet: &StyleSheet,
    scopes: Scopes,
) -> bool {
    match element {
        Some(ElementKind::Hidden) => true,
        Some(ElementKind::Root | ElementKind::Title) => false,
        _ if tag.name == "body" || is_note(tag) => false,
        // Edit links of encyclopedias, in and after headings.
        _ if ["mw-editsection", "edit-icon"]
            .iter()
            .any(|class| tag.has_word("class", class)) =>
        {
            true
        }
        _ if tag.name == "dialog" => tag.get("open").is_none(),
        _ => {
            let style = tag.get("style").unwrap_or_default().to_ascii_lowercase();
            let is_named_as_text = || class_hints::is_named_as_text(tag);
            let bare: String = style.split_whitespace().collect();
            tag.get("hidden").is_some()
                || bare.contains("display:none")
                || sheet.hides(tag, &style, scopes) && !is_named_as_text()
        }
    }
}

/// Returns whether an element is a letter of a symbol font that shows it as a bullet, as Word writes lists.
pub(crate) fn is_bullet(tag: &Tag) -> bool {
    let style = tag.get("style").or_else(|| tag.get("face"));
    let style = style.unwrap_or_default().to_ascii_lowercase();
    matches!(tag.name.as_str(), "span" | "font")
        && !tag.is_self_closing
        && style.contains("wingdings")
}

/// Returns whether a box is a note.
pub(crate) fn is_note(tag: &Tag) -> bool {
    ["footnote", "rearnote", "endnote", "note"]
        .iter()
        .any(|kind| tag.has_word("epub:type", kind))
        || tag.has_word("role", "doc-footnote")
        || tag.has_word("role", "doc-endnote")
        || tag.has_word("class", "duokan-footnote-item")
}

/// Returns the mark of a link; `None` if it has no usable target.
pub(crate) fn link_mark(tag: &Tag) -> Option<Mark> {
    let target = tag.get("href").map(str::trim)?;
    let is_script = target
        .get(.."javascript:".len())
        .is_some_and(|head| head.eq_ignore_ascii_case("javascript:"));
    if target.is_empty() || target.len() > MAX_TARGET_BYTES || is_script {
        return None;
    }
    let is_note = tag.has_word("epub:type", "noteref")
        || tag.has_word("role", "doc-noteref")
        || ["noteref", "footnote-ref", "duokan-footnote"]
            .iter()
            .any(|class| tag.has_word("class", class));
    Some(if is_note {
        Mark::NoteRef(target.to_owned())
    } else {
        Mark::Link(target.to_owned())
    })
}

/// Returns the note of a picture that is a note reference, as 微信读书 and others write them.
pub(crate) fn note_of_image(tag: &Tag) -> Option<&str> {
    let text = note_attribute(tag).or_else(|| {
        let class = tag.get("class").unwrap_or_default();
        let is_sign = class.split_whitespace().any(|class| {
            class
                .strip_suffix("footnote")
                .is_some_and(|house| house.ends_with('-'))
        });
        tag.get("alt").filter(|_| is_sign)
    });
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Returns the note of a box that is a note reference.
pub(crate) fn note_of_box(tag: &Tag, element: Option<ElementKind>) -> Option<&str> {
    note_attribute(tag)
        .filter(|text| element != Some(ElementKind::Image) && !text.trim().is_empty())
        .map(str::trim)
}

/// Returns the text of a note in an attribute.
fn note_attribute(tag: &Tag) -> Option<&str> {
    ["data-wr-footernote", "zy-footnote"]
        .iter()
        .find_map(|name| tag.get(name))
}

/// Longest note reference, in bytes.
const MAX_NOTE_REF_BYTES: usize = 12;

/// Turns links that look like note references into note references: `[3]`, `①`, and `3` if its target has the name
/// of a note. At the start of a block such a link leads back from the note.
pub(crate) fn mark_note_refs(text: &str, marks: &mut [MarkSpan]) {
    for (range, mark) in marks.iter_mut().filter(|(range, _)| range.start > 0) {
        let words = text.get(range.start as usize..range.end as usize);
        if let (Mark::Link(target), Some(words)) = (&*mark, words)
            && let Some((path, place)) = target.split_once('#')
            && !path.contains("//")
            && words.len() <= MAX_NOTE_REF_BYTES
            && is_note_ref(words.trim(), place)
        {
            *mark = Mark::NoteRef(target.clone());
        }
    }
}

/// Returns whether the words of a link to `place` look like a note reference.
pub(crate) fn is_note_ref(words: &str, place: &str) -> bool {
    let is_number = |text: &str| {
        let text = text.trim_start_matches(['注', '註', '＊', '*', '※', '†']);
        text.chars().all(|c| c.is_numeric() || c == '*')
    };
    let bare = words
        .strip_prefix(['[', '〔', '［', '【', '（', '('])
        .and_then(|rest| rest.strip_suffix([']', '〕', '］', '】', '）', ')']));
    let is_ring = |c: char| matches!(c, '①'..='⑳' | '㉑'..='㊿' | '❶'..='❿' | '※' | '†' | '＊');
    let is_alone = !words.is_empty() && words.chars().all(is_ring);
    if is_alone || bare.is_some_and(|bare| !bare.is_empty() && is_number(bare)) {
        return true;
    }
    let place = place.to_ascii_lowercase();
    let is_note = ["fn", "ftn", "note", "zhu", "注", "註"]
        .iter()
        .any(|name| place.contains(name));
    let leads_back = ["ref", "back"].iter().any(|name| place.contains(name));
    is_note && !leads_back && !words.is_empty() && is_number(words)
}

/// Returns whether a picture only counts visitors or adds space.
pub(crate) fn is_spacer(tag: &Tag) -> bool {
    let is_dot = |name| matches!(tag.get(name).map(str::trim), Some("0" | "1" | "1px"));
    is_dot("width") && is_dot("height")
}

/// Returns the text in place of a picture that is a note reference.
pub(crate) const fn note_ref_text(lang: TextLang) -> &'static str {
    match lang {
        TextLang::Hans | TextLang::Ja => "[注]",
        TextLang::Hant => "[註]",
        TextLang::Ko => "[주]",
        TextLang::Other => "[note]",
    }
}

/// Returns the quotation marks of `<q>`.
pub(crate) const fn quotation_marks(lang: TextLang) -> (&'static str, &'static str) {
    match lang {
        TextLang::Hant | TextLang::Ja => ("「", "」"),
        TextLang::Hans | TextLang::Ko | TextLang::Other => ("“", "”"),
    }
}
