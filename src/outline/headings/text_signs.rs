//! Signs of a line's wording that speak for a title or against one.

use crate::outline::word_lists::{WordList, word_list};
use crate::text::numerals::{digit_value, is_numeral_char};
use crate::text::script::is_cjk;

/// Returns whether the first letter of `text` is surely Han: U+4E00 to U+9FFF, by its bytes.
pub(crate) fn starts_with_han(text: &str) -> bool {
    matches!(text.as_bytes(), [0xe5..=0xe9, ..] | [0xe4, 0xb8..=0xbf, ..])
}

/// Returns whether `text` starts with a quotation mark.
pub(crate) fn starts_with_quote(text: &str) -> bool {
    text.starts_with(['“', '「', '『', '"', '‘', '\''])
}

/// Returns the number of commas in `text`.
pub(crate) fn count_commas(text: &str) -> usize {
    let is_comma = |c: &char| matches!(c, '，' | ',' | '、');
    text.chars().filter(is_comma).count()
}

/// Returns the number of sentence ends and semicolons in `text`.
pub(crate) fn count_stops(text: &str) -> usize {
    let is_stop = |c: &char| matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';');
    text.chars().filter(is_stop).count()
}

/// Returns `text` without its last character.
pub(crate) fn without_last(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next_back();
    chars.as_str()
}

/// Returns the width of `text` in cells, approximately.
pub(crate) fn cells(text: &str) -> usize {
    text.trim()
        .chars()
        .map(|c| {
            if u32::from(c) > 0x2e7f || "“”‘’…—".contains(c) {
                2
            } else {
                1
            }
        })
        .sum()
}

/// Returns whether `text` ends in a closing bracket or quote.
pub(crate) fn ends_in_bracket(text: &str) -> bool {
    text.ends_with([
        '）', ')', ']', '】', '」', '』', '”', '》', '〉', '"', '\'', '’',
    ])
}

/// Pairs of brackets and quotes around words.
const PAIRS: [(char, char); 7] = [
    ('「', '」'),
    ('『', '』'),
    ('（', '）'),
    ('(', ')'),
    ('《', '》'),
    ('【', '】'),
    ('“', '”'),
];

/// Returns whether the last bracket of `text` closes what does not open in it: the rest of a wrapped sentence.
pub(crate) fn closes_unopened(text: &str) -> bool {
    let last = text.chars().next_back();
    let pair = last.and_then(|last| PAIRS.iter().find(|(_, close)| *close == last));
    pair.is_some_and(|(open, close)| {
        let is_number = |c: char| {
            c == *close
                || c.is_ascii_alphanumeric()
                || digit_value(c).is_some()
                || is_numeral_char(c)
        };
        // 一）, a)
        text.matches(*open).count() < text.matches(*close).count() && !text.chars().all(is_number)
    })
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}')
}

/// Returns the script of `text`: 0 CJK, 1 upper-case Latin, 2 Latin that starts in lower case, 3 other Latin.
pub(crate) fn script(text: &str) -> usize {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    if text.chars().any(|c| is_cjk(c) || is_hangul(c)) {
        0
    } else if letters().next().is_none() {
        4
    } else if letters().all(char::is_uppercase) {
        1
    } else if text.starts_with(char::is_lowercase) {
        2
    } else {
        3
    }
}

/// Endings of Japanese sentences.
static JA_SENTENCE: WordList = WordList::new(|| word_list("japanese_sentence_endings"));

/// Returns the kind of sentence ending: 0 none, 1 Japanese, 2 perhaps Japanese, 3 Korean, 4 Chinese.
pub(crate) fn sentence_ending(text: &str) -> usize {
    let ends_in_kana = text.ends_with(is_kana);
    if ends_in_kana && JA_SENTENCE.iter().any(|end| text.ends_with(end)) {
        1
    } else if text.chars().any(is_hangul) {
        if text.ends_with(['다', '요', '까', '죠', '오', '음', '함']) {
            3
        } else {
            0
        }
    } else if text.chars().any(is_kana) {
        if text.ends_with(['い', 'た', 'る', 'う', 'く', 'だ', 'す']) {
            2
        } else {
            0
        }
    } else if text.ends_with(['了', '的', '吧', '呢', '吗', '嗎', '着', '過', '过', '啊'])
    {
        4
    } else {
        0
    }
}

/// Returns whether `text` breaks off in a dash, dots or a swung dash.
pub(crate) fn breaks_off(text: &str) -> bool {
    text.ends_with(['—', '―', '…', '～', '〜']) || text.ends_with("..") || text.ends_with("--")
}

/// Returns whether `text` breaks off in a dash, as words before speech do: 彼は云った――
pub(crate) fn ends_in_dash(text: &str) -> bool {
    let is_dash = |c: char| matches!(c, '—' | '―');
    text.ends_with(is_dash) && !text.starts_with(is_dash)
}

/// Returns the kind of the first sign: 0 none, 1 quote, 2 parenthesis, 3 square bracket, 4 title mark, 5 other,
/// 6 square bracket that encloses the line, 7 dash of speech.
pub(crate) fn opening(text: &str) -> usize {
    match text.chars().next() {
        Some('“' | '「' | '『' | '"' | '‘' | '\'') => 1,
        Some('（' | '(') => 2,
        Some('【' | '〔' | '[' | '［' | '〖') if text.ends_with(['】', '〕', ']', '］', '〗']) => {
            6
        }
        Some('【' | '〔' | '[' | '［' | '〖') => 3,
        Some('—' | '―') => 7,
        Some('《' | '〈' | '<' | '＜') => 4,
        Some(c) if !c.is_alphanumeric() => 5,
        _ => 0,
    }
}

/// Returns whether quotes or parentheses enclose `text`.
pub(crate) fn is_quoted(text: &str) -> bool {
    matches!(opening(text), 1 | 2) && text.ends_with(['”', '」', '』', '"', '’', '\'', '）', ')'])
}

/// Returns whether `text` contains a web or mail address.
pub(crate) fn has_address(text: &str) -> bool {
    // Nearly all titles end their check here.
    text.contains(['/', '.'])
        && ["://", "www.", ".com", ".org"]
            .iter()
            .any(|sign| text.contains(sign))
}

/// Returns whether `text` looks like program code or a command.
pub(crate) fn has_code(text: &str) -> bool {
    if !text.bytes().any(|byte| byte.is_ascii()) {
        return false;
    }
    text.contains(['{', '}', '<', '>', '=', '$', '\\'])
        || text.contains([':', '-', '('])
            && ["::", "->", "()", "--"]
                .iter()
                .any(|sign| text.contains(sign))
        || text.ends_with(';')
        || text.starts_with('#')
        || ["sudo ", "apt ", "git ", "ssh ", "cd ", "npm "]
            .iter()
            .any(|word| text.starts_with(word))
}

/// Returns whether `text` is a date.
pub(crate) fn is_date(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        digit_value(c).is_some() || is_numeral_char(c) || "昭明大平令民（(".contains(c)
    }) && text.contains(['年', '月', '日', '-', '/', '.', '년', '월', '일'])
        && text.chars().all(|c| {
            digit_value(c).is_some()
                || is_numeral_char(c)
                || " 　年月日./-〇元昭和明治大正平成令民國国（）()曜火水木金土년월일".contains(c)
        })
}

/// Returns whether a sentence of Korean ends within `text`.
pub(crate) fn has_korean_stop(text: &str) -> bool {
    text.contains(". ")
        && ["다. ", "요. ", "까? ", "다! "]
            .iter()
            .any(|end| text.contains(end))
}

/// Returns whether `text` has wide gaps or bars, as rows of tables do.
pub(crate) fn has_columns(text: &str) -> bool {
    let bytes = text.as_bytes();
    let follows = |at: usize, rest: &[u8]| bytes.get(at + 1..).is_some_and(|b| b.starts_with(rest));
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'\t' | b'|' => true,
        b' ' => follows(at, b" "),
        // U+3000, ｜ and │.
        0xe3 => follows(at, &[0x80, 0x80]),
        0xef => follows(at, &[0xbd, 0x9c]),
        0xe2 => follows(at, &[0x94, 0x82]),
        _ => false,
    })
}

/// Returns whether all letters stand apart: 주    문, 摘    要.
pub(crate) fn has_spaced_letters(text: &str) -> bool {
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    text.split_whitespace().all(is_letter)
}

/// Returns whether `text` starts with a time of day, such as 08:30.
pub(crate) fn starts_with_time(text: &str) -> bool {
    let (hours, rest) = text.split_once([':', '：']).unwrap_or_default();
    let is_number = |text: &str| text.chars().all(|c| digit_value(c).is_some());
    let count = hours.chars().count();
    (1..=2).contains(&count)
        && is_number(hours)
        && rest
            .chars()
            .take_while(|c| digit_value(*c).is_some())
            .count()
            == 2
}

/// Returns the share of digits in `text`.
pub(crate) fn digit_share(text: &str) -> f32 {
    let digits = text.chars().filter(|c| digit_value(*c).is_some()).count();
    digits as f32 / text.chars().count().max(1) as f32
}

/// Returns the kind of bullet: 0 none, 1 a bullet with a blank, 2 an ornament.
pub(crate) fn bullet(text: &str) -> usize {
    if starts_with_han(text) {
        return 0;
    }
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    if first.is_alphanumeric() || matches!(first, '「' | '“' | '『') {
        return 0;
    }
    let blank = chars.next().is_some_and(char::is_whitespace);
    if blank && "-*+·・•‧∙◦▪‣⁃○●◯■□◆◇▲△▼★☆※►▶➢✓✔–—―".contains(first)
    {
        1
    } else if "■□●○◎◆◇★☆▲△▼▽※§〇◯→⇒".contains(first) {
        2
    } else {
        0
    }
}

/// Returns whether a line starts like an item of a list, a prompt or a comment.
pub(crate) fn is_list_item(text: &str) -> bool {
    !starts_with_han(text)
        && text.starts_with([
            '-', '*', '+', '·', '・', '•', '‧', '∙', '◦', '▪', '‣', '⁃', '‐', '–', '—', '―', '$',
            '>', '|', '／', '/',
        ])
}

/// Returns whether a line has several answers to choose from: A.春　B.夏　C.秋
pub(crate) fn is_row_of_options(text: &str) -> bool {
    let is_option = |part: &str, letters: std::ops::RangeInclusive<char>| {
        let sign = part.strip_prefix(|c: char| letters.contains(&c));
        sign.is_some_and(|rest| rest.starts_with(['.', '．', '、', '：']))
    };
    let is_first = is_option(text, 'A'..='C') || is_option(text, 'Ａ'..='Ｃ');
    let mut parts = text.split(char::is_whitespace).skip(1);
    is_first && parts.any(|part| is_option(part, 'B'..='D') || is_option(part, 'Ｂ'..='Ｄ'))
}

/// Returns whether a line has gaps for answers: ____, or several of （　　）.
pub(crate) fn has_answer_gap(text: &str) -> bool {
    text.contains("___") || text.matches("（　").count() > 1
}

/// Words before the numbers of captions.
static CAPTIONS: WordList = WordList::new(|| word_list("captions"));

/// Returns whether `text` is the caption of a figure or table.
pub(crate) fn is_caption(text: &str) -> bool {
    let has_digit = |c: char| digit_value(c).is_some() || c.is_ascii_uppercase();
    if !text.chars().take(12).any(has_digit) {
        return false;
    }
    CAPTIONS
        .iter()
        .filter_map(|word| text.strip_prefix(word))
        .any(|rest| {
            rest.trim_start_matches(['.', ' ', '\u{3000}'])
                .starts_with(|c: char| digit_value(c).is_some() || c.is_ascii_uppercase())
        })
}

/// Signs of a smile or a laugh.
static SMILES: WordList = WordList::new(|| word_list("smiles"));

/// Returns whether `text` ends as a sentence of a letter or a diary does: 行ってきました(^^)/
pub(crate) fn ends_in_smile(text: &str) -> bool {
    SMILES.iter().any(|sign| text.ends_with(sign))
}

/// Words that close a letter, a notice or a text.
static CLOSINGS: WordList = WordList::new(|| word_list("closings"));

/// Returns whether `text` is a word such as 以上 that closes a letter or a notice.
pub(crate) fn is_closing(text: &str) -> bool {
    text.len() <= MAX_ADMONITION_BYTES
        && CLOSINGS.contains(&text.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Longest label of a note with its punctuation, in bytes.
const MAX_ADMONITION_BYTES: usize = 24;
/// Labels of notes and hints.
static ADMONITIONS: WordList = WordList::new(|| word_list("admonitions"));

/// Returns whether `text` is a label such as 注意 or the end of a text.
pub(crate) fn is_admonition(text: &str) -> bool {
    if text.len() > MAX_ADMONITION_BYTES {
        return false;
    }
    let core = text.trim_matches(|c: char| !c.is_alphanumeric());
    ADMONITIONS
        .iter()
        .any(|word| core.eq_ignore_ascii_case(word))
}

/// Returns whether `text` is the number of a page by its words or signs: — 3 —, 第 3 页, 3 / 10, Page 3.
pub(crate) fn is_page_number(text: &str) -> bool {
    if text.len() > 40 || !text.chars().any(|c| digit_value(c).is_some()) {
        return false;
    }
    let digits = |text: &str| {
        !text.is_empty()
            && text.chars().count() <= 4
            && text.chars().all(|c| digit_value(c).is_some())
    };
    let dash = |c: char| "-―—–~·・".contains(c);
    if text.starts_with(dash) && text.ends_with(dash) {
        return digits(text.trim_matches(|c: char| dash(c) || c == ' '));
    }
    if let Some((a, b)) = text.split_once('/') {
        return digits(a.trim()) && digits(b.trim());
    }
    if let Some(rest) = text.strip_prefix('第') {
        return rest
            .find(['页', '頁'])
            .is_some_and(|at| digits(rest.get(..at).unwrap_or_default().trim()));
    }
    let front = ["Page", "page", "PAGE", "p.", "P."]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    let back = ["ページ", "頁", "페이지", "쪽"]
        .iter()
        .find_map(|word| text.strip_suffix(word));
    front.or(back).is_some_and(|rest| digits(rest.trim()))
}

/// Returns whether `text` consists of one sign, at least three times.
pub(crate) fn is_rule(text: &str) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    if first.is_alphanumeric() || !text.ends_with(first) {
        return false;
    }
    "-=_*~─━—―＝－＊～┄┈·.…+#^\"".contains(first)
        && text.chars().count() >= 3
        && text.chars().all(|c| c == first)
}
