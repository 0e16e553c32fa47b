//! The jump list: positions before each jump, to go back and forward.

use crate::doc::Pos;

/// Largest number of positions remembered.
const MAX_JUMP_ENTRIES: usize = 200;

/// Origins of jumps, oldest first, with the index of the current one.
#[derive(Clone, Debug, Default)]
pub struct JumpList {
    places: Vec<Pos>,
    index: usize,
    last_origin: Option<Pos>,
    revision: u64,
}

impl JumpList {
    /// Returns the places, oldest first.
    pub fn places(&self) -> &[Pos] {
        &self.places
    }

    /// Returns a number that differs after each change of the places.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Takes the places of an earlier run, oldest first.
    pub fn restore(&mut self, places: Vec<Pos>) {
        self.index = places.len();
        self.last_origin = places.last().copied();
        self.places = places;
    }

    /// Adds `from`, the origin of a jump. Entries ahead of the index are dropped.
    pub fn push(&mut self, from: Pos) {
        self.places.truncate(self.index);
        self.places.retain(|place| *place != from);
        self.places.push(from);
        if self.places.len() > MAX_JUMP_ENTRIES {
            self.places.remove(0);
        }
        self.index = self.places.len();
        self.last_origin = Some(from);
        self.revision += 1;
    }

    /// Goes back one entry; returns `None` at the oldest. `here` is stored for the way forward.
    pub fn back(&mut self, here: Pos) -> Option<Pos> {
        if self.index == self.places.len() && self.places.last() != Some(&here) {
            self.places.push(here);
            self.revision += 1;
        }
        let before = self.places.get(..self.index)?;
        let index = before.iter().rposition(|place| *place != here)?;
        self.index = index;
        self.last_origin = Some(here);
        self.places.get(index).copied()
    }

    /// Goes forward one entry; returns `None` unless the reader has gone back before.
    pub fn forward(&mut self, here: Pos) -> Option<Pos> {
        let next = self.places.get(self.index + 1).copied()?;
        self.index += 1;
        self.last_origin = Some(here);
        Some(next)
    }

    /// Returns the origin of the last jump and replaces it by `here`.
    pub fn swap(&mut self, here: Pos) -> Option<Pos> {
        self.last_origin.replace(here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_pass_the_same_places() {
        let p = |at| Pos::new(0, at);
        let mut jumps = JumpList::default();
        assert_eq!(jumps.back(p(0)), None);
        jumps.push(p(10));
        jumps.push(p(20));
        assert_eq!(jumps.back(p(30)), Some(p(20)));
        assert_eq!(jumps.back(p(20)), Some(p(10)));
        assert_eq!(jumps.back(p(10)), None);
        assert_eq!(jumps.forward(p(10)), Some(p(20)));
        assert_eq!(jumps.forward(p(20)), Some(p(30)));
        assert_eq!(jumps.forward(p(30)), None);
        assert_eq!(jumps.swap(p(30)), Some(p(20)));
        assert_eq!(jumps.swap(p(20)), Some(p(30)));
    }
}
