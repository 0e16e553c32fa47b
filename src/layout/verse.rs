//! Lines of verse: in one block, or as neighbouring lines of plain text.

use super::heading_number::heading_number_len;
use crate::text::sentence::ends_sentence;
use crate::text::width::{Widths, text_width};

/// Width in cells up to which a line may be verse.
pub(crate) const MAX_VERSE_CELLS: u16 = 48;
/// Width in cells from which a line with a line end after it is prose.
const MIN_PROSE_CELLS: u16 = 64;

/// Marks that end a line of verse.
const LINE_MARKS: [char; 16] = [
    '，', '、', '；', '。', '！', '？', ',', ';', '.', '!', '?', '—', '…', '”', '」', '』',
];

/// Marks within a sentence.
const OPEN_MARKS: [char; 5] = ['，', '、', '；', ',', ';'];
/// Least number of lines of a block of verse without marks.
const MIN_UNMARKED_LINES: usize = 4;

/// Returns whether the lines of one block are verse: more than one, and neither dialogue nor prose with line ends
/// between its paragraphs.
pub(crate) fn is_block_of_verse(text: &str) -> bool {
    if text.trim_start().starts_with(['“', '「', '『']) {
        return false;
    }
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    // Addresses, colophons and lists of facts have colons or no marks at all, and short sentences no commas.
    let open = lines().filter(|line| line.contains(OPEN_MARKS)).count();
    let marked = lines().filter(|line| line.ends_with(LINE_MARKS)).count();
    let count = lines().count();
    let is_unmarked = marked == 0 && count >= MIN_UNMARKED_LINES;
    if text.contains(['：', ':']) || open == 0 && !is_unmarked {
        return false;
    }
    let ended = lines().filter(|line| ends_sentence(line)).count();
    let long = lines()
        .filter(|line| cells(line) >= MIN_PROSE_CELLS)
        .count();
    count > 1 && (long == 0 || long * 3 <= count && ended * 2 <= count)
}

/// Returns whether neighbouring lines are verse: short, most of them with a mark at the end, and at least a fourth with
/// a comma. Lines that address somebody end with a colon, speech is prose, and numbered lines are items.
pub(crate) fn are_verse_lines<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    let (mut count, mut marked, mut open) = (0, 0, 0);
    for line in lines {
        if line.ends_with(['：', ':'])
            || line.starts_with(['“', '「', '『'])
            || is_numbered_item(line)
        {
            return false;
        }
        count += 1;
        marked += u32::from(line.ends_with(LINE_MARKS));
        open += u32::from(line.ends_with(OPEN_MARKS));
    }
    count > 1 && open * 4 >= count && marked * 3 >= count * 2
}

/// Returns whether a line begins with a number as items of lists do: （一）, 1., ①.
fn is_numbered_item(line: &str) -> bool {
    line.starts_with(|c| ('①'..='⑳').contains(&c)) || heading_number_len(line) > 0
}

/// Returns whether a line is short enough for verse, without blanks that place columns.
pub(crate) fn is_short_line(line: &str) -> bool {
    let words = line.trim();
    // A character takes at most two cells and three bytes.
    words.len() <= 3 * usize::from(MAX_VERSE_CELLS)
        && cells(words) <= MAX_VERSE_CELLS
        && !words.is_empty()
        && !words.contains(['\t', '\n'])
        && !words.contains("   ")
}

fn cells(line: &str) -> u16 {
    text_width(line, Widths::default()).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verse_is_told_from_prose_and_from_addresses() {
        assert!(is_block_of_verse("轻轻的我走了，\n正如我轻轻的来；"));
        assert!(is_block_of_verse(
            "Tyger Tyger, burning bright,\nIn the forests of the night;"
        ));
        let prose = "山路很长，人走了一天才到村口，天已经黑了，灯也亮了，狗叫了几声，门开了。";
        assert!(!is_block_of_verse(&format!("{prose}\n{prose}")));
        assert!(!is_block_of_verse(prose));
        assert!(!is_block_of_verse("「頼む」\nと案内を乞う。"));
        assert!(!is_block_of_verse("地址：某市某路\n电话：一二三四"));
        assert!(!is_block_of_verse("他来了。\n她走了。"));
        assert!(!is_block_of_verse("某某出版社\n二〇二四年三月"));
    }

    #[test]
    fn short_lines_with_marks_are_verse_and_those_of_a_letter_are_not() {
        let are = |text: &str| are_verse_lines(text.lines());
        assert!(are(
            "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。"
        ));
        for text in [
            "各位领导，\n各位来宾：",
            "（一）统一领导，分级管理；\n（二）集中保管，安全可靠；\n（三）依法公开，便于利用。",
            "①山路很长，\n②人走得慢，",
            "某某局\n二〇二四年三月五日",
            "“来了吗？”\n“来了。”",
            "他停下，\n“走。”\n“好。”",
            "门开了。\n他停下，\n天黑了。\n灯亮了。\n没有人。",
            "床前明月光，",
        ] {
            assert!(!are(text), "{text}");
        }
    }
}
