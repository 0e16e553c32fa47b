//! Clusters: extended grapheme clusters of UAX #29, the unit of width, of the cursor and of breaking.
//! Most boundaries of real text are seen from the two code points beside them; the rest is left to
//! `unicode-segmentation`.

use super::class::facts;
use unicode_segmentation::UnicodeSegmentation as _;

/// The clusters of a text with the byte each starts at, in order.
pub fn clusters(text: &str) -> Clusters<'_> {
    Clusters {
        text,
        at: 0,
        hard: 0,
    }
}

/// Iterator of [`clusters`].
#[derive(Clone, Debug)]
pub struct Clusters<'t> {
    text: &'t str,
    at: usize,
    /// Up to here every boundary must be asked for: the end of a stretch that is not plain.
    hard: usize,
}

impl<'t> Iterator for Clusters<'t> {
    type Item = (usize, &'t str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let first = rest.chars().next()?;
        let at = self.at;
        let mut len = first.len_utf8();
        if at >= self.hard {
            let plain = |c: char| facts(c).is_plain();
            let easy = plain(first)
                && rest
                    .get(len..)
                    .and_then(|s| s.chars().next())
                    .is_none_or(plain);
            if !easy {
                self.hard = at + hard_stretch(rest);
            }
        }
        if at < self.hard {
            let stretch = self.text.get(at..self.hard).unwrap_or(rest);
            len = stretch.graphemes(true).next().map_or(len, str::len);
        }
        self.at += len;
        Some((at, rest.get(..len)?))
    }
}

/// Length of the stretch up to a boundary between two plain code points, so that what is inside can
/// be cut without its surroundings.
fn hard_stretch(rest: &str) -> usize {
    let mut before_plain = false;
    for (at, c) in rest.char_indices() {
        let plain = facts(c).is_plain();
        if plain && before_plain {
            return at;
        }
        before_plain = plain;
    }
    rest.len()
}
