//! Named places and notes of a document: what its links lead to.

use crate::doc::Pos;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Named places and notes of a document.
#[derive(Clone, Debug, Default)]
pub struct NamedPlaces {
    /// Positions of named places, the targets of `#name` links.
    pub targets: HashMap<String, Pos>,
    /// Last blocks of named places with several blocks.
    pub target_ends: HashMap<String, Pos>,
    /// Paragraphs of the notes shown only at their reference, by label.
    pub notes: HashMap<String, Vec<String>>,
    /// The positions of `targets`, once the order is asked for.
    in_order: OnceLock<Vec<Pos>>,
}

impl NamedPlaces {
    /// Places of a text with the targets of its links, the ends of those with several blocks, and hidden notes.
    pub fn new(
        targets: HashMap<String, Pos>,
        target_ends: HashMap<String, Pos>,
        notes: HashMap<String, Vec<String>>,
    ) -> Self {
        Self {
            targets,
            target_ends,
            notes,
            in_order: OnceLock::new(),
        }
    }

    /// Returns the offsets in bytes of the named places in the block at `pos`, ascending.
    pub(crate) fn offsets_in(&self, pos: Pos) -> Vec<u32> {
        let places = self.in_order.get_or_init(|| {
            let mut places: Vec<Pos> = self.targets.values().copied().collect();
            places.sort_unstable();
            places.dedup();
            places
        });
        let first = places.partition_point(|place| *place < pos);
        let rest = places.iter().skip(first);
        rest.take_while(|place| place.block_start() == pos)
            .map(|place| place.within)
            .collect()
    }
}
