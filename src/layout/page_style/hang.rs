//! Lines of plain text whose further rows hang: lists with a label, and lines aligned with the line above.

use super::flush_line::label_len;
use crate::layout::heading_number::heading_number_len;
use crate::layout::leading_blanks::{is_placement, leading_blanks};
use crate::text::script::{is_han, is_kana};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};

/// Longest name of a speaker, in characters.
const MAX_NAME_CHARS: usize = 5;
/// Leading blanks of a line at the right of the page, in cells.
const MIN_RIGHT_CELLS: u16 = 24;

/// Returns the cells by which further rows of a line hang, if they do: behind the label of a list whose next line is
/// aligned with its text (附件：1.…), behind the number of a line that is so aligned, and behind the name of a speaker if
/// the line before or after it has one in the same column.
pub(crate) fn hang_cells(line: &str, before: Option<&str>, next: Option<&str>) -> Option<Cells> {
    let (blank_len, blank) = leading_blanks(line);
    let words = line.get(blank_len..)?;
    let label = words.get(..label_len(words).unwrap_or(0))?;
    let text = words.get(label.len()..)?;
    let number = text.get(..number_len(text))?;
    let cells = |text: &str| text_width(text, Widths::default()).0;
    let aligned = next.map(|next| leading_blanks(next).1);
    if !label.is_empty() {
        let is_list = aligned == Some(blank.saturating_add(cells(label)))
            || is_annex(label) && !number.is_empty();
        return is_list.then(|| Cells(cells(label).saturating_add(cells(number))));
    }
    let speaker = speaker_cells(line);
    if speaker.is_some()
        && [before, next]
            .into_iter()
            .flatten()
            .any(|near| speaker_cells(near) == speaker)
    {
        return speaker.map(Cells);
    }
    let blanks = line.get(..blank_len)?;
    let is_placed = is_placement(blanks, blank);
    (is_placed && blank < MIN_RIGHT_CELLS).then(|| Cells(cells(number)))
}

/// Returns the cells of the name of a speaker and the blanks after it, at the left edge: 父　　もう帰つたのか。
fn speaker_cells(line: &str) -> Option<u16> {
    let (name, rest) = line.split_once('\u{3000}')?;
    let speech = rest.trim_start_matches('\u{3000}');
    let is_name = (1..=MAX_NAME_CHARS).contains(&name.chars().count())
        && name.chars().all(|c| is_han(c) || is_kana(c))
        && !name.starts_with('第')
        && heading_number_len(line) == 0;
    let is_speech = speech.contains(['。', '？', '！', '…']) && !speech.contains('\u{3000}');
    let head = line.get(..line.len() - speech.len())?;
    (is_name && is_speech).then(|| text_width(head, Widths::default()).0)
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
                "第一条　本法は、次の通りとする。",
                Some("第二条　削除する。"),
                None,
            ),
        ] {
            assert_eq!(hang_cells(line, None, next), want.map(Cells), "{line}");
        }
    }
}
