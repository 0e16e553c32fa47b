//! Half-width punctuation in Chinese prose (`发展,工业`), shown full-width. Each mark is judged by its
//! neighbours, so that numbers, times, addresses, code and Latin words keep theirs. Brackets and quotation
//! marks change in pairs or not at all.

use super::url::url_ranges;
use crate::text::line_class::{Class, char_props};
use crate::text::script::is_han;
use crate::text::sentence::is_closing_mark;
use std::ops::Range;

/// Returns the marks of `text` to show full-width, ascending: byte offset and replacement. `code` are the byte
/// ranges of code.
pub(crate) fn full_width_marks(text: &str, code: &[Range<usize>]) -> Vec<(usize, char)> {
    if !text.bytes().any(|byte| b",.;:?!()\"".contains(&byte)) {
        return Vec::new();
    }
    let mut opaque = url_ranges(text);
    opaque.extend(code.iter().cloned());
    opaque.sort_unstable_by_key(|range| range.start);
    let dots = DotMeaning::infer(text);
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\u{2028}', '\u{2029}']) {
        let mut line_of_marks = HardLine::new(line, at, &opaque);
        line_of_marks.replace_brackets();
        line_of_marks.replace_quotes();
        line_of_marks.replace_stops(dots);
        found.extend(line_of_marks.changes());
        at += line.len();
    }
    found
}

/// Meaning of a dot between two Han.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DotMeaning {
    /// Full stop: the text has no 。 but half-width commas between Han, or a dot after Han at its end.
    FullStop,
    /// Possibly the interpunct of a name (比尔.盖茨).
    Interpunct,
}

impl DotMeaning {
    fn infer(text: &str) -> Self {
        let closes = |c: char| c.is_whitespace() || is_closing_mark(c);
        let mut end = text.trim_end_matches(closes).chars().rev();
        let is_last = end.next() == Some('.') && end.next().is_some_and(is_chinese);
        let comma = || {
            let behind = text.split(',').skip(1);
            let mut pairs = text.split(',').zip(behind);
            pairs.any(|(one, next)| one.ends_with(is_han) && next.starts_with(is_han))
        };
        if !text.contains('。') && (is_last || comma()) {
            Self::FullStop
        } else {
            Self::Interpunct
        }
    }
}

/// Placeholder for a character without meaning to its neighbours: code, part of an address, or outside the
/// line.
const OPAQUE: char = '\0';

/// Hard line, character by character.
struct HardLine {
    /// Byte offset of each character.
    offsets: Vec<usize>,
    /// Source character of each; [`OPAQUE`] for code and addresses.
    source: Vec<char>,
    /// Displayed character of each.
    display: Vec<char>,
}

impl HardLine {
    /// Creates the line `text`, which starts at byte `start`; characters in `opaque` are masked.
    fn new(text: &str, start: usize, opaque: &[Range<usize>]) -> Self {
        let mut opaque = opaque.iter().peekable();
        let (mut offsets, mut source) = (Vec::new(), Vec::new());
        for (i, c) in text.char_indices() {
            let here = start + i;
            while opaque.next_if(|range| range.end <= here).is_some() {}
            let hidden = opaque.peek().is_some_and(|range| range.contains(&here));
            offsets.push(here);
            source.push(if hidden { OPAQUE } else { c });
        }
        Self {
            offsets,
            display: source.clone(),
            source,
        }
    }

    /// Returns the displayed character at `i`; [`OPAQUE`] outside the line.
    fn get(&self, i: usize) -> char {
        self.display.get(i).copied().unwrap_or(OPAQUE)
    }

    fn set(&mut self, i: usize, c: char) {
        // A mark with a combining character would lose it.
        let next = self.get(i + 1);
        let is_bearing =
            next != OPAQUE && matches!(char_props(next).class(), Class::CM | Class::ZJ);
        if let Some(shown) = self.display.get_mut(i).filter(|_| !is_bearing) {
            *shown = c;
        }
    }

    /// Returns the nearest character before `i` that is not in `through`.
    fn char_before(&self, i: usize, through: &str) -> char {
        let mut near = (0..i).rev().map(|i| self.get(i));
        near.find(|c| !through.contains(*c)).unwrap_or(OPAQUE)
    }

    /// Returns the nearest character after `i` that is not in `through`.
    fn char_after(&self, i: usize, through: &str) -> char {
        let mut near = (i + 1..self.source.len()).map(|i| self.get(i));
        near.find(|c| !through.contains(*c)).unwrap_or(OPAQUE)
    }

    /// Returns whether one mark of a pair is next to Chinese, inside or outside.
    fn is_beside_chinese(&self, open: usize, close: usize) -> bool {
        let quotes = "\"“”‘’";
        is_chinese(self.char_before(open, quotes))
            || is_chinese(self.char_after(open, quotes))
            || is_chinese(self.char_before(close, quotes))
            || is_chinese(self.char_after(close, quotes))
    }

    /// Returns whether Chinese precedes or follows a pair of marks, with stops between (我说:"no.").
    fn has_chinese_past_stops(&self, open: usize, close: usize) -> bool {
        let stops = ",.;:?!";
        is_chinese(self.char_before(open, stops)) || is_chinese(self.char_after(close, stops))
    }

    fn replace_brackets(&mut self) {
        let mut open = Vec::new();
        for i in 0..self.source.len() {
            match self.get(i) {
                '(' | '（' => open.push(i),
                ')' | '）' => {
                    let Some(start) = open.pop() else { continue };
                    if self.get(start) == '（'
                        || self.get(i) == '）'
                        || self.is_beside_chinese(start, i)
                    {
                        self.set(start, '（');
                        self.set(i, '）');
                    }
                }
                _ => {}
            }
        }
    }

    /// Replaces quotation marks, if they can be paired in one way only.
    fn replace_quotes(&mut self) {
        let marks: Vec<usize> = (0..self.source.len())
            .filter(|&i| self.get(i) == '"')
            .collect();
        let (pairs, rest) = marks.as_chunks::<2>();
        let is_pair = |&[open, close]: &[usize; 2]| {
            let [outside, inside] = [open.wrapping_sub(1), open + 1].map(|i| self.get(i));
            let [last, after] = [close.wrapping_sub(1), close + 1].map(|i| self.get(i));
            !outside.is_ascii_alphanumeric()
                && !after.is_ascii_alphanumeric()
                && !inside.is_whitespace()
                && !last.is_whitespace()
        };
        if !rest.is_empty() || !pairs.iter().all(is_pair) {
            return;
        }
        for &[open, close] in pairs {
            if self.is_beside_chinese(open, close) || self.has_chinese_past_stops(open, close) {
                self.set(open, '“');
                self.set(close, '”');
            }
        }
    }

    fn replace_stops(&mut self, dots: DotMeaning) {
        for i in 0..self.source.len() {
            let wide = match self.get(i) {
                ',' => '，',
                ';' => '；',
                ':' => '：',
                '?' => '？',
                '!' => '！',
                '.' if self.is_full_stop(i, dots) => '。',
                _ => continue,
            };
            let is_face = matches!(wide, '：' | '；') && self.get(i + 1) == ')';
            let near = is_chinese(self.char_before(i, "”’\"')…—"))
                || is_chinese(self.char_after(i, "“‘\"'("));
            if near && !is_face {
                self.set(i, wide);
            }
        }
    }

    /// Returns whether the dot at `i` ends a sentence: after Han, or marks that close after Han, and not part
    /// of a number, an ellipsis or a name.
    fn is_full_stop(&self, i: usize, dots: DotMeaning) -> bool {
        let before = self.get(i.wrapping_sub(1));
        let after = self.get(i + 1);
        let last = after == OPAQUE && i + 1 >= self.source.len() || matches!(after, '\n' | '\r');
        if !is_chinese(self.char_before(i, "”’\"')")) || before == '.' || after == '.' {
            return false;
        }
        if last {
            return true;
        }
        let ends = after.is_whitespace()
            || is_closing_mark(after)
            || dots == DotMeaning::FullStop && (is_chinese(after) || matches!(after, '“' | '‘'));
        ends && !self.is_number(i)
    }

    /// Returns whether the text before `i`, back to a blank or mark, is a number (`一.`, `(二).`).
    fn is_number(&self, i: usize) -> bool {
        let run = (0..i).rev().map(|i| self.get(i));
        let run = run.take_while(|c| is_han(*c) || "()（）".contains(*c));
        run.clone().next().is_some()
            && run
                .filter(|c| is_han(*c))
                .all(|c| HEADING_NUMERALS.contains(c))
    }

    /// Iterates over the replaced characters: byte offset and replacement.
    fn changes(&self) -> impl Iterator<Item = (usize, char)> {
        let both = self.source.iter().zip(&self.display);
        self.offsets
            .iter()
            .zip(both)
            .filter(|(_, (was, shown))| was != shown)
            .map(|(at, (_, shown))| (*at, *shown))
    }
}

/// Characters of heading numbers.
const HEADING_NUMERALS: &str = "第〇零一二三四五六七八九十百千两廿卅甲乙丙丁戊己庚辛壬癸";

/// Returns whether `c` occurs in Chinese text only: Han, or a full-width mark.
const fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_full_width(text: &str) -> String {
        let mut out = text.to_owned();
        for (at, c) in full_width_marks(text, &[]).into_iter().rev() {
            out.replace_range(at..=at, c.encode_utf8(&mut [0; 4]));
        }
        out
    }

    #[test]
    fn marks_beside_han_are_full_width_and_others_are_not() {
        for (text, want) in [
            ("发展,工业;农业:好!真的?", "发展，工业；农业：好！真的？"),
            ("GDP,发展,GDP", "GDP，发展，GDP"),
            ("什么?!好!!", "什么？！好！！"),
            ("时间:2024-03-21 20:22:27", "时间：2024-03-21 20:22:27"),
            ("约1,234.5元,涨3.14%,好", "约1,234.5元，涨3.14%，好"),
            ("用Hello, world!这句", "用Hello, world！这句"),
            ("“发展”,“工业”", "“发展”，“工业”"),
            ("发展……,工业", "发展……，工业"),
            (
                "见https://a.b/c,d?e 和www.x.y,好",
                "见https://a.b/c,d?e 和www.x.y,好",
            ),
            ("好:)", "好:)"),
            ("a,b; c.d", "a,b; c.d"),
        ] {
            assert_eq!(with_full_width(text), want);
        }
    }

    #[test]
    fn brackets_and_quotation_marks_go_in_pairs() {
        for (text, want) in [
            ("(一)创新(GDP)", "（一）创新（GDP）"),
            ("发展(工业(A)),好", "发展（工业（A）），好"),
            ("1)发展 f(x) :)", "1)发展 f(x) :)"),
            ("（一)好(二）", "（一）好（二）"),
            ("他说:\"好!\"\"走.\"", "他说：“好！”“走。”"),
            ("他说:\"好!", "他说：\"好！"),
            ("5\"与6\"屏", "5\"与6\"屏"),
            ("say \"hi\" 好", "say \"hi\" 好"),
            ("我说:\"no.\"", "我说：“no.”"),
            ("\"why?\",他问", "“why?”，他问"),
            ("say:\"hi\" 好", "say:\"hi\" 好"),
            ("(\"发展\")", "（“发展”）"),
        ] {
            assert_eq!(with_full_width(text), want);
        }
    }

    #[test]
    fn a_dot_is_a_full_stop_only_behind_a_sentence_of_han() {
        for (text, want) in [
            ("发展了.", "发展了。"),
            ("发展了. 好", "发展了。 好"),
            ("先发展.后工业.", "先发展。后工业。"),
            ("先发展。比尔.盖茨说.", "先发展。比尔.盖茨说。"),
            ("比尔.盖茨传", "比尔.盖茨传"),
            ("先发展.后工业,对吗?", "先发展。后工业，对吗？"),
            ("好...真好..", "好...真好.."),
            ("一.发展.", "一.发展。"),
            ("(二). 发展", "（二）. 发展"),
            ("1.发展", "1.发展"),
            ("用main.rs和a.", "用main.rs和a."),
            ("(发展.)", "（发展。）"),
        ] {
            assert_eq!(with_full_width(text), want);
        }
    }

    #[test]
    fn code_is_left_alone() {
        let code = 4..14;
        assert_eq!(
            full_width_marks("中,f(中,文),中", std::slice::from_ref(&code)),
            [(3, '，'), (14, '，')]
        );
    }
}
