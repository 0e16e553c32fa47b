//! The boxes of a page and the blocks in them, as ranges of a flat list: the tree that the walk does
//! not keep. Notes and the article of a page are found by it.

use std::ops::Range;

/// Boxes that are remembered; further ones belong to the one they are in.
const REGIONS: usize = 400_000;

/// A box with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    /// The box it is in, which stands before it in the list.
    pub(crate) parent: Option<u32>,
    /// The blocks in it, by their index.
    pub(crate) blocks: Range<u32>,
    /// What its tag says of it.
    pub(crate) looks: Looks,
}

/// What a tag says of what is in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Looks {
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
    Chrome,
    /// It is a note that books show behind its sign only.
    Note,
}

/// The boxes of a page.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    done: Vec<Region>,
    /// Names that boxes have.
    names: Vec<(String, u32)>,
}

impl Regions {
    /// Begins a box in front of block `at`. Gives its index, or that of its parent if there are too
    /// many.
    pub(crate) fn begin(
        &mut self,
        parent: Option<u32>,
        at: usize,
        looks: Looks,
        name: Option<&str>,
    ) -> Option<u32> {
        if self.done.len() >= REGIONS {
            return parent;
        }
        let index = self.done.len() as u32;
        self.done.push(Region {
            parent,
            blocks: at as u32..at as u32,
            looks,
        });
        self.names.extend(name.map(|name| (name.to_owned(), index)));
        Some(index)
    }

    /// Ends a box behind the block before `at`. One without blocks is forgotten.
    pub(crate) fn end(&mut self, index: u32, at: usize) {
        let Some(region) = self.done.get_mut(index as usize) else {
            return;
        };
        region.blocks.end = at as u32;
        let is_last = index as usize + 1 == self.done.len();
        if is_last && region_is_empty(self.done.last()) {
            self.done.pop();
            while self.names.last().is_some_and(|(_, of)| *of == index) {
                self.names.pop();
            }
        }
    }

    /// The boxes in the order of their beginnings, and the names they have.
    pub(crate) fn finish(self) -> (Vec<Region>, Vec<(String, u32)>) {
        (self.done, self.names)
    }
}

fn region_is_empty(region: Option<&Region>) -> bool {
    region.is_some_and(|region| region.blocks.is_empty())
}
