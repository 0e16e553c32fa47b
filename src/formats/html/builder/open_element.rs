//! Open boxes of a page.

use super::align::TextAlign;
use crate::formats::html::elements::ElementId;

/// A box on the stack.
#[derive(Clone, Copy)]
pub(crate) struct OpenElement {
    pub(crate) id: ElementId,
    pub(crate) on_close: OnClose,
    /// Its place among the regions.
    pub(crate) region: Option<u32>,
    /// Where its lines stand, if it says so.
    pub(crate) align: Option<TextAlign>,
}

/// What ends with a box.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnClose {
    Nothing,
    Heading,
    Aside,
    /// A note that is an item of a list.
    AsideItem,
    /// A term, flush left above what is said of it.
    Term,
    Pre,
    /// A part of a poem, with room around it.
    Stanza,
    /// A quote or a list, containers of [`Blocks`].
    Container,
    /// An item of a list, a container too.
    Item,
    Table,
    Row,
    Cell,
}

impl OnClose {
    /// Whether what is in it belongs to a list.
    pub(crate) const fn is_list_item(self) -> bool {
        matches!(self, Self::Item | Self::AsideItem)
    }
}
