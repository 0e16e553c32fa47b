//! How far into a whole its parts reach: the files of a folder, the chapters of a book. Shares are by
//! bytes, as everywhere.

use crate::text::units::{ByteOffset, Fraction};

/// The lengths of parts that follow one another, in bytes.
#[derive(Clone, Debug)]
pub(crate) struct CumulativeLengths {
    /// Bytes before each part, and at last those of all.
    starts: Vec<u64>,
}

impl CumulativeLengths {
    /// Parts of these lengths.
    pub(crate) fn new(lengths: impl IntoIterator<Item = u64>) -> Self {
        let mut starts = vec![0];
        let mut total = 0u64;
        for length in lengths {
            total = total.saturating_add(length);
            starts.push(total);
        }
        Self { starts }
    }

    /// Bytes of all parts.
    pub(crate) fn total(&self) -> u64 {
        self.start(self.starts.len() - 1)
    }

    fn start(&self, index: usize) -> u64 {
        self.starts.get(index).copied().unwrap_or(0)
    }

    /// Bytes of a part; 0 for one that is not there.
    pub(crate) fn part_len(&self, index: usize) -> u64 {
        self.start(index + 1).saturating_sub(self.start(index))
    }

    /// The share of the whole that lies before a place which has `inner` of its part before it.
    pub(crate) fn fraction(&self, index: usize, inner: Fraction) -> Fraction {
        let ByteOffset(within) = inner.to_offset(self.part_len(index));
        Fraction::new(self.start(index) + within, self.total())
    }

    /// The part at which `share` of the whole lies behind, and how much of that part does.
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
