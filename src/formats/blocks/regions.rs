//! Boxes of a page and their blocks, as ranges of a flat list. They replace the tree that the walk does not build;
//! notes and the article of a page are found with them.

use std::ops::Range;

/// Boxes kept; the blocks of further boxes count to their parent.
const MAX_REGION_COUNT: usize = 400_000;

/// A box with content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageRegion {
    /// The enclosing box, earlier in the list.
    pub(crate) parent: Option<u32>,
    /// Indices of its blocks.
    pub(crate) blocks: Range<u32>,
    /// Hint from its tag.
    pub(crate) hint: RegionHint,
}

/// A hint from a tag about its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RegionHint {
    /// No hint.
    #[default]
    Plain,
    /// A paragraph, item or cell: too small for an article.
    Small,
    /// A part of something larger.
    Section,
    /// A container of the text.
    Text,
    /// Content beside the text: navigation, comments, advertisement.
    Boilerplate,
    /// A note that books show only at its reference.
    Note,
}

/// The boxes of a page under construction.
#[derive(Debug, Default)]
pub(crate) struct PageRegions {
    regions: Vec<PageRegion>,
    /// Names of boxes, with the index of the box.
    names: Vec<(String, u32)>,
}

impl PageRegions {
    /// Opens a box before block `at`. Returns its index; that of its parent if there are too many boxes.
    pub(crate) fn begin(
        &mut self,
        parent: Option<u32>,
        at: usize,
        looks: RegionHint,
        name: Option<&str>,
    ) -> Option<u32> {
        if self.regions.len() >= MAX_REGION_COUNT {
            return parent;
        }
        let index = self.regions.len() as u32;
        self.regions.push(PageRegion {
            parent,
            blocks: at as u32..at as u32,
            hint: looks,
        });
        self.names.extend(name.map(|name| (name.to_owned(), index)));
        Some(index)
    }

    /// Closes a box before block `at`. A box without blocks is dropped.
    pub(crate) fn end(&mut self, index: u32, at: usize) {
        let Some(region) = self.regions.get_mut(index as usize) else {
            return;
        };
        region.blocks.end = at as u32;
        let is_last = index as usize + 1 == self.regions.len();
        if is_last && is_empty_region(self.regions.last()) {
            self.regions.pop();
            while self.names.last().is_some_and(|(_, of)| *of == index) {
                self.names.pop();
            }
        }
    }

    /// Returns the boxes in the order of their starts, and their names.
    pub(crate) fn finish(self) -> (Vec<PageRegion>, Vec<(String, u32)>) {
        (self.regions, self.names)
    }
}

fn is_empty_region(region: Option<&PageRegion>) -> bool {
    region.is_some_and(|region| region.blocks.is_empty())
}
