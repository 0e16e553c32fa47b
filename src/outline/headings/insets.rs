//! Lines between the paragraphs of a section that name no section: captions, formulas, hypotheses, sources of tables,
//! cries, and the dates and names below essays.

use super::candidate::{AppliedRule, Candidate};
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use super::note_entries::is_note_label;
use super::text_signs;
use crate::outline::numbering::{NumberStyle, is_unit};
use crate::outline::word_lists::{WordList, word_list};
use crate::text::numerals::{digit_value, is_numeral_char};
use crate::text::script::is_cjk;
use std::collections::HashSet;

/// Minimum number of counted chapters of a story.
const MIN_CHAPTER_COUNT: usize = 3;
/// Minimum number of dates or names below essays.
const MIN_SIGNED_COUNT: usize = 2;
/// Least indent of a name below an essay, in cells.
const MIN_SIGNED_INDENT_CELLS: u8 = 12;
/// Longest cry, in characters.
const MAX_CRY_CHARS: u16 = 4;

/// Longest name above a date, in cells.
const MAX_NAME_CELLS: u16 = 16;
/// Longest name of a speaker, in characters.
const MAX_SPEAKER_CHARS: usize = 6;
/// Longest value that names another place, in characters.
const MAX_VALUE_CHARS: usize = 8;

/// Words before the numbers of pictures and tables.
static PICTURES: WordList = WordList::new(|| word_list("pictures"));
/// Labels of sources and of hypotheses.
static INSET_LABELS: WordList = WordList::new(|| word_list("inset_labels"));
/// Beginnings of what authors ask their readers for.
static AUTHOR_ASIDES: WordList = WordList::new(|| word_list("author_asides"));
/// Words of the messages of games.
static MESSAGE_WORDS: WordList = WordList::new(|| word_list("message_words"));
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
            || is_note_label(words)
            || is_message(words)
            || BOOK_ENDS.contains(&words.trim_matches(|c: char| !c.is_alphanumeric()))
            || AUTHOR_ASIDES.iter().any(|aside| words.starts_with(aside))
            || is_speech(words)
            || (has_year(words) || text_signs::is_date(words)) && is_dateline(lines, *at)
            || is_story && is_cry(words, line)
            || words.ends_with(['！', '!']) && recurring.contains(&line.key);
        is_plain && (is_kind && has_others(*at) || is_value(words))
    };
    let insets: Vec<usize> = (lines.headings().filter(is_inset))
        .map(|(at, _)| at)
        .collect();
    for at in insets.into_iter().chain(signatures(lines)) {
        lines.reject(at);
    }
}

/// Returns whether words are a caption, a formula or a date: no title, whatever stands around them.
pub(crate) fn is_inset(words: &str) -> bool {
    is_caption(words) || is_formula(words) || has_year(words) || text_signs::is_date(words)
}

/// Returns whether a date is directly below a numbered heading, or the name of its writer is directly above it.
fn is_dateline(lines: &JudgedLines<'_>, at: usize) -> bool {
    let above = at.checked_sub(1).filter(|above| lines.is_heading(*above));
    let is_below = above
        .and_then(|above| lines.pair(above))
        .is_some_and(|(title, date)| {
            is_unit(title.style()) && date.line_index == title.line_index + 1
        });
    is_below
        || lines.line(at).is_some_and(|date| {
            let name = &date.prev_line;
            name.blank_lines == 0
                && name.end == LineEnding::Unpunctuated
                && name.cells <= MAX_NAME_CELLS
                && name.indent.min(date.indent) >= MIN_SIGNED_INDENT_CELLS
        })
}

/// Returns whether words are a speech behind the name of its speaker: ミナ「もう電車、ありませんよ」.
fn is_speech(words: &str) -> bool {
    let speech = words.strip_suffix(['」', '』', '”', '"']);
    let speech = speech.and_then(|words| words.split_once(['「', '『', '“', '"']));
    speech.is_some_and(|(name, speech)| {
        let name = name.trim_end_matches(['：', ':', ' ', '\u{3000}']);
        name.chars().count() <= MAX_SPEAKER_CHARS
            && speech.contains(['、', '，', '。', '！', '？', '…', '!', '?', ','])
    })
}

/// Returns whether words are the message of a game or a book of one: 【叮！恭喜宿主】.
fn is_message(words: &str) -> bool {
    let inner = words.strip_prefix(['【', '[', '［']);
    let inner = inner.and_then(|rest| rest.strip_suffix(['】', ']', '］']));
    inner.is_some_and(|inner| MESSAGE_WORDS.iter().any(|word| inner.contains(word)))
}

/// Returns whether words are the row of a letter that names where an annex is: 附件：如說明三.
fn is_value(words: &str) -> bool {
    let value = words
        .split_once(['：', ':'])
        .map(|(_, value)| value.trim_start());
    value.is_some_and(|value| {
        value.starts_with(['如', '见', '見', '无', '無'])
            && value.chars().count() <= MAX_VALUE_CHARS
    })
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
            || words.starts_with('《') && has_year(words)
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
pub(crate) fn is_caption(words: &str) -> bool {
    let words = words.trim_start_matches(['<', '＜', '〈', '[', '［', '【']);
    let rests = PICTURES.iter().filter_map(|word| words.strip_prefix(word));
    let is_number = |c: char| digit_value(c).is_some();
    rests
        .map(|rest| rest.trim_start_matches(['.', '．', ' ', '\u{3000}']))
        .any(|rest| rest.starts_with(is_number))
}

/// Returns whether `words` are an equation: I ∝ 1/λ⁴, 总分 = a + b　（1）.
fn is_formula(words: &str) -> bool {
    const RELATIONS: [char; 7] = ['=', '＝', '≈', '≤', '≥', '∝', '≡'];
    if words.contains(RELATIONS) && !words.chars().any(is_cjk) {
        return true;
    }
    let body = words.strip_suffix(['）', ')']).unwrap_or_default();
    let number = body.rsplit_once(['（', '(']);
    number.is_some_and(|(formula, number)| {
        let is_sign = |c: char| digit_value(c).is_some() || ".-－".contains(c);
        formula.contains(RELATIONS)
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
