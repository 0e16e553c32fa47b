//! Lines between the paragraphs of a section that name no section: captions, formulas, hypotheses, sources of tables,
//! cries, and the dates and names below essays.

use super::candidate::{AppliedRule, Candidate};
use super::judged_lines::JudgedLines;
use super::text_signs;
use crate::outline::numbering::{NumberStyle, is_unit};
use crate::outline::word_lists::{WordList, word_list};
use crate::text::numerals::{digit_value, is_numeral_char};
use std::collections::HashSet;

/// Minimum number of counted chapters of a story.
const MIN_CHAPTER_COUNT: usize = 3;
/// Minimum number of dates or names below essays.
const MIN_SIGNED_COUNT: usize = 2;
/// Least indent of a name below an essay, in cells.
const MIN_SIGNED_INDENT_CELLS: u8 = 12;
/// Longest cry, in characters.
const MAX_CRY_CHARS: u16 = 4;

/// Words before the numbers of pictures and tables.
static PICTURES: WordList = WordList::new(|| word_list("pictures"));
/// Labels of sources and of hypotheses.
static INSET_LABELS: WordList = WordList::new(|| word_list("inset_labels"));
/// Words that end a book.
static BOOK_ENDS: WordList = WordList::new(|| word_list("book_ends"));

/// Rejects lines without a number that stand between the paragraphs of a section.
pub(crate) fn reject(lines: &mut JudgedLines<'_>) {
    let is_chapter = |(_, line): &(usize, &Candidate)| {
        is_unit(line.style()) && line.style() != NumberStyle::Unit('条')
    };
    let is_story = lines.headings().filter(is_chapter).count() >= MIN_CHAPTER_COUNT;
    let has_others = |at: usize| lines.headings().any(|(other, _)| other != at);
    let recurring = recurring_keys(lines.headings());
    let is_inset = |(at, line): &(usize, &Candidate)| {
        let words = lines.words(*at).trim();
        let is_plain = line.marker.end == 0 && line.applied_rule == AppliedRule::None;
        let is_kind = is_caption(words)
            || is_formula(words)
            || is_labelled(words)
            || BOOK_ENDS.contains(&words.trim_matches(|c: char| !c.is_alphanumeric()))
            || is_story && is_cry(words, line)
            || words.ends_with(['！', '!']) && recurring.contains(&line.key);
        is_plain && is_kind && has_others(*at)
    };
    let insets: Vec<usize> = (lines.headings().filter(is_inset))
        .map(|(at, _)| at)
        .collect();
    for at in insets.into_iter().chain(signatures(lines)) {
        lines.reject(at);
    }
}

/// Returns the dates and the names at the right that end essays: a gap and the title of the next one are below each.
fn signatures(lines: &JudgedLines<'_>) -> Vec<usize> {
    let is_below = |(at, line): &(usize, &Candidate)| {
        let is_above_title = lines.pair(*at).is_some_and(|(own, next)| {
            own.is_adjacent_to(next)
                && own.next_line.blank_lines > 0
                && lines.is_heading(at + 1)
                && next.indent <= own.indent
                && !text_signs::is_date(lines.words(at + 1))
        });
        line.marker.end == 0
            && line.prev_line.end.is_sentence_end()
            && (is_above_title || line.next_line.is_missing())
    };
    let below: Vec<(usize, &Candidate)> = lines.headings().filter(is_below).collect();
    let recurring = recurring_keys(below.iter().copied());
    let is_signed = |(at, line): &&(usize, &Candidate)| {
        let words = lines.words(*at);
        text_signs::is_date(words)
            || is_written(words)
            || line.indent >= MIN_SIGNED_INDENT_CELLS
                && (has_year(words) || recurring.contains(&line.key))
    };
    let signed = below.iter().filter(is_signed).map(|(at, _)| *at);
    let signed: Vec<usize> = signed.collect();
    if signed.len() < MIN_SIGNED_COUNT {
        return Vec::new();
    }
    signed
}

/// Returns the keys that more than one of the lines have.
fn recurring_keys<'s>(lines: impl Iterator<Item = (usize, &'s Candidate)>) -> HashSet<u64> {
    let mut known = HashSet::new();
    let keys = lines.map(|(_, line)| line.key);
    keys.filter(|key| !known.insert(*key)).collect()
}

/// Returns whether `words` have a year: 2000年冬于石桥.
fn has_year(words: &str) -> bool {
    let before = words.split_once(['年', '년']).map(|(before, _)| before);
    before.is_some_and(|before| {
        before.ends_with(|c: char| digit_value(c).is_some() || is_numeral_char(c) || c == '〇')
    })
}

/// Returns whether `words` tell when a text was written: 写于2000年1月.
fn is_written(words: &str) -> bool {
    let rest = ["写于", "寫於", "作于", "作於", "记于", "記於", "草于"]
        .iter()
        .find_map(|word| words.strip_prefix(word));
    rest.is_some_and(text_signs::is_date)
}

/// Returns whether `words` are the caption of a picture or a table: 图1　石桥旧影, Fig. 2.
fn is_caption(words: &str) -> bool {
    let rests = PICTURES.iter().filter_map(|word| words.strip_prefix(word));
    let is_number = |c: char| digit_value(c).is_some();
    rests
        .map(|rest| rest.trim_start_matches(['.', '．', ' ', '\u{3000}']))
        .any(|rest| rest.starts_with(is_number))
}

/// Returns whether `words` are an equation with its number: y = ax + b　（1）.
fn is_formula(words: &str) -> bool {
    let body = words.strip_suffix(['）', ')']).unwrap_or_default();
    let number = body.rsplit_once(['（', '(']);
    number.is_some_and(|(formula, number)| {
        let is_sign = |c: char| digit_value(c).is_some() || ".-－".contains(c);
        formula.contains(['=', '＝', '≈', '≤', '≥', '∝'])
            && formula.ends_with(char::is_whitespace)
            && !number.is_empty()
            && number.chars().all(is_sign)
    })
}

/// Returns whether `words` begin with the label of a source or of a numbered hypothesis: 出典：, H1：, 仮説1：.
fn is_labelled(words: &str) -> bool {
    let Some((label, rest)) = words.split_once(['：', ':']) else {
        return false;
    };
    let is_number = |c: char| digit_value(c).is_some();
    let name = label
        .trim_end_matches(|c: char| c.is_ascii_lowercase())
        .trim_end_matches(is_number);
    let is_counted = name.len() < label.len();
    !rest.trim().is_empty()
        && (name == "H" && is_counted || INSET_LABELS.contains(&name.trim_end()))
}

/// Returns whether a line in a story is a cry or the message of a game: 轰！, 【叮！获得新手礼包】.
fn is_cry(words: &str, line: &Candidate) -> bool {
    let inner = words
        .strip_prefix('【')
        .and_then(|rest| rest.strip_suffix('】'));
    let is_message = inner.is_some_and(|inner| {
        inner.contains(['！', '：', '，', '。', '!', ':']) || inner.ends_with("ました")
    });
    is_message || line.shape.chars <= MAX_CRY_CHARS && words.ends_with(['！', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_formulas_and_labels_are_told_from_titles() {
        for words in ["图1　老码头", "図３ 水位", "그림 2. 항구", "Fig.4 Harbour"] {
            assert!(is_caption(words), "{words}");
        }
        for words in ["图书馆的一天", "表面张力", "図書", "图腾与鸟"] {
            assert!(!is_caption(words), "{words}");
        }
        assert!(is_formula("p = q + 2r　　　　（3）"));
        assert!(!is_formula("成果与展望（3）"));
        assert!(is_labelled("H2a：水位影响流速"));
        assert!(is_labelled("出典：港湾年報"));
        assert!(is_labelled("仮説2：風は弱い"));
        assert!(!is_labelled("第2部：風"));
        assert!(!is_labelled("出典："));
    }
}
