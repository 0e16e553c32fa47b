//! The outline of plain text without mark-up.
//!
//! A [`HeadingScan`] takes the lines once, in order, and keeps only *candidates*: numbered lines, keywords such as
//! 序, short lines without a sentence, metadata, and lines that a rule of the reader ([`Rules`](super::rules::Rules))
//! names. The verdicts come from all of them together. The *sequence* decides: a number is believed because its
//! neighbours are there, a level because of the order of nesting. No pass silences another: titles of every style
//! may occur in one text.
//!
//! - Data that the passes share: [`line_ending`], [`trimmed_line`], [`title_shape`], [`candidate`], [`statistics`],
//!   [`scanned_text`] (all evidence), [`verdict`], [`evidence`] (scores), [`chain`], [`title_group`],
//!   [`nested_headings`]
//! - One line: [`recognise`] with the tables of [`keywords`] and [`ornaments`]; [`aozora_marks`] and [`underlined`], titles that the
//!   text itself marks; [`unnumbered_title`] and [`reference_lines`], titles without numbers and their look-alikes
//! - Passes, in order: [`printed_toc`]; [`numbered`] by [`numbered_score`], [`sequence`], [`repeats`] and
//!   [`split_title`]; [`essay_pages`]; [`unnumbered`] by [`title_groups`]. [`judge`] runs them
//! - The result: [`committed`], [`levels`], [`explanation`]; [`scan`] ties all together
//!
//! The look of a number at the start of a line is in [`numbering`].

mod aozora_marks;
mod candidate;
mod chain;
mod committed;
mod essay_pages;
mod explanation;
mod judge;
mod keywords;
mod levels;
mod line_ending;
mod nested_headings;
mod numbered;
mod numbered_score;
mod ornaments;
mod printed_toc;
mod recognise;
mod reference_lines;
mod repeats;
mod scan;
mod scanned_text;
mod sequence;
mod split_title;
mod statistics;
mod title_group;
mod title_groups;
mod title_shape;
mod trimmed_line;
mod underlined;
mod unnumbered;
mod unnumbered_title;
mod verdict;

#[cfg(test)]
mod tests;

pub use scan::HeadingScan;

use super::numbering;

/// Whether a line is a heading by itself: it is numbered, or a keyword such as 序.
pub(crate) fn is_self_evident(line: &str) -> bool {
    numbering::parse_marker(line).is_some()
        || numbering::parse_trailing(line).is_some()
        || keywords::keyword_position(line).is_some()
}
