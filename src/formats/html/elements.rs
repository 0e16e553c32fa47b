//! What each element does to a page of text. Elements that are not listed do nothing.

use crate::doc::Mark;
use crate::formats::blocks::sub_sup::Level;

/// What an element is for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
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
    List(Numbers),
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
    Break,
    /// A picture.
    Image,
    /// Another page that is a part of this one.
    Frame,
    /// A field of a form.
    Input,
    /// A link.
    Link,
    /// Text with a mark.
    Marked(Kind),
    /// Words that the reader's language sets in quotes.
    Quoted,
    /// A base text with its reading.
    Ruby,
    /// The reading.
    Reading,
    /// Text above or below the line.
    Raised(Level),
    /// A formula.
    Formula,
    /// The title of the page.
    Title,
    /// Not shown, nor what is in it.
    Hidden,
    /// The root, which knows the language.
    Root,
}

impl Element {
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
            Self::Break
            | Self::Image
            | Self::Input
            | Self::Link
            | Self::Marked(_)
            | Self::Quoted
            | Self::Ruby
            | Self::Reading
            | Self::Raised(_)
            | Self::Formula
            | Self::Title
            | Self::Hidden
            | Self::Root => false,
        }
    }
}

/// Whether the items of a list have numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// They do.
    Numbered,
    /// They have bullets.
    Bullets,
}

/// Marks that need nothing but the tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Emphasis,
    Strong,
    Strike,
    Code,
}

impl Kind {
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
pub(crate) type Id = u8;

/// The element of a name, and its number.
pub(crate) fn find(name: &str) -> Option<(Id, Element)> {
    let at = ELEMENTS
        .binary_search_by_key(&name, |(known, _)| known)
        .ok()?;
    let (_, element) = ELEMENTS.get(at)?;
    Some((at as Id, *element))
}

/// Number of elements in the table.
pub(crate) const COUNT: usize = ELEMENTS.len();

/// Elements without an end tag.
pub(crate) const fn is_void(element: Element) -> bool {
    matches!(
        element,
        Element::Rule | Element::Break | Element::Image | Element::Frame | Element::Input
    )
}

/// Sorted by name.
const ELEMENTS: &[(&str, Element)] = &[
    ("a", Element::Link),
    ("address", Element::Division),
    ("article", Element::Division),
    ("aside", Element::Aside),
    ("audio", Element::Hidden),
    ("b", Element::Marked(Kind::Strong)),
    ("blockquote", Element::Quote),
    ("body", Element::Division),
    ("br", Element::Break),
    ("button", Element::Hidden),
    ("canvas", Element::Hidden),
    ("caption", Element::Division),
    ("center", Element::Division),
    ("cite", Element::Marked(Kind::Emphasis)),
    ("code", Element::Marked(Kind::Code)),
    ("datalist", Element::Hidden),
    ("dd", Element::Description),
    ("del", Element::Marked(Kind::Strike)),
    ("desc", Element::Hidden),
    ("details", Element::Division),
    ("dfn", Element::Marked(Kind::Emphasis)),
    ("dialog", Element::Division),
    ("dir", Element::List(Numbers::Bullets)),
    ("div", Element::Division),
    ("dl", Element::Division),
    ("dt", Element::Term),
    ("em", Element::Marked(Kind::Emphasis)),
    ("fieldset", Element::Division),
    ("figcaption", Element::Aside),
    ("figure", Element::Division),
    ("footer", Element::Division),
    ("form", Element::Division),
    ("frame", Element::Frame),
    ("h1", Element::Heading(1)),
    ("h2", Element::Heading(2)),
    ("h3", Element::Heading(3)),
    ("h4", Element::Heading(4)),
    ("h5", Element::Heading(5)),
    ("h6", Element::Heading(6)),
    ("header", Element::Division),
    ("hgroup", Element::Division),
    ("hr", Element::Rule),
    ("html", Element::Root),
    ("i", Element::Marked(Kind::Emphasis)),
    ("iframe", Element::Hidden),
    ("image", Element::Image),
    ("img", Element::Image),
    ("input", Element::Input),
    ("kbd", Element::Marked(Kind::Code)),
    ("legend", Element::Division),
    ("li", Element::Item),
    ("listing", Element::Pre),
    ("main", Element::Division),
    ("math", Element::Formula),
    ("menu", Element::List(Numbers::Bullets)),
    ("metadata", Element::Hidden),
    ("nav", Element::Division),
    ("noembed", Element::Hidden),
    ("noframes", Element::Division),
    ("noscript", Element::Hidden),
    ("ol", Element::List(Numbers::Numbered)),
    ("optgroup", Element::Hidden),
    ("option", Element::Hidden),
    ("p", Element::Paragraph),
    ("pre", Element::Pre),
    ("q", Element::Quoted),
    ("rp", Element::Hidden),
    ("rt", Element::Reading),
    ("rtc", Element::Reading),
    ("ruby", Element::Ruby),
    ("s", Element::Marked(Kind::Strike)),
    ("samp", Element::Marked(Kind::Code)),
    ("script", Element::Hidden),
    ("section", Element::Division),
    ("select", Element::Hidden),
    ("strike", Element::Marked(Kind::Strike)),
    ("strong", Element::Marked(Kind::Strong)),
    ("style", Element::Hidden),
    ("sub", Element::Raised(Level::Down)),
    ("summary", Element::Division),
    ("sup", Element::Raised(Level::Up)),
    ("table", Element::Table),
    ("td", Element::Cell),
    ("template", Element::Hidden),
    ("textarea", Element::Hidden),
    ("th", Element::Cell),
    ("title", Element::Title),
    ("tr", Element::Row),
    ("tt", Element::Marked(Kind::Code)),
    ("ul", Element::List(Numbers::Bullets)),
    ("var", Element::Marked(Kind::Emphasis)),
    ("video", Element::Hidden),
    ("xmp", Element::Pre),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ELEMENTS.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(COUNT <= usize::from(Id::MAX));
        assert_eq!(
            find("rt").map(|(_, element)| element),
            Some(Element::Reading)
        );
        assert_eq!(find("span"), None);
    }
}
