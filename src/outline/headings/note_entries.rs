//! Entries of lists of notes and references.

use super::candidate::{Candidate, LineRole};
use super::scanned_text::ScannedText;
use crate::outline::numbering::{NumberStyle, is_unit};
use crate::outline::word_lists::{WordList, word_list};
use crate::text::blank::is_blank;
use crate::text::numerals::{digit_value, is_numeral_char};

/// Words that head a list of notes or references.
static NOTE_HEADINGS: WordList = WordList::new(|| word_list("note_headings"));

/// Returns whether each candidate is an entry of a list of notes or references.
pub(crate) fn note_entries(scanned: &ScannedText) -> Vec<bool> {
    let mut in_notes = false;
    let mut is_entry = |candidate: &Candidate| {
        let words = scanned.title(candidate);
        if is_note_heading(words) {
            in_notes = true;
            return false;
        }
        let ends = match candidate.style() {
            style if is_unit(style) => true,
            NumberStyle::Han(_) | NumberStyle::Keyword => true,
            // 【译文】, but not [1].
            NumberStyle::Boxed => candidate.marker.end == 0 && candidate.mark == Some('【'),
            _ => matches!(candidate.role, LineRole::Keyword(_)),
        };
        in_notes &= !ends;
        in_notes
            && matches!(
                candidate.style(),
                NumberStyle::Digit(_)
                    | NumberStyle::DigitParen
                    | NumberStyle::DigitHalfParen
                    | NumberStyle::HanParen
                    | NumberStyle::Circle
                    | NumberStyle::Boxed
            )
    };
    scanned.candidates.iter().map(&mut is_entry).collect()
}

/// Returns whether words head a list of notes or references.
pub(crate) fn is_note_heading(words: &str) -> bool {
    let core = words.trim_matches(|c: char| "【】[]［］（）()：:　 〔〕".contains(c));
    NOTE_HEADINGS.contains(&core)
}

/// Returns whether words begin with the label of one of several notes: 注（１）.
pub(crate) fn is_note_label(words: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && !is_numeral_char(c);
    let end = words.find(|c| !is_letter(c)).unwrap_or(words.len());
    let (label, rest) = words.split_at_checked(end).unwrap_or((words, ""));
    let is_sign = |c: char| is_blank(c) || "（([［〔".contains(c);
    let number = rest.trim_start_matches(is_sign);
    is_note_heading(label) && number.starts_with(|c| digit_value(c).is_some() || is_numeral_char(c))
}
