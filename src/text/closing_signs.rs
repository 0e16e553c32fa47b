//! Signs behind the end of a paragraph: marks of notes, the end of a proof, remarks, pictures.

use super::numerals;
use super::sentence::ends_sentence;

/// Signs that close a proof or a work, refer to a note, or decorate.
const SIGNS: &str = "□■∎◻◼▢◇◆●*＊※†‡♪♫♡♥★☆^~～";
/// Pairs of brackets around the number of a note or a remark.
const BRACKETS: [(char, char); 5] = [
    ('（', '）'),
    ('(', ')'),
    ('〔', '〕'),
    ('［', '］'),
    ('[', ']'),
];
/// Longest number of a note in brackets, in characters: 注12, 1-3.
const MAX_NOTE_CHARS: usize = 5;

/// Returns a line without blanks and the signs behind its last mark or word: …。 □, …。[1], …。（鼓掌）, …！😀. A line of
/// nothing else is returned whole.
pub fn without_closing_signs(line: &str) -> &str {
    let line = line.trim_end();
    let mut words = line;
    loop {
        let shorter = without_bracket(words).unwrap_or_else(|| words.trim_end_matches(is_sign));
        let shorter = shorter.trim_end();
        if shorter.is_empty() {
            return line;
        }
        if shorter.len() == words.len() {
            return words;
        }
        words = shorter;
    }
}

/// Returns words without a number of a note or a remark on a whole sentence in brackets at their end.
fn without_bracket(words: &str) -> Option<&str> {
    BRACKETS.iter().find_map(|(open, close)| {
        let (before, inner) = words.strip_suffix(*close)?.rsplit_once(*open)?;
        let is_note = inner.chars().count() <= MAX_NOTE_CHARS && inner.chars().all(is_of_number);
        (is_note || ends_sentence(before)).then_some(before)
    })
}

/// Returns whether a character may be part of the number of a note.
fn is_of_number(c: char) -> bool {
    c.is_ascii_digit()
        || numerals::is_numeral_char(c)
        || numerals::digit_value(c).is_some()
        || matches!(c, '注' | '註' | '-' | '–' | ',' | '，' | '、')
}

fn is_sign(c: char) -> bool {
    SIGNS.contains(c)
        || matches!(c,
            '①'..='⑳' | '❶'..='❿' | '¹' | '²' | '³' | '⁰'..='⁹'
            | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_behind_the_last_mark_are_taken_off() {
        for (line, want) in [
            ("则零元唯一。 □", "则零元唯一。"),
            ("浮桥以舟为墩。〔二〕", "浮桥以舟为墩。"),
            ("可历千年。[1][2]", "可历千年。"),
            ("把教育放在首位。（长时间鼓掌）", "把教育放在首位。"),
            ("真的很好吃！😀✨", "真的很好吃！"),
            ("尽在榫卯。* ", "尽在榫卯。"),
            ("见图（略）", "见图（略）"),
            ("□", "□"),
            ("山路", "山路"),
        ] {
            assert_eq!(without_closing_signs(line), want, "{line}");
        }
    }
}
