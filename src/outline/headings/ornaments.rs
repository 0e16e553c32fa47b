//! Ornaments around titles: ☆、第一章.

use crate::text::blank::{is_blank, leading_blank_len};

/// Returns whether `c` is an ornament before titles: ☆、第一章.
pub(crate) fn may_start_ornament(c: char) -> bool {
    matches!(
        c,
        '☆' | '★'
            | '●'
            | '◆'
            | '■'
            | '□'
            | '◎'
            | '○'
            | '▲'
            | '△'
            | '▼'
            | '▽'
            | '※'
            | '§'
            | '✦'
            | '✧'
            | '◇'
            | '▶'
            | '►'
            | '#'
            | '＃'
            | '='
            | '＝'
            | '*'
            | '＊'
            | '~'
            | '～'
            | '•'
            | '♦'
            | '➤'
            | '〓'
            | '┃'
            | '│'
            | '|'
            | '-'
            | '─'
    )
}

/// Returns the bytes of ornaments, blanks and 正文 before a possible title. 正文 counts only if a title
/// follows.
pub(crate) fn ornament_len(text: &str) -> usize {
    let shown = skip_annotations(text).trim_start_matches(|c| may_start_ornament(c) || is_blank(c));
    let mut at = text.len() - shown.len();
    if at > 0 {
        let rest = shown.strip_prefix('、').unwrap_or(shown);
        at = text.len() - rest.len() + leading_blank_len(rest);
    }
    let rest = text.get(at..).unwrap_or_default();
    let named = |name: &str| Some(rest.strip_prefix(name)?.trim_start_matches(is_blank));
    if let Some(body) = named("正文")
        .map(|b| b.strip_prefix('卷').unwrap_or(b))
        .or_else(|| named("VIP章节"))
        .or_else(|| named("VIP章節"))
    {
        let body = body.trim_start_matches(|c| is_blank(c) || c == '：' || c == ':');
        let title = body.starts_with(['第', '卷', '序', '楔', '引', '尾', '番', '终', '终'])
            || body.starts_with(|c: char| c.is_ascii_digit());
        if title {
            at = text.len() - body.len();
        }
    }
    at
}

/// Returns `text` after its leading annotations on layout: ［＃５字下げ］一.
fn skip_annotations(text: &str) -> &str {
    let mut rest = text;
    while let Some(note) = rest.strip_prefix("［＃") {
        match note
            .find('］')
            .and_then(|end| note.get(end + '］'.len_utf8()..))
        {
            Some(behind) if !behind.is_empty() => rest = behind,
            _ => break,
        }
    }
    rest
}

/// Returns `text` without trailing ornaments and blanks.
pub(crate) fn trim_trailing_ornaments(text: &str) -> &str {
    text.trim_end_matches(|c| {
        is_blank(c)
            || matches!(
                c,
                '=' | '＝' | '*' | '＊' | '~' | '～' | '☆' | '★' | '│' | '|' | '┃' | '─'
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ornaments_are_not_part_of_a_title() {
        for (text, rest) in [
            ("☆、第一章 风", "第一章 风"),
            ("●卷一", "卷一"),
            ("正文 第一章", "第一章"),
            ("正文完", "正文完"),
            ("VIP章节 第七章 风", "第七章 风"),
            ("VIP会员", "VIP会员"),
            ("正文第三回", "第三回"),
        ] {
            assert_eq!(text.get(ornament_len(text)..), Some(rest));
        }
    }
}
