//! What comes to an outline that was written down when its text has grown: the headings that are inferred
//! behind its last one. Before that the written ones stand alone, as those that are missing there may have
//! been taken out by hand.

use super::realign::SavedHeading;
use crate::doc::{Heading, Pos};
use std::collections::HashMap;

/// Adds what is inferred behind the last heading, at levels as what is written down gives them: as the last of
/// those that were inferred at the same level.
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

/// The level that is written down for what is inferred at each.
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
