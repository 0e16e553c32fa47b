//! Cumulative lengths of the parts of a whole, such as the files of a folder or the chapters of a book.
//! Fractions are by bytes.

use crate::text::units::{ByteOffset, Fraction};

/// Lengths of consecutive parts in bytes.
#[derive(Clone, Debug)]
pub(crate) struct CumulativeLengths {
    /// Bytes before each part, and finally those of all parts.
    starts: Vec<u64>,
}

impl CumulativeLengths {
    /// Creates the sums for parts of these lengths.
    pub(crate) fn new(lengths: impl IntoIterator<Item = u64>) -> Self {
        let mut starts = vec![0];
        let mut total = 0u64;
        for length in lengths {
            total = total.saturating_add(length);
            starts.push(total);
        }
        Self { starts }
    }

    /// Returns the bytes of all parts.
    pub(crate) fn total(&self) -> u64 {
        self.start(self.starts.len() - 1)
    }

    fn start(&self, index: usize) -> u64 {
        self.starts.get(index).copied().unwrap_or(0)
    }

    /// Returns the bytes of a part; 0 for a missing one.
    pub(crate) fn part_len(&self, index: usize) -> u64 {
        self.start(index + 1).saturating_sub(self.start(index))
    }

    /// Returns the fraction of the whole before the place at `inner` of part `index`.
    pub(crate) fn fraction(&self, index: usize, inner: Fraction) -> Fraction {
        let ByteOffset(within) = inner.to_offset(self.part_len(index));
        Fraction::new(self.start(index) + within, self.total())
    }

    /// Returns the part at `share` of the whole, and the fraction of that part before it.
    pub(crate) fn part_at(&self, share: Fraction) -> (usize, Fraction) {
        let ByteOffset(at) = share.to_offset(self.total());
        let last = self.starts.len().saturating_sub(2);
        let after = self.starts.partition_point(|&start| start <= at);
        let index = after.saturating_sub(1).min(last);
        (
            index,
            Fraction::new(at - self.start(index), self.part_len(index).max(1)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_places_are_each_others_way_back() {
        let lengths = CumulativeLengths::new([100, 0, 300]);
        assert_eq!(
            (lengths.total(), lengths.part_len(2), lengths.part_len(9)),
            (400, 300, 0)
        );
        for (percent, index, inner) in [
            (0.0, 0, 0.0),
            (12.5, 0, 0.5),
            (25.0, 2, 0.0),
            (62.5, 2, 0.5),
            (100.0, 2, 1.0),
        ] {
            let (found, within) = lengths.part_at(Fraction::from_percent(percent));
            assert_eq!(
                (found, within),
                (index, Fraction::from_percent(inner * 100.0)),
                "{percent} %"
            );
            assert_eq!(
                lengths.fraction(found, within),
                Fraction::from_percent(percent)
            );
        }
        assert_eq!(
            CumulativeLengths::new([])
                .part_at(Fraction::from_percent(50.0))
                .0,
            0
        );
    }
}
