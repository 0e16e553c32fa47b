//! Lines of plain text with a head of their own: items of a list, speeches, entries of a table of dates.

use super::number_shape::number_shape;
use crate::text::item_sign::has_item_sign;
use crate::text::script::TextLang;
use crate::text::width::{Widths, text_width};

/// Widest head before a blank, in cells.
const MAX_HEAD_CELLS: u16 = 26;
/// Longest name of a speaker before a colon, in characters.
const MAX_SPEAKER_CHARS: usize = 8;
/// Marks that no head contains.
const SENTENCE_MARKS: [char; 9] = ['。', '！', '？', '、', '，', '!', '?', ',', '」'];

/// Returns whether a line begins with a head; with a number or a speaker where the language sets such lines flush.
pub(super) fn has_head(line: &str, lang: TextLang) -> bool {
    let words = line.trim_start();
    let is_numbered = number_shape(words).is_some();
    if is_numbered || has_speaker(words) {
        return sets_items_flush(lang);
    }
    has_item_sign(words) || words.starts_with('【') || column_starts(words).next().is_some()
}

/// Returns whether numbered lines are set flush, with their further rows hung behind the number.
pub(super) fn sets_items_flush(lang: TextLang) -> bool {
    matches!(lang, TextLang::Ja | TextLang::Ko)
}

/// Returns whether a line begins with the name of a speaker and a colon.
fn has_speaker(words: &str) -> bool {
    words.split_once(['：', ':']).is_some_and(|(name, speech)| {
        !name.is_empty()
            && name.chars().count() <= MAX_SPEAKER_CHARS
            && !name.contains(SENTENCE_MARKS)
            && !speech.trim().is_empty()
    })
}

/// Returns the cells at which words begin behind wide blanks near the beginning of a line; none behind the end of a
/// sentence.
pub(super) fn column_starts(words: &str) -> impl Iterator<Item = u16> {
    let end = words.find(SENTENCE_MARKS).unwrap_or(words.len());
    let head = words.get(..end).unwrap_or_default();
    let (mut cells, mut blank) = (0_u16, 0_u16);
    head.chars()
        .filter_map(move |c| {
            let width = text_width(c.encode_utf8(&mut [0; 4]), Widths::default()).0;
            let start = (blank >= 2 && !c.is_whitespace()).then_some(cells);
            blank = if c.is_whitespace() { blank + width } else { 0 };
            cells = cells.saturating_add(width);
            start
        })
        .take_while(|start| *start <= MAX_HEAD_CELLS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_numbers_signs_speakers_and_columns() {
        for (line, lang, want) in [
            (
                "一九〇〇（明治三三）年　三三歳　イギリス留学。",
                TextLang::Ja,
                true,
            ),
            (
                "○議長（佐藤君）　これより会議を開きます。",
                TextLang::Ja,
                true,
            ),
            ("【事務局】　資料を御覧ください。", TextLang::Ja, true),
            ("의장 김철수: 개회를 선언합니다.", TextLang::Ko, true),
            ("가. 성명과 주민등록번호", TextLang::Ko, true),
            ("第二条　この法律は、次による。", TextLang::Ja, true),
            ("1. 山路很长，走了一天。", TextLang::Hans, false),
            ("山路很長い。　そして遠い。", TextLang::Ja, false),
            ("나는 제복을 입었다.", TextLang::Ko, false),
            ("——山路很长。", TextLang::Hans, false),
        ] {
            assert_eq!(has_head(line, lang), want, "{line}");
        }
    }

    #[test]
    fn columns_begin_behind_wide_blanks() {
        let starts = |line: &str| column_starts(line).collect::<Vec<_>>();
        assert_eq!(starts("１　日　時　　令和五年"), [4, 8, 14]);
        assert_eq!(starts("甲方：某某局    乙方：某某厂"), [16]);
        assert_eq!(starts("行くの？　行かない。"), [0; 0]);
        assert_eq!(starts("나는 간다"), [0; 0]);
    }
}
