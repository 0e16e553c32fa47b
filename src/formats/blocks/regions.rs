//! The boxes of a page and the blocks in them, as ranges of a flat list: the tree that the walk does
//! not keep. Notes and the article of a page are found by it.

use std::ops::Range;

/// Boxes that are remembered; further ones belong to the one they are in.
const MAX_REGION_COUNT: usize = 400_000;

/// A box with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageRegion {
    /// The box it is in, which stands before it in the list.
    pub(crate) parent: Option<u32>,
    /// The blocks in it, by their index.
    pub(crate) blocks: Range<u32>,
    /// What its tag says of it.
    pub(crate) hint: RegionHint,
}

/// What a tag says of what is in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RegionHint {
    /// Nothing.
    #[default]
    Plain,
    /// It is a paragraph, an item or a cell: not what an article would be made of.
    Small,
    /// It is a part of something larger.
    Section,
    /// It holds a text.
    Text,
    /// It stands beside the text: navigation, comments, advertisement.
    Boilerplate,
    /// It is a note that books show behind its sign only.
    Note,
}

/// The boxes of a page.
#[derive(Debug, Default)]
pub(crate) struct PageRegions {
    regions: Vec<PageRegion>,
    /// Names that boxes have.
    names: Vec<(String, u32)>,
}

impl PageRegions {
    /// Begins a box in front of block `at`. Gives its index, or that of its parent if there are too
    /// many.
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

    /// Ends a box behind the block before `at`. One without blocks is forgotten.
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

    /// The boxes in the order of their beginnings, and the names they have.
    pub(crate) fn finish(self) -> (Vec<PageRegion>, Vec<(String, u32)>) {
        (self.regions, self.names)
    }
}

fn is_empty_region(region: Option<&PageRegion>) -> bool {
    region.is_some_and(|region| region.blocks.is_empty())
}
