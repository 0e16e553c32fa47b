//! The current hit over a new reading of the text: in an edited file, another encoding or another view.

use super::navigate::{restart_search, visible_hit};
use super::state::{ActiveSearch, HitMove, MoveCause};
use crate::app::message::Effect;
use crate::app::state::State;
use crate::doc::{Document, Pos};

/// Place of the current hit in the text before it is read again.
#[derive(Clone, Debug)]
pub struct KeptHit {
    pos: Pos,
    /// Its words, as far as they are in one block.
    words: String,
    /// Place of the page.
    anchor: Pos,
    /// Place in the bytes of the file, if it has one.
    byte: Option<u64>,
}

/// What two versions of a text have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameText {
    /// The words: the file was edited.
    Words,
    /// The bytes: the same file is shown in another way.
    Bytes,
}

impl KeptHit {
    /// Returns the place of the current hit, if the page shows it.
    pub fn before(state: &State) -> Option<Self> {
        let hit = visible_hit(state)?;
        let reader = &state.reading.reader;
        let doc = &*reader.doc;
        let block = doc.block_at(hit.start);
        let rest = block.text.get(hit.start.within as usize..);
        let is_whole = hit.end.block_start() == hit.start.block_start();
        let len = hit.end.within.saturating_sub(hit.start.within) as usize;
        let words = rest.and_then(|rest| {
            if is_whole {
                rest.get(..len)
            } else {
                Some(rest)
            }
        });
        Some(Self {
            pos: hit.start,
            words: words.unwrap_or_default().to_owned(),
            anchor: reader.anchor(),
            byte: doc.byte_of(hit.start),
        })
    }

    /// Returns the place in another version of the text, on whose page is `anchor`; `None` if it is not there.
    fn find_in(&self, doc: &dyn Document, anchor: Pos, same: SameText) -> Option<Pos> {
        match same {
            SameText::Words => self
                .moved_with(anchor)
                .into_iter()
                .chain([self.pos])
                .find(|pos| {
                    let block = doc.block_at(*pos);
                    let rest = block.text.get(pos.within as usize..);
                    block.pos == pos.block_start()
                        && rest.is_some_and(|rest| rest.starts_with(&self.words))
                }),
            SameText::Bytes => {
                let of_byte = |byte| doc.pos_of_byte(self.pos.section, byte);
                self.byte.and_then(of_byte).or_else(|| {
                    let block = doc.block_at(self.pos).pos;
                    let is_same = block == self.pos.block_start();
                    Some(if is_same { self.pos } else { block })
                })
            }
        }
    }

    /// Returns where the hit is if edits before the page have moved both alike.
    fn moved_with(&self, anchor: Pos) -> Option<Pos> {
        let section = self.pos.section.checked_sub(self.anchor.section)?;
        let block = self.pos.block.0.checked_sub(self.anchor.block.0)?;
        let start = Pos::new(
            anchor.section.checked_add(section)?,
            anchor.block.0.checked_add(block)?,
        );
        Some(start.at(self.pos.within))
    }
}

/// Counts the hits of the search anew in a text that was read again. The hit at the place of the current one becomes the
/// current one.
pub fn search_again(
    state: &mut State,
    mut before: ActiveSearch,
    kept: Option<(KeptHit, SameText)>,
) -> Vec<Effect> {
    let reader = &state.reading.reader;
    let from = kept.and_then(|(kept, same)| kept.find_in(&*reader.doc, reader.anchor(), same));
    before.current_hit = None;
    before.pending_move = from.map(|from| HitMove {
        from,
        is_on_hit: false,
        steps: 1,
        cause: MoveCause::NewReading,
    });
    restart_search(state, before)
}
