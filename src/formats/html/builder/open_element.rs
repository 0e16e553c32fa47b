//! Open boxes of a page.

use super::align::TextAlign;
use crate::formats::html::elements::ElementId;
use crate::formats::html::style_sheet::Scopes;

/// A box on the stack.
#[derive(Clone, Copy)]
pub(crate) struct OpenElement {
    pub(crate) id: ElementId,
    pub(crate) on_close: OnClose,
    /// Index of its region.
    pub(crate) region: Option<u32>,
    /// Alignment, if the box declares one.
    pub(crate) align: Option<TextAlign>,
    /// The boxes around its content.
    pub(crate) scopes: Scopes,
}

/// Effect of the end of a box.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnClose {
    Nothing,
    Heading,
    Aside,
    /// A note that is an item of a list.
    AsideItem,
    /// A term, flush left above its description.
    Term,
    Pre,
    /// A part of a poem, with space around it.
    Stanza,
    /// A quote or list: a container of [`BlockBuilder`](crate::formats::blocks::builder::BlockBuilder).
    Container,
    /// An item of a list, also a container.
    Item,
    Table,
    Row,
    Cell,
}

impl OnClose {
    /// Returns whether the content of the box belongs to a list.
    pub(crate) const fn is_list_item(self) -> bool {
        matches!(self, Self::Item | Self::AsideItem)
    }
}
