//! Rules that are drawn with a character in the text.

/// Minimum length of a rule; fewer characters may have a meaning.
const MIN_RULE_CHARS: usize = 8;

/// Returns whether a line repeats one character that rules are drawn with.
pub(crate) fn is_rule(body: &str) -> bool {
    let body = body.trim_end();
    let first = body.chars().next().filter(|&first| is_rule_char(first));
    first.is_some_and(|first| body.chars().all(|c| c == first))
        && body.chars().nth(MIN_RULE_CHARS - 1).is_some()
}

/// Returns whether `c` is used to draw rules: dashes, dots, stars, box drawing and similar.
const fn is_rule_char(c: char) -> bool {
    matches!(c, '-' | '=' | '_' | '~' | '*' | '#' | '+' | '.')
        || matches!(c, '·' | '…' | '\u{2010}'..='\u{2015}' | '\u{2500}'..='\u{257F}')
        || matches!(c, '■' | '□' | '◆' | '◇' | '○' | '●' | '★' | '☆' | '※')
        || matches!(c, '－' | '＝' | '＿' | '～' | '＊' | '＃' | '＋' | '．')
}
