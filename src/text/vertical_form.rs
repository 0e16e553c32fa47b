//! Presentation forms of punctuation for vertical setting (U+FE10–U+FE19, U+FE30–U+FE48).

use std::borrow::Cow;

/// Returns the mark that `c` stands for in horizontal lines; `None` if `c` is no such form. The dots ﹅ ﹆ have no
/// other form.
pub const fn horizontal_form(c: char) -> Option<char> {
    Some(match c {
        '\u{FE10}' => '，',
        '\u{FE11}' => '、',
        '\u{FE12}' => '。',
        '\u{FE13}' => '：',
        '\u{FE14}' => '；',
        '\u{FE15}' => '！',
        '\u{FE16}' => '？',
        '\u{FE17}' => '〖',
        '\u{FE18}' => '〗',
        '\u{FE19}' => '…',
        '\u{FE30}' => '‥',
        '\u{FE31}' => '—',
        '\u{FE32}' => '–',
        '\u{FE33}' | '\u{FE34}' => '＿',
        '\u{FE35}' => '（',
        '\u{FE36}' => '）',
        '\u{FE37}' => '｛',
        '\u{FE38}' => '｝',
        '\u{FE39}' => '〔',
        '\u{FE3A}' => '〕',
        '\u{FE3B}' => '【',
        '\u{FE3C}' => '】',
        '\u{FE3D}' => '《',
        '\u{FE3E}' => '》',
        '\u{FE3F}' => '〈',
        '\u{FE40}' => '〉',
        '\u{FE41}' => '「',
        '\u{FE42}' => '」',
        '\u{FE43}' => '『',
        '\u{FE44}' => '』',
        '\u{FE47}' => '［',
        '\u{FE48}' => '］',
        _ => return None,
    })
}

/// Returns a text with the marks that its forms for vertical setting stand for.
pub fn horizontal_text(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| horizontal_form(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| horizontal_form(c).unwrap_or(c));
    Cow::Owned(shown.collect())
}
