//! Width of clusters in cells: the crate `unicode-width` for single code points, and our policy over it. The
//! terminal decides how wide ambiguous characters and emoji with U+FE0F are, and no crate asks it.
//! [`WidthRule`] marks the code points where our tables overrule the crate.

use super::cluster::{Cluster, clusters};
use super::line_class::{CharProps, Class, WidthRule, char_props};
use super::units::Cells;
use unicode_width::UnicodeWidthChar as _;

/// Width on this terminal of East Asian Ambiguous characters (UAX #11): “ ” … — ① α.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ambiguous {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
}

/// Width on this terminal of an emoji base followed by U+FE0F.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Vs16 {
    /// One cell: the terminal ignores the selector.
    One,
    /// Two cells, the width of UAX #51.
    #[default]
    Two,
}

/// Width policy: the properties of the terminal that decide widths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Widths {
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Width of emoji with variation selector 16.
    pub vs16: Vs16,
}

/// Maximum number of combining marks of a cluster that are drawn and add to its width.
pub(crate) const MAX_COMBINING_CHARS: usize = 8;

/// Returns the width of one extended grapheme cluster in cells; 0 for a cluster that draws nothing.
#[inline]
pub fn width(cluster: &str, widths: Widths) -> Cells {
    let Some(first) = cluster.chars().next() else {
        return Cells(0);
    };
    Cells(cluster_width(
        Cluster {
            at: 0,
            text: cluster,
            first,
            props: char_props(first),
        },
        widths,
    ))
}

/// Returns the width in cells of a cluster that was segmented before.
#[inline]
pub(crate) fn cluster_width(cluster: Cluster<'_>, widths: Widths) -> u16 {
    let own = char_width(cluster.first, cluster.props, widths);
    if cluster.is_single() {
        own
    } else {
        multi_char_width(cluster, own, widths)
    }
}

/// Returns the width of `text` in cells: the sum over its clusters, at most `u16::MAX`.
pub fn text_width(text: &str, widths: Widths) -> Cells {
    Cells(clusters(text).fold(0, |sum: u16, cluster| {
        sum.saturating_add(cluster_width(cluster, widths))
    }))
}

/// Returns the width in cells of a code point that is a cluster by itself.
#[inline]
fn char_width(c: char, props: CharProps, widths: Widths) -> u16 {
    // Most letters are unified ideographs, which need no table.
    if matches!(c, '\u{4E00}'..='\u{9FFF}') {
        return 2;
    }
    match (props.width_rule(), widths.ambiguous) {
        (WidthRule::Standard, _) => c.width().unwrap_or(0) as u16,
        (WidthRule::One, _) | (WidthRule::Ambiguous, Ambiguous::Narrow) => 1,
        (WidthRule::Ambiguous, Ambiguous::Wide) => 2,
        (WidthRule::Zero, _) => 0,
    }
}

/// Returns whether `c` takes two cells on every terminal.
pub fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

/// Returns the width of a cluster of several code points; `own` is the width of the first.
fn multi_char_width(cluster: Cluster<'_>, own: u16, widths: Widths) -> u16 {
    let Cluster {
        first,
        props: facts,
        ..
    } = cluster;
    let rest = cluster.text.get(first.len_utf8()..).unwrap_or_default();
    // Without a base, terminals draw the marks over the cell before them.
    if own == 0 && matches!(facts.class(), Class::CM | Class::ZJ) {
        return 0;
    }
    let emoji = facts.is_pictograph();
    let selected = |selector| widths.vs16 == Vs16::Two && rest.contains(selector);
    if (emoji || matches!(first, '0'..='9' | '#' | '*')) && selected('\u{FE0F}') {
        return 2;
    }
    if emoji && selected('\u{FE0E}') {
        return 1;
    }
    let flag = facts.class() == Class::RI && rest.chars().any(|c| class(c) == Class::RI);
    if flag
        || emoji
            && rest
                .chars()
                .any(|c| c == '\u{200D}' || class(c) == Class::EM)
    {
        return 2;
    }
    own + rest
        .chars()
        .map(|c| extra_cells(c, widths))
        .filter(|cells| *cells > 0)
        .take(MAX_COMBINING_CHARS)
        .sum::<u16>()
}

/// Returns the cells that a code point after the first adds to its cluster. Half-width voicing marks (ｶﾞ) and
/// spacing marks of Indic scripts add cells, vowels and finals of Hangul do not.
fn extra_cells(c: char, widths: Widths) -> u16 {
    let facts = char_props(c);
    match facts.class() {
        Class::JV | Class::JT | Class::RI => 0,
        _ => char_width(c, facts, widths),
    }
}

fn class(c: char) -> Class {
    char_props(c).class()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_as_wide_as_terminals_draw_them() {
        let rows = [
            ("a", 1),
            ("中", 2),
            ("，", 2),
            ("“", 1),
            ("…", 1),
            ("α", 1),
            ("ｶ", 1),
            ("ｶﾞ", 2),
            ("か\u{3099}", 2),
            ("葛\u{E0100}", 2),
            ("e\u{301}", 1),
            ("☎", 1),
            ("☎\u{FE0F}", 2),
            ("⌚", 2),
            ("⌚\u{FE0E}", 1),
            ("👍🏽", 2),
            ("👨\u{200D}👩\u{200D}👧", 2),
            ("🇨🇳", 2),
            ("🇨", 1),
            ("1\u{FE0F}\u{20E3}", 2),
            ("\u{1112}\u{1161}\u{11AB}", 2),
            ("한", 2),
            ("\u{200B}", 0),
            ("\u{AD}", 0),
            ("\u{301}", 0),
            ("\t", 0),
            ("\r\n", 0),
            ("\u{3000}", 2),
            ("ำ", 1),
            ("\u{20000}", 2),
            ("\u{E000}", 1),
            ("", 0),
        ];
        for (cluster, cells) in rows {
            assert_eq!(
                width(cluster, Widths::default()),
                Cells(cells),
                "{cluster:?}"
            );
        }
    }

    #[test]
    fn the_terminal_decides_of_ambiguous_characters_and_selectors() {
        let wide = Widths {
            ambiguous: Ambiguous::Wide,
            vs16: Vs16::One,
        };
        let rows = [
            ("“", 2),
            ("…", 2),
            ("α", 2),
            ("Я", 2),
            ("─", 2),
            ("a", 1),
            ("e\u{301}", 1),
            ("a\u{301}\u{302}", 1),
            ("☎\u{FE0F}", 2),
            ("☀\u{FE0F}", 1),
            ("1\u{FE0F}\u{20E3}", 1),
            ("⌚\u{FE0E}", 2),
        ];
        for (cluster, cells) in rows {
            assert_eq!(width(cluster, wide), Cells(cells), "{cluster:?}");
        }
    }

    #[test]
    fn a_long_text_is_as_wide_as_can_be_said() {
        assert_eq!(text_width("通读 tongdu", Widths::default()), Cells(11));
        assert_eq!(
            text_width(&"中".repeat(40_000), Widths::default()),
            Cells(u16::MAX)
        );
    }
}
