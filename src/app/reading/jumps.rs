//! The jump list: where the reader was before each jump, and the way back.

use crate::doc::Pos;

/// Jumps remembered.
const MAX_JUMP_ENTRIES: usize = 200;

/// Places a jump began at, oldest first, and where in them the reader stands.
#[derive(Clone, Debug, Default)]
pub struct JumpList {
    places: Vec<Pos>,
    index: usize,
    last_origin: Option<Pos>,
}

impl JumpList {
    /// Remembers `from`: a jump begins there. What lay ahead is forgotten.
    pub fn push(&mut self, from: Pos) {
        self.places.truncate(self.index);
        self.places.retain(|place| *place != from);
        self.places.push(from);
        if self.places.len() > MAX_JUMP_ENTRIES {
            self.places.remove(0);
        }
        self.index = self.places.len();
        self.last_origin = Some(from);
    }

    /// The place before, if there is one; `here` is kept for the way forward.
    pub fn back(&mut self, here: Pos) -> Option<Pos> {
        if self.index == self.places.len() && self.places.last() != Some(&here) {
            self.places.push(here);
        }
        let before = self.places.get(..self.index)?;
        let index = before.iter().rposition(|place| *place != here)?;
        self.index = index;
        self.last_origin = Some(here);
        self.places.get(index).copied()
    }

    /// The place after, if the reader has gone back.
    pub fn forward(&mut self, here: Pos) -> Option<Pos> {
        let next = self.places.get(self.index + 1).copied()?;
        self.index += 1;
        self.last_origin = Some(here);
        Some(next)
    }

    /// Where the last jump began; `here` becomes that place in its stead.
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
