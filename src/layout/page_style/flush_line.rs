//! Lines of plain text that keep the left edge where paragraphs are indented: references, labels, columns.

use crate::text::blank::is_blank;
use crate::text::sentence::ends_sentence;

/// Brackets that open a label: `[1]`, ［收稿日期］.
const LABEL_BRACKETS: [char; 4] = ['[', '［', '〔', '【'];
/// Longest label before a colon, in characters without blanks: 中图分类号.
const MAX_LABEL_CHARS: usize = 6;
/// The same of a label in Latin letters.
const MAX_LATIN_LABEL_CHARS: usize = 12;
/// Blanks in a row that set columns, in characters.
const MIN_COLUMN_BLANKS: usize = 3;
const IDEOGRAPHIC_SPACE: char = '\u{3000}';

/// Returns whether a line begins with a label in brackets, or has columns set by blanks.
pub(super) fn keeps_left_edge(text: &str) -> bool {
    let words = text.trim();
    words.starts_with(LABEL_BRACKETS) || has_columns(words) && !ends_sentence(words)
}

/// Returns whether a line begins with a short label and a colon (摘　要：). Speech does not: 他说：“….
pub(crate) fn has_label(text: &str) -> bool {
    label_len(text.trim()).is_some()
}

/// Returns the length in bytes of a short label and the colon at the start of `words`, if there is one.
pub(super) fn label_len(words: &str) -> Option<usize> {
    let (label, rest) = words.split_once(['：', ':'])?;
    let most = if label.is_ascii() {
        MAX_LATIN_LABEL_CHARS
    } else {
        MAX_LABEL_CHARS
    };
    let letters = label.chars().filter(|c| !is_blank(*c)).take(most + 1);
    let is_speech = rest
        .trim_start()
        .starts_with(['“', '「', '『', '‘', '"', '\'']);
    (letters.count() <= most && !is_speech).then(|| words.len() - rest.len())
}

/// Returns whether blanks set columns in a line.
pub(super) fn has_columns(words: &str) -> bool {
    let mut run = 0;
    words.chars().any(|c| {
        run = match c {
            '\t' => MIN_COLUMN_BLANKS,
            IDEOGRAPHIC_SPACE => run + 2,
            _ if is_blank(c) => run + 1,
            _ => 0,
        };
        run >= MIN_COLUMN_BLANKS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_columns_keep_the_left_edge() {
        for (text, want) in [
            ("[1] 王某某. 数字乡村建设的逻辑与路径[J].", true),
            ("［收稿日期］2023-11-02", true),
            ("甲方（签章）：      乙方（签章）：", true),
            ("联系电话：　　　　联系电话：", true),
            ("　　山路很长，人走了一天才到村口。", false),
            ("1:3 　神說：「要有光」，就有了光。", false),
            ("摘　要：数字技术嵌入乡村治理。", false),
        ] {
            assert_eq!(keeps_left_edge(text), want, "{text}");
        }
    }

    #[test]
    fn a_label_is_short_and_no_speech_follows() {
        for (text, want) in [
            ("摘　要：数字技术嵌入乡村治理。", true),
            ("中图分类号：D422.6", true),
            ("Key words: rural governance", true),
            ("他说：“走。”", false),
            ("学界对此有三种观点：第一，技术赋能论。", false),
            ("山路很长。", false),
        ] {
            assert_eq!(has_label(text), want, "{text}");
        }
    }
}
