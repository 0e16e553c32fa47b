//! Inference of headings in plain text without mark-up.
//!
//! A [`HeadingScan`] reads the lines once, in order, and keeps only *candidates*: numbered lines, keywords such as
//! 序, short lines without a sentence, metadata, and lines that a rule of the reader ([`Rules`](super::rules::Rules))
//! matches. All candidates are judged together, and the *sequence* decides: a number is a heading because its
//! neighbours exist, and its level follows from the order of nesting. No pass excludes another: titles of every style
//! may occur in one text.
//!
//! - Data that the passes share: [`line_ending`], [`trimmed_line`], [`title_shape`], [`candidate`], [`recognised_line`], [`statistics`],
//!   [`scanned_text`] (all evidence), [`verdict`], [`chain`], [`title_group`], [`nested_headings`]
//! - One line: [`recognise`] with the tables of [`keywords`] and [`ornaments`],
//!   and [`boxed_numbers`]; [`captions`] of articles; [`aozora_marks`],
//!   [`underlined`] and [`tagged_titles`] for titles that the text itself marks; [`glued_lines`] for lines that hold several titles; [`unnumbered_title`] and [`reference_lines`] for titles without numbers and
//!   their look-alikes
//! - Passes, in order: [`printed_toc`]; [`numbered`] with [`numbered_score`], [`sequence`], [`repeats`] and
//!   [`split_title`]; [`essay_pages`]; [`unnumbered`] with [`title_groups`]. [`judge`] runs them
//! - Learnt weights, which judge all candidates after the passes: [`learnt`] with the [`weights`] of the [`features`],
//!   which [`measure`] takes from the line ([`text_signs`]), its [`series`] and the text; [`short_lines`] are judged by
//!   them alone. Rules about several lines amend the verdicts
//!   ([`judged_lines`]): [`neighbours`] fills gaps between accepted numbers, [`common_beginnings`] between titles with a
//!   common beginning, [`look_groups`] accepts lines of one look ([`short_title`], [`dated`]), [`counted_words`] any words that count, [`alike`] those beside or
//!   around headings, [`poems`] below names; [`isolated_titles`] those between empty lines, [`sentence_titles`] those above sentences, [`documents`] the titles of the documents of a file;
//!   [`lone_steps`] rejects the beginnings of lists, [`note_entries`] those of notes, [`insets`] captions, formulas and
//!   signatures, [`false_numbers`] what counts no sections, [`title_block`] names below the title; [`articles`] of laws and
//!   [`prefaces`] above chapters are headings in any case. [`training`] serves the program that fits them
//! - The result: [`tiers`], [`committed`], [`levels`] with [`enclosed_styles`], [`explanation`]. [`scan`] connects all of them
//!
//! [`numbering`] parses the number at the start of a line.

mod alike;
mod aozora_marks;
mod articles;
mod boxed_numbers;
mod candidate;
mod captions;
mod chain;
mod committed;
mod common_beginnings;
mod counted_words;
mod dated;
mod decisions;
mod documents;
mod enclosed_styles;
mod essay_pages;
mod explanation;
mod false_numbers;
mod features;
mod glued_lines;
mod insets;
mod isolated_titles;
mod judge;
mod judged_lines;
mod keywords;
mod learnt;
mod levels;
mod line_ending;
mod lone_steps;
mod look_groups;
mod measure;
mod neighbours;
mod nested_headings;
mod note_entries;
mod numbered;
mod numbered_score;
mod ornaments;
mod page_breaks;
mod poems;
mod prefaces;
mod printed_toc;
mod recognise;
mod recognised_line;
mod reference_lines;
mod repeats;
mod scan;
mod scanned_text;
mod sentence_titles;
mod sequence;
mod series;
mod short_lines;
mod short_title;
mod split_title;
mod statistics;
mod tagged_titles;
mod text_signs;
mod tiers;
mod title_block;
mod title_group;
mod title_groups;
mod title_shape;
mod training;
mod trimmed_line;
mod underlined;
mod unnumbered;
mod unnumbered_title;
mod verdict;
mod weights;

#[cfg(test)]
mod tests;

pub use scan::HeadingScan;
pub use training::{TrainingLine, TrainingText, names as training_names};

use super::numbering;

pub(crate) use keywords::is_toc_heading;
pub(crate) use prefaces::{is_book_part, is_preface};

/// Returns whether a line is a heading by itself: numbered, or a keyword such as 序.
pub(crate) fn is_self_evident(line: &str) -> bool {
    numbering::parse_marker(line).is_some()
        || numbering::parse_trailing(line).is_some()
        || keywords::keyword_position(line).is_some()
}
