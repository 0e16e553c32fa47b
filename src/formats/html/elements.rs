//! What each element does to a page of text. Elements that are not listed do nothing.

use crate::doc::Mark;
use crate::formats::blocks::sub_sup::SubSup;

/// What an element is for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ElementKind {
    /// A heading of a level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Begins and ends lines, and nothing else.
    Division,
    /// A figure's words, a note of the house: set apart from the text.
    Aside,
    /// A stretch of quoted text.
    Quote,
    /// A list, numbered or not.
    List(ListNumbering),
    /// An item of a list.
    Item,
    /// A term that is described.
    Term,
    /// A description under its term.
    Description,
    /// Text that keeps its lines.
    Pre,
    /// A table and its parts.
    Table,
    /// A row.
    Row,
    /// A cell.
    Cell,
    /// A rule.
    Rule,
    /// The end of a line.
    LineBreak,
    /// A picture.
    Image,
    /// Another page that is a part of this one.
    Frame,
    /// A field of a form.
    Input,
    /// A link.
    Link,
    /// Text with a mark.
    Mark(MarkElement),
    /// Words that the reader's language sets in quotes.
    InlineQuote,
    /// A base text with its reading.
    Ruby,
    /// The reading.
    RubyText,
    /// Text above or below the line.
    SubSup(SubSup),
    /// A formula.
    Formula,
    /// The title of the page.
    Title,
    /// Not shown, nor what is in it.
    Hidden,
    /// The root, which knows the language.
    Root,
}

impl ElementKind {
    /// Whether it makes a box of its own, beginning and ending lines.
    pub(crate) const fn is_box(self) -> bool {
        match self {
            Self::Heading(_)
            | Self::Paragraph
            | Self::Division
            | Self::Aside
            | Self::Quote
            | Self::List(_)
            | Self::Item
            | Self::Term
            | Self::Description
            | Self::Pre
            | Self::Table
            | Self::Row
            | Self::Cell
            | Self::Rule
            | Self::Frame => true,
            Self::LineBreak
            | Self::Image
            | Self::Input
            | Self::Link
            | Self::Mark(_)
            | Self::InlineQuote
            | Self::Ruby
            | Self::RubyText
            | Self::SubSup(_)
            | Self::Formula
            | Self::Title
            | Self::Hidden
            | Self::Root => false,
        }
    }
}

/// Whether the items of a list have numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListNumbering {
    /// They do.
    Numbered,
    /// They have bullets.
    Bullets,
}

/// Marks that need nothing but the tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkElement {
    Emphasis,
    Strong,
    Strike,
    Code,
}

impl MarkElement {
    pub(crate) const fn mark(self) -> Mark {
        match self {
            Self::Emphasis => Mark::Emphasis,
            Self::Strong => Mark::Strong,
            Self::Strike => Mark::Strike,
            Self::Code => Mark::Code,
        }
    }
}

/// Number of an element in the table.
pub(crate) type ElementId = u8;

/// The element of a name, and its number.
pub(crate) fn find_element(name: &str) -> Option<(ElementId, ElementKind)> {
    let at = ELEMENTS
        .binary_search_by_key(&name, |(known, _)| known)
        .ok()?;
    let (_, element) = ELEMENTS.get(at)?;
    Some((at as ElementId, *element))
}

/// Number of elements in the table.
pub(crate) const ELEMENT_COUNT: usize = ELEMENTS.len();

/// Elements without an end tag.
pub(crate) const fn is_void(element: ElementKind) -> bool {
    matches!(
        element,
        ElementKind::Rule
            | ElementKind::LineBreak
            | ElementKind::Image
            | ElementKind::Frame
            | ElementKind::Input
    )
}

/// Sorted by name.
const ELEMENTS: &[(&str, ElementKind)] = &[
    ("a", ElementKind::Link),
    ("address", ElementKind::Division),
    ("article", ElementKind::Division),
    ("aside", ElementKind::Aside),
    ("audio", ElementKind::Hidden),
    ("b", ElementKind::Mark(MarkElement::Strong)),
    ("blockquote", ElementKind::Quote),
    ("body", ElementKind::Division),
    ("br", ElementKind::LineBreak),
    ("button", ElementKind::Hidden),
    ("canvas", ElementKind::Hidden),
    ("caption", ElementKind::Division),
    ("center", ElementKind::Division),
    ("cite", ElementKind::Mark(MarkElement::Emphasis)),
    ("code", ElementKind::Mark(MarkElement::Code)),
    ("datalist", ElementKind::Hidden),
    ("dd", ElementKind::Description),
    ("del", ElementKind::Mark(MarkElement::Strike)),
    ("desc", ElementKind::Hidden),
    ("details", ElementKind::Division),
    ("dfn", ElementKind::Mark(MarkElement::Emphasis)),
    ("dialog", ElementKind::Division),
    ("dir", ElementKind::List(ListNumbering::Bullets)),
    ("div", ElementKind::Division),
    ("dl", ElementKind::Division),
    ("dt", ElementKind::Term),
    ("em", ElementKind::Mark(MarkElement::Emphasis)),
    ("fieldset", ElementKind::Division),
    ("figcaption", ElementKind::Aside),
    ("figure", ElementKind::Division),
    ("footer", ElementKind::Division),
    ("form", ElementKind::Division),
    ("frame", ElementKind::Frame),
    ("h1", ElementKind::Heading(1)),
    ("h2", ElementKind::Heading(2)),
    ("h3", ElementKind::Heading(3)),
    ("h4", ElementKind::Heading(4)),
    ("h5", ElementKind::Heading(5)),
    ("h6", ElementKind::Heading(6)),
    ("header", ElementKind::Division),
    ("hgroup", ElementKind::Division),
    ("hr", ElementKind::Rule),
    ("html", ElementKind::Root),
    ("i", ElementKind::Mark(MarkElement::Emphasis)),
    ("iframe", ElementKind::Hidden),
    ("image", ElementKind::Image),
    ("img", ElementKind::Image),
    ("input", ElementKind::Input),
    ("kbd", ElementKind::Mark(MarkElement::Code)),
    ("legend", ElementKind::Division),
    ("li", ElementKind::Item),
    ("listing", ElementKind::Pre),
    ("main", ElementKind::Division),
    ("math", ElementKind::Formula),
    ("menu", ElementKind::List(ListNumbering::Bullets)),
    ("metadata", ElementKind::Hidden),
    ("nav", ElementKind::Division),
    ("noembed", ElementKind::Hidden),
    ("noframes", ElementKind::Division),
    ("noscript", ElementKind::Hidden),
    ("ol", ElementKind::List(ListNumbering::Numbered)),
    ("optgroup", ElementKind::Hidden),
    ("option", ElementKind::Hidden),
    ("p", ElementKind::Paragraph),
    ("pre", ElementKind::Pre),
    ("q", ElementKind::InlineQuote),
    ("rp", ElementKind::Hidden),
    ("rt", ElementKind::RubyText),
    ("rtc", ElementKind::RubyText),
    ("ruby", ElementKind::Ruby),
    ("s", ElementKind::Mark(MarkElement::Strike)),
    ("samp", ElementKind::Mark(MarkElement::Code)),
    ("script", ElementKind::Hidden),
    ("section", ElementKind::Division),
    ("select", ElementKind::Hidden),
    ("strike", ElementKind::Mark(MarkElement::Strike)),
    ("strong", ElementKind::Mark(MarkElement::Strong)),
    ("style", ElementKind::Hidden),
    ("sub", ElementKind::SubSup(SubSup::Subscript)),
    ("summary", ElementKind::Division),
    ("sup", ElementKind::SubSup(SubSup::Superscript)),
    ("table", ElementKind::Table),
    ("td", ElementKind::Cell),
    ("template", ElementKind::Hidden),
    ("textarea", ElementKind::Hidden),
    ("th", ElementKind::Cell),
    ("title", ElementKind::Title),
    ("tr", ElementKind::Row),
    ("tt", ElementKind::Mark(MarkElement::Code)),
    ("ul", ElementKind::List(ListNumbering::Bullets)),
    ("var", ElementKind::Mark(MarkElement::Emphasis)),
    ("video", ElementKind::Hidden),
    ("xmp", ElementKind::Pre),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ELEMENTS.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(ELEMENT_COUNT <= usize::from(ElementId::MAX));
        assert_eq!(
            find_element("rt").map(|(_, element)| element),
            Some(ElementKind::RubyText)
        );
        assert_eq!(find_element("span"), None);
    }
}
