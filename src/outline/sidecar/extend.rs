//! Update of a saved outline after its text has grown.
//!
//! Only headings inferred after the last saved one are added. Before it the saved headings are complete: the
//! reader may have removed others by hand.

use super::realign::SavedHeading;
use crate::doc::{Heading, Pos};
use std::collections::HashMap;

/// Adds the headings inferred after the last saved one. Their levels follow the saved outline: the saved level
/// of the last heading with the same inferred level.
pub(crate) fn extend_after_last(kept: &mut Vec<SavedHeading>, inferred: Vec<Heading>) {
    let Some(last) = kept.last().map(|one| one.heading.pos.block_start()) else {
        return;
    };
    let levels = levels(kept, &inferred);
    let new = inferred
        .into_iter()
        .filter(|one| one.pos.block_start() > last);
    kept.extend(new.map(|heading| SavedHeading {
        heading: Heading {
            level: levels.get(&heading.level).copied().unwrap_or(heading.level),
            ..heading
        },
        has_position: true,
        words: None,
    }));
}

/// Returns the saved level for each inferred level.
fn levels(kept: &[SavedHeading], inferred: &[Heading]) -> HashMap<u8, u8> {
    let inferred: HashMap<Pos, u8> = inferred
        .iter()
        .map(|one| (one.pos.block_start(), one.level))
        .collect();
    let pairs = kept.iter().filter_map(|one| {
        let level = inferred.get(&one.heading.pos.block_start())?;
        Some((*level, one.heading.level))
    });
    pairs.collect()
}
