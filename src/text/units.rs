//! Units as types, so that a column cannot be mistaken for a byte. Plain integers appear only inside functions.
//! No arithmetic between different units.

/// Byte offset in the source of a section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteOffset(pub u64);

/// Columns of the terminal. A Han character takes two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cells(pub u16);

/// Rows of the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rows(pub u32);

/// Share of a document by bytes, `0.0 ..= 1.0`.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Fraction(f64);

impl Fraction {
    /// Returns `part / whole`, clamped to `0.0 ..= 1.0`; 1.0 if `whole` is 0.
    pub fn new(part: u64, whole: u64) -> Self {
        if whole == 0 {
            return Self(1.0);
        }
        Self((part as f64 / whole as f64).clamp(0.0, 1.0))
    }

    /// Converts from per cent; values outside `0 ..= 100` are clamped.
    pub fn from_percent(value: f64) -> Self {
        Self((value / 100.0).clamp(0.0, 1.0))
    }

    /// Returns the share as a number in `0.0 ..= 1.0`.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// Returns the share in per cent, rounded; 100 only for the whole document.
    pub fn whole_percent(self) -> u32 {
        let rounded = (self.0 * 100.0).round() as u32;
        if self.0 < 1.0 {
            rounded.min(99)
        } else {
            rounded
        }
    }

    /// Returns this share of `whole` bytes, at most `whole`.
    pub fn to_offset(self, whole: u64) -> ByteOffset {
        ByteOffset(((whole as f64 * self.0) as u64).min(whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_half_is_half_and_what_is_nearly_all_is_not_all() {
        for (part, want) in [
            (0, 0),
            (4, 0),
            (6, 1),
            (499, 50),
            (501, 50),
            (998, 99),
            (1000, 100),
        ] {
            assert_eq!(Fraction::new(part, 1000).whole_percent(), want, "{part}");
        }
    }
}
