//! Lines that end with `<br>` or, in preformatted text, with a line end. Groups them: paragraphs and headings
//! without tags are separate; lines of verse, an address or a list stay together.

use crate::outline::headings::is_self_evident;
use crate::text::sentence::{ends_sentence, is_closing_mark};
use crate::text::width::{Widths, text_width};
use std::ops::Range;

/// Width in cells from which a line is too long for verse: in East Asian and in other scripts.
const MIN_PROSE_CELLS: u16 = 48;
const MIN_LATIN_PROSE_CELLS: u16 = 80;
/// Least number of consecutive numbered lines that are a list.
const MIN_LIST_LINES: usize = 3;
/// Widest title, in cells.
const MAX_TITLE_CELLS: u16 = 80;

/// Returns the groups of `lines`, as ranges of indices.
pub(crate) fn groups(lines: &[&str]) -> Vec<Range<usize>> {
    let titles = titles(lines);
    let is_title = |at: usize| titles.get(at).copied().unwrap_or(false);
    let mut groups = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        if is_title(start) {
            groups.push(start..start + 1);
            start += 1;
            continue;
        }
        let end = (start..lines.len())
            .find(|&at| is_title(at))
            .unwrap_or(lines.len());
        let group = lines.get(start..end).unwrap_or_default();
        if is_prose(group) {
            groups.extend((start..end).map(|at| at..at + 1));
        } else {
            groups.push(start..end);
        }
        start = end;
    }
    groups
}

/// Returns for each line whether it is a title: self-evident and not an item of a list.
fn titles(lines: &[&str]) -> Vec<bool> {
    let says: Vec<bool> = lines
        .iter()
        .map(|line| cells(line) <= MAX_TITLE_CELLS && is_self_evident(line.trim()))
        .collect();
    let runs = says.chunk_by(|a, b| a == b);
    runs.flat_map(|run| {
        let is_title = run.first() == Some(&true) && run.len() < MIN_LIST_LINES;
        std::iter::repeat_n(is_title, run.len())
    })
    .collect()
}

/// Returns whether each line is a paragraph: some lines are too long for verse and most end like prose, or the lines
/// are dialogue.
fn is_prose(lines: &[&str]) -> bool {
    let ended = lines.iter().filter(|line| ends_like_prose(line)).count();
    let is_long = |line: &&str| {
        cells(line)
            >= if is_latin(line) {
                MIN_LATIN_PROSE_CELLS
            } else {
                MIN_PROSE_CELLS
            }
    };
    let speaks = |line: &&str| line.trim_start().starts_with(['“', '「', '『', '‘']);
    lines.iter().any(is_long) && ended * 2 >= lines.len()
        || lines.iter().any(speaks) && ended == lines.len()
}

fn cells(line: &str) -> u16 {
    text_width(line, Widths::default()).0
}

fn is_latin(line: &str) -> bool {
    line.chars().all(|c| (c as u32) < 0x2E80)
}

/// Returns whether a line ends like prose: with a sentence, or with a clause before a pause. A Latin full stop counts,
/// since pages are in any script.
fn ends_like_prose(line: &str) -> bool {
    let line = line.trim_end();
    let bare = line.trim_end_matches(is_closing_mark);
    let is_quoted = bare.len() < line.len();
    ends_sentence(line)
        || bare.ends_with(['；', '：', '.', '—', '～'])
        || is_quoted && bare.ends_with('，')
}

/// Least number of East Asian characters in preformatted prose.
const MIN_EAST_ASIAN_CHARS: usize = 24;
/// Largest average number of characters per punctuation mark in prose.
const MAX_SENTENCE_CHARS: usize = 60;

/// Returns whether preformatted text is East Asian prose, not code or a drawing.
pub(crate) fn is_preformatted_prose(text: &str) -> bool {
    let (mut all, mut wide, mut stops) = (0, 0, 0);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        all += 1;
        wide += usize::from(
            matches!(c as u32, 0x3000..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFF01..=0xFF65 | 0x20000..),
        );
        stops += usize::from(matches!(c, '。' | '，' | '、' | '！' | '？' | '；'));
    }
    let columns = |line: &&str| line.trim().contains("  ") || line.contains('\t');
    let of_columns = text.lines().filter(columns).count();
    wide >= MIN_EAST_ASIAN_CHARS
        && wide * 4 >= all * 3
        && stops * MAX_SENTENCE_CHARS >= all
        && of_columns * 4 <= text.lines().count()
}

/// Cells by which a full line may fall short of the measure.
const WRAP_SLACK_CELLS: u16 = 6;
/// Widest measure at which lines are hard-wrapped, in cells.
const MAX_WRAP_CELLS: u16 = 100;

/// Returns the paragraphs of preformatted prose, each as lines with their byte offset. Hard-wrapped lines are
/// joined.
pub(crate) fn paragraphs(text: &str) -> Vec<Vec<(usize, String)>> {
    let measure = text
        .lines()
        .map(|line| cells(line.trim_end()))
        .max()
        .unwrap_or(0);
    let mut found: Vec<Vec<(usize, String)>> = Vec::new();
    let mut at = 0;
    let (mut is_apart, mut reaches) = (true, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim();
        if words.is_empty() {
            is_apart = true;
            continue;
        }
        let is_indented = line.starts_with(['\u{3000}', '\u{A0}', '\t']) || line.starts_with("  ");
        let is_title = is_self_evident(words);
        match found.last_mut().filter(|_| !is_apart && !is_indented) {
            Some(lines) => match lines.last_mut().filter(|_| reaches && !is_title) {
                Some((_, last)) => {
                    let joins_latin = last.ends_with(|c: char| c.is_ascii_alphanumeric())
                        && words.starts_with(|c: char| c.is_ascii_alphanumeric());
                    last.push_str(if joins_latin { " " } else { "" });
                    last.push_str(words);
                }
                None => lines.push((start, words.to_owned())),
            },
            None => found.push(vec![(start, words.to_owned())]),
        }
        is_apart = false;
        reaches = measure <= MAX_WRAP_CELLS
            && cells(line.trim_end()) + WRAP_SLACK_CELLS >= measure
            && !is_title;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verse_stays_together_and_prose_does_not() {
        let long = "这一行比诗里的任何一行都要长得多，一直写到行末也还没有写完，这才写完。";
        for (lines, want) in [
            (vec!["床前明月光，", "疑是地上霜。"], "0-2"),
            (vec![long, "短的一行。"], "0-1 1-2"),
            (vec!["他说。", "“来了。”"], "0-1 1-2"),
            (vec!["诗一", "第二章 题", "诗二", "诗三"], "0-1 1-2 2-4"),
            (vec!["第一章 甲", "第二章 乙", "第三章 丙"], "0-3"),
            (vec!["某市某路", "邮编四〇〇〇〇〇"], "0-2"),
        ] {
            let groups = groups(&lines).into_iter();
            let got: Vec<String> = groups.map(|g| format!("{}-{}", g.start, g.end)).collect();
            assert_eq!(got.join(" "), want, "{lines:?}");
        }
    }

    #[test]
    fn lines_broken_at_the_measure_are_one_paragraph() {
        let text = "　　我常想在纷扰中寻出一点闲静来，然而委实\n不容易。目前是这么离奇。\n\n　　第二段。\n";
        let paragraphs = paragraphs(text);
        let words: Vec<_> = paragraphs
            .iter()
            .flatten()
            .map(|(_, words)| words.as_str())
            .collect();
        assert_eq!(
            words,
            [
                "我常想在纷扰中寻出一点闲静来，然而委实不容易。目前是这么离奇。",
                "第二段。"
            ]
        );
        assert!(
            is_preformatted_prose(text)
                && !is_preformatted_prose("fn main() { /* 这里是注释，有一些字。 */ }")
        );
    }
}
