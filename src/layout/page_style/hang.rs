//! Lines of plain text whose further rows hang: lists with a label, and lines aligned with the line above.

use super::flush_line::label_len;
use super::headed_line::column_starts;
use super::number_shape::number_shape;
use crate::layout::heading_number::heading_number_len;
use crate::layout::leading_blanks::{is_placement, leading_blanks};
use crate::text::item_sign::has_item_sign;
use crate::text::script::{is_han, is_kana};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};

/// Longest name of a speaker, in characters.
const MAX_NAME_CHARS: usize = 5;
/// Cells by which rows hang behind a sign or the number of an article: an em.
const SIGN_HANG_CELLS: u16 = 2;
/// Widest number with its blanks behind which rows hang, in cells.
const MAX_ITEM_CELLS: u16 = 8;
/// Least cells in front of a column.
const MIN_COLUMN_CELLS: u16 = 4;
const IDEOGRAPHIC_SPACE: char = '\u{3000}';
/// Columns behind the first, from which a line is one of a table whose columns need not be at the same cells.
const MIN_ROSTER_COLUMNS: usize = 2;
/// Leading blanks of a line at the right of the page, in cells.
const MIN_RIGHT_CELLS: u16 = 24;

/// Returns the cells by which further rows of a line hang, if they do: behind the label of a list whose next line is
/// aligned with its text (附件：1.…), behind the number of a line that is so aligned, behind the name of a speaker or what
/// stands in front of a column if the line before or after it has one at the same cell, and behind the number or sign of
/// an item if `hangs_items`.
pub(crate) fn hang_cells(
    line: &str,
    before: Option<&str>,
    next: Option<&str>,
    hangs_items: bool,
) -> Option<Cells> {
    let (blank_len, blank) = leading_blanks(line);
    let words = line.get(blank_len..)?;
    let label = words.get(..label_len(words).unwrap_or(0))?;
    let text = words.get(label.len()..)?;
    let number = text.get(..number_len(text))?;
    let cells = |text: &str| text_width(text, Widths::default()).0;
    let near = || [before, next].into_iter().flatten();
    let aligned = next.map(|next| leading_blanks(next).1);
    if !label.is_empty() {
        let is_list = aligned == Some(blank.saturating_add(cells(label)))
            || is_annex(label) && !number.is_empty();
        let is_item = hangs_items && item_cells(words).is_some();
        if is_list || !is_item {
            return is_list.then(|| Cells(cells(label).saturating_add(cells(number))));
        }
    }
    let speaker = speaker_cells(line);
    if speaker.is_some() && near().any(|near| speaker_cells(near) == speaker) {
        return speaker.map(Cells);
    }
    let is_signed = hangs_items && has_item_sign(words);
    let column = near().find_map(|near| common_column(line, near));
    if let Some(column) = column.filter(|_| !is_signed) {
        return Some(Cells(column));
    }
    let is_of_roster = |line: &str| column_starts(line.trim_start()).count() >= MIN_ROSTER_COLUMNS;
    if is_of_roster(line) && near().any(is_of_roster) && !is_signed {
        return Some(Cells(MIN_COLUMN_CELLS));
    }
    if let Some(item) = item_cells(words).filter(|_| hangs_items) {
        return Some(Cells(item));
    }
    let blanks = line.get(..blank_len)?;
    let is_placed = is_placement(blanks, blank);
    (is_placed && blank < MIN_RIGHT_CELLS).then(|| Cells(cells(number)))
}

/// Returns whether a line is set in so far that it is aligned with the text behind the label of the line above: 分送：….
pub(crate) fn is_aligned_with_label(line: &str, above: &str) -> bool {
    let (blank_len, blank) = leading_blanks(above);
    let words = above.get(blank_len..).unwrap_or_default();
    let label = label_len(words).and_then(|len| words.get(..len));
    let own = leading_blanks(line).1;
    label.is_some_and(|label| {
        own > MIN_COLUMN_CELLS && own == blank + text_width(label, Widths::default()).0
    })
}

/// Returns the cells of the name of a speaker and the blanks after it, at the left edge: 父　　もう帰つたのか, 老　人　ああ.
fn speaker_cells(line: &str) -> Option<u16> {
    if line.starts_with('第') || heading_number_len(line) > 0 {
        return None;
    }
    let names = line.match_indices(IDEOGRAPHIC_SPACE);
    let heads = names.filter_map(|(at, _)| {
        let speech = line.get(at..)?.trim_start_matches(IDEOGRAPHIC_SPACE);
        let is_name = is_name(line.get(..at)?) && is_speech(speech);
        is_name.then(|| line.get(..line.len() - speech.len()))?
    });
    let head = heads.max_by_key(|head| head.len())?;
    Some(text_width(head, Widths::default()).0)
}

/// Returns whether words in front of a speech are the name of the speaker, whose characters may be set apart.
fn is_name(words: &str) -> bool {
    let is_letter = |c: char| is_han(c) || is_kana(c);
    (1..=MAX_NAME_CHARS).contains(&words.chars().count())
        && words.starts_with(is_letter)
        && words
            .chars()
            .all(|c| is_letter(c) || c == IDEOGRAPHIC_SPACE)
}

/// Returns whether words are a speech: they have marks, and blanks only behind those that need one.
fn is_speech(words: &str) -> bool {
    let mut before = None;
    let is_unbroken = words.chars().all(|c| {
        let is_placed = c == IDEOGRAPHIC_SPACE && !matches!(before, Some('？' | '！' | '?' | '!'));
        before = Some(c);
        !is_placed
    });
    is_unbroken && words.contains(['。', '？', '！', '…', '―'])
}

/// Returns the cell at which a column begins in two lines with the same indent, from the words of the first. Words behind
/// a number are no column.
fn common_column(line: &str, near: &str) -> Option<u16> {
    let (blank, near_blank) = (leading_blanks(line), leading_blanks(near));
    if blank.1 != near_blank.1 {
        return None;
    }
    let words = line.get(blank.0..)?;
    let near: Vec<u16> = column_starts(near.get(near_blank.0..)?).collect();
    let starts = column_starts(words).filter(|start| near.contains(start));
    let number = number_shape(words).and_then(|_| number_cells(words));
    let least = number.map_or(MIN_COLUMN_CELLS, |number| number + 1);
    starts.filter(|start| *start >= least).max()
}

/// Returns the cells by which the further rows of an item hang: an em behind the number of an article or a sign, else
/// behind the number and its blanks.
fn item_cells(words: &str) -> Option<u16> {
    if has_item_sign(words) {
        return Some(SIGN_HANG_CELLS);
    }
    let shape = number_shape(words)?;
    if shape.starts_with(['第', '제']) {
        return Some(SIGN_HANG_CELLS);
    }
    let width = number_cells(words)?;
    (width <= MAX_ITEM_CELLS).then_some(width)
}

/// Returns the cells of the number in front of words, with the blanks behind it.
fn number_cells(words: &str) -> Option<u16> {
    let is_mark = |c: char| matches!(c, '.' | '．' | '、' | ')' | '）' | IDEOGRAPHIC_SPACE | ' ');
    let first = words.chars().next()?;
    let number = if ('①'..='⑳').contains(&first) {
        first.len_utf8()
    } else {
        let (at, mark) = words.char_indices().find(|(_, c)| is_mark(*c))?;
        at + mark.len_utf8()
    };
    let rest = words.get(number..)?.trim_start();
    let head = words.get(..words.len() - rest.len())?;
    Some(text_width(head, Widths::default()).0)
}

/// Returns whether a label announces annexes.
fn is_annex(label: &str) -> bool {
    let words: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(words.as_str(), "附件：" | "附：" | "附件:" | "附:")
}

/// Returns the length in bytes of the number of an item: （一）, 1. or 1．.
fn number_len(text: &str) -> usize {
    let found = heading_number_len(text);
    if found > 0 {
        return found;
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    match rest.chars().next() {
        Some(c @ ('.' | '．' | '、')) if digits > 0 => digits + c.len_utf8(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_hang_behind_their_number_or_sign() {
        for (line, want) in [
            ("가. 성명 및 영상 등을 통하여", Some(4)),
            ("1의2. 가명처리란 대체하는 것을 말한다.", Some(6)),
            ("10. 처리란 수집을 말한다.", Some(4)),
            ("제1조(목적) 이 법은 처리에 관한 사항을 정한다.", Some(2)),
            ("第一条　この法律は、目的とする。", Some(2)),
            ("２　この法律において「計画」とは、", Some(4)),
            ("（１）公知の情報", Some(6)),
            ("① 개인정보처리자는", Some(2)),
            ("○佐藤会長　ただいまの説明について", Some(2)),
            (" ○ 조사 대상: 처리 경험자", Some(2)),
            ("3. 참석자: 회장 정○○", Some(3)),
            ("분송: 위원회", None),
            ("この法律は、目的とする。", None),
        ] {
            assert_eq!(
                hang_cells(line, None, None, true),
                want.map(Cells),
                "{line}"
            );
        }
    }

    #[test]
    fn lines_aligned_with_the_text_behind_a_label_go_on_with_it() {
        let above = "分送：县委常委，县人大常委会主任、副主任，县政府副县长，";
        assert!(is_aligned_with_label("　　　县政协主席、副主席。", above));
        assert!(!is_aligned_with_label("　　县政协主席。", above));
        assert!(!is_aligned_with_label("　　　县政协主席。", "山路很长。"));
    }

    #[test]
    fn lines_of_a_roster_hang_alike() {
        let line = "欧阳春华　女　1975年生　第一小学校长";
        let near = "李　勇　男　1983年生　中心小学校长";
        assert_eq!(hang_cells(line, Some(near), None, false), Some(Cells(4)));
    }

    #[test]
    fn lists_with_labels_and_aligned_lines_hang() {
        for (line, next, want) in [
            (
                "　　附件：1.青川市数字档案管理办法",
                Some("　　　　　2.数字档案目录报送表"),
                Some(8),
            ),
            ("　　附件：1.青川市数字档案管理办法", None, Some(8)),
            ("　　　　　2.数字档案目录报送表", None, Some(2)),
            ("剑阁县：陈　静", Some("　　　　杨晓东　　周　杰"), Some(8)),
            ("　　　　　　杨晓东　　周　杰", None, Some(0)),
            ("剑阁县：陈　静", Some("青川县：张　伟"), None),
            ("　　附件是下面的表格，请各单位按时报送。", None, None),
            ("　　山路很长，人走了一天。", Some("　　天黑了。"), None),
            ("　　　　　　　　　　　　　　　　青川市人民政府", None, None),
            (
                "娘　　まだです。待つてゐた方がいいでせうか。",
                Some("父　　待つてゐよう。"),
                Some(6),
            ),
            ("娘　　まだです。", Some("父　待つてゐよう。"), None),
            (
                "老　人　ああ。",
                Some("若い男　（驚いて）出た？　だって――"),
                Some(8),
            ),
            (
                "１　日　時　　令和五年八月",
                Some("３　出席者　　委員十二名"),
                Some(14),
            ),
            (
                "第一条　本法は、次の通りとする。",
                Some("第二条　削除する。"),
                None,
            ),
        ] {
            assert_eq!(
                hang_cells(line, None, next, false),
                want.map(Cells),
                "{line}"
            );
        }
    }
}
