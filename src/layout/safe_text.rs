//! Protection of the terminal from the characters of a text: controls become control pictures, blanks become blank
//! cells, of many combining marks only the first few are drawn, and nothing that takes no cells is.

use super::line::GlyphText;
use crate::text::cluster::clusters;
use crate::text::control_picture::control_picture;
use crate::text::line_class::{Class, char_props};
use crate::text::width::{MAX_COMBINING_CHARS, Widths, cluster_width};

/// Returns a text as a page draws it in one row, without wrapping. Ideographic blanks stay.
pub fn drawn_text(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    for cluster in clusters(text) {
        match sanitize_control(cluster.text) {
            (_, GlyphText::Blank) if cluster.text == "\u{3000}" => drawn.push_str(cluster.text),
            (_, GlyphText::Blank) => drawn.push(' '),
            (_, GlyphText::Substitute(shown)) => drawn.push(shown),
            (_, GlyphText::Cluster) if cluster_width(cluster, Widths::default()) == 0 => {}
            (len, GlyphText::Cluster) => {
                drawn.push_str(cluster.text.get(..usize::from(len)).unwrap_or_default());
            }
        }
    }
    drawn
}

/// Returns the number of bytes of a cluster that are drawn, and the form in which they are drawn.
pub(super) fn sanitize_control(cluster: &str) -> (u16, GlyphText) {
    let first = cluster.chars().next().unwrap_or(' ');
    let whole = cluster.len().min(usize::from(u16::MAX)) as u16;
    match first {
        '\t' => (1, GlyphText::Blank),
        c if c.is_whitespace() && !c.is_control() => (whole, GlyphText::Blank),
        _ => match control_picture(first) {
            Some(shown) => (whole, GlyphText::Substitute(shown)),
            None => (drawn_len(cluster), GlyphText::Cluster),
        },
    }
}

/// Returns the bytes of a cluster that are drawn: at most eight marks, no joiner at the end, tag characters
/// only in a flag.
fn drawn_len(cluster: &str) -> u16 {
    let flag = cluster.starts_with('\u{1F3F4}');
    let (mut marks, mut len) = (0, 0);
    for (at, c) in cluster.char_indices().take(MAX_CLUSTER_CHARS) {
        match c {
            '\u{E0000}'..='\u{E007F}' if flag => {}
            '\u{E0000}'..='\u{E007F}' => break,
            '\u{200C}' | '\u{200D}' => continue,
            _ if at > 0 && is_combining_mark(c) => marks += 1,
            _ => {}
        }
        if marks > MAX_COMBINING_CHARS {
            break;
        }
        len = at + c.len_utf8();
    }
    len as u16
}

/// Maximum code points of a drawn cluster. No cluster in use has as many.
const MAX_CLUSTER_CHARS: usize = 64;

/// Returns whether `c` counts as a mark within a cluster. The members of an emoji family and the parts of a
/// syllable do not.
fn is_combining_mark(c: char) -> bool {
    let facts = char_props(c);
    !facts.is_pictograph() && !matches!(facts.class(), Class::JV | Class::JT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_without_cells_is_drawn() {
        for (text, expected) in [
            ("第一章 甲", "第一章 甲"),
            ("第\u{200B}一\u{AD}章\u{2060}\u{FEFF}甲", "第一章甲"),
            ("甲\u{E0041}\u{E007F}乙\u{200D}丙\u{202E}丁", "甲乙丙丁"),
            ("甲\t乙\u{3000}丙\n丁", "甲 乙\u{3000}丙␊丁"),
            ("\u{1B}[31m甲\u{0}", "␛[31m甲␀"),
            ("が\u{FE0F}e\u{301}", "が\u{FE0F}e\u{301}"),
            ("", ""),
        ] {
            assert_eq!(drawn_text(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_drawn_text_is_drawn_as_it_is(text in "[甲a \u{200B}\u{200D}\u{FE0F}\u{E0041}\u{1F3F4}\u{301}\u{1B}\u{202E}\u{3000}]{0,12}") {
            let drawn = drawn_text(&text);
            prop_assert!(drawn.chars().all(|c| !c.is_control()));
            prop_assert_eq!(drawn_text(&drawn), drawn);
        }
    }
}
