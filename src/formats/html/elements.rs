//! Table of the elements and their effect. Other elements have no effect.

use crate::doc::Mark;
use crate::formats::blocks::sub_sup::SubSup;

/// Effect of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ElementKind {
    /// A heading of a level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Begins and ends lines only.
    Division,
    /// A caption or a note of the publisher, set apart from the text.
    Aside,
    /// Quoted text.
    Quote,
    /// A list, numbered or not.
    List(ListNumbering),
    /// An item of a list.
    Item,
    /// A term of a description list.
    Term,
    /// The description of a term.
    Description,
    /// Preformatted text.
    Pre,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell.
    Cell,
    /// A rule.
    Rule,
    /// A line break.
    LineBreak,
    /// A picture.
    Image,
    /// An embedded page.
    Frame,
    /// A field of a form.
    Input,
    /// A link.
    Link,
    /// Text with a mark.
    Mark(MarkElement),
    /// Words in the quotation marks of the reader's language.
    InlineQuote,
    /// A base with ruby.
    Ruby,
    /// The ruby text.
    RubyText,
    /// A superscript or subscript.
    SubSup(SubSup),
    /// A formula.
    Formula,
    /// The title of the page.
    Title,
    /// Hidden with its content.
    Hidden,
    /// The root, which declares the language.
    Root,
}

impl ElementKind {
    /// Returns whether the element is a box: it begins and ends lines.
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

/// Numbering of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListNumbering {
    /// Numbers.
    Numbered,
    /// Bullets.
    Bullets,
}

/// Marks determined by the tag alone.
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

/// Index of an element in [`ELEMENTS`].
pub(crate) type ElementId = u8;

/// Finds an element by name. Returns it with its index.
pub(crate) fn find_element(name: &str) -> Option<(ElementId, ElementKind)> {
    let at = ELEMENTS
        .binary_search_by_key(&name, |(known, _)| known)
        .ok()?;
    let (_, element) = ELEMENTS.get(at)?;
    Some((at as ElementId, *element))
}

/// Number of elements in the table.
pub(crate) const ELEMENT_COUNT: usize = ELEMENTS.len();

/// Returns whether an element has no end tag.
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

/// Returns whether an element of this name, known or not, never has content (HTML, 13.1.2).
pub(crate) fn is_void_name(name: &str) -> bool {
    find_element(name).is_some_and(|(_, element)| is_void(element) && name != "iframe")
        || matches!(
            name,
            "area" | "base" | "col" | "embed" | "link" | "meta" | "source" | "track" | "wbr"
        )
}

/// Returns whether an element of this name is a box.
pub(crate) fn is_box_name(name: &str) -> bool {
    find_element(name).is_some_and(|(_, element)| element.is_box())
}

/// The known elements, sorted by name.
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
    ("mark", ElementKind::Mark(MarkElement::Emphasis)),
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
