//! Laws of the texts in every language.

use super::Catalogue;
use crate::messages::Lang;
use crate::text::script::{is_han, is_kana};
use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS};
use std::collections::BTreeMap;

/// Values that an argument of a text is tried with.
pub(crate) trait Sample {
    /// Returns the value of a row, below [`SAMPLE_ROWS`].
    fn sample(row: usize) -> Self;

    /// Returns a value for the argument of this name, another than for other names.
    fn named(name: &'static str) -> Self;
}

/// Returns a number of three digits, so that it has no separator.
fn number_of(name: &str) -> u8 {
    let sum = name
        .bytes()
        .fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
    100 + sum % 100
}

/// Rows of samples. English has one text for the first and another for the rest.
pub(crate) const SAMPLE_ROWS: usize = 3;

impl Sample for u64 {
    fn sample(row: usize) -> Self {
        [1, 2, 12_345][row]
    }

    fn named(name: &'static str) -> Self {
        u64::from(number_of(name))
    }
}

impl Sample for i32 {
    fn sample(row: usize) -> Self {
        [6, 0, -3][row]
    }

    fn named(name: &'static str) -> Self {
        i32::from(number_of(name))
    }
}

impl Sample for &str {
    fn sample(row: usize) -> Self {
        ["a.txt", "UTF-8", "mobi"][row]
    }

    fn named(name: &'static str) -> Self {
        name
    }
}

/// Hands every text of every language to `visit`.
fn walk(mut visit: impl FnMut(Lang, &'static str, &str)) {
    for lang in Lang::ALL {
        let m: &Catalogue = lang.catalogue();
        m.walk(&mut |name, text| visit(lang, name, text));
    }
}

/// Returns the texts of a language by name, those with arguments for all samples.
fn texts(lang: Lang) -> BTreeMap<&'static str, String> {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    lang.catalogue().walk(&mut |name, text| {
        let all = texts.entry(name).or_default();
        all.push_str(text);
        all.push('\n');
    });
    texts
}

#[test]
fn no_text_is_empty() {
    walk(|lang, name, text| assert!(!text.trim().is_empty(), "{lang:?} {name}"));
}

/// Texts that say something of a number without it: whether it is one or more.
const TEXTS_BY_NUMBER: [&str; 4] = [
    "shelf.ten_thousand_chars",
    "explanation.looks_like",
    "explanation.looks_somewhat",
    "explanation.looks_unlike",
];

#[test]
fn every_argument_is_shown() {
    for lang in Lang::ALL {
        lang.catalogue().walk_arguments(&mut |name, text, values| {
            for (index, value) in values.iter().enumerate() {
                assert!(!values[..index].contains(value), "{name}: {value} twice");
                let is_shown = text.contains(value.as_str()) || TEXTS_BY_NUMBER.contains(&name);
                assert!(is_shown, "{lang:?} {name} has no {value}: {text}");
            }
        });
    }
}

/// Texts that something follows: what is typed, the next line, the next item.
const UNFINISHED_TEXTS: [&str; 5] = [
    "marks.prompt",
    "status.filter_prompt",
    "help.rule_examples",
    "punctuation.list",
    "punctuation.clause",
];

#[test]
fn no_text_begins_or_ends_with_blanks() {
    walk(|lang, name, text| {
        let is_whole = text.trim() == text || UNFINISHED_TEXTS.contains(&name);
        assert!(is_whole, "{lang:?} {name}: {text:?}");
    });
}

#[test]
fn frames_are_not_sentences() {
    walk(|lang, name, text| {
        let shown = format!("{lang:?} {name}: {text}");
        // The sign is a part of the command.
        let text = text.replace(":save!", "").replace(":export!", "");
        assert!(!text.contains(['。', '！', '!', '→', '·']), "{shown}");
        assert!(!text.ends_with('.'), "{shown}");
        for polite in ["please", "请", "請", "ください", "주세요", "십시오"] {
            assert!(!text.to_lowercase().contains(polite), "{shown}");
        }
    });
}

/// Names of keys in texts.
const KEY_NAMES: [&str; 5] = ["Enter", "2Enter", "Esc", "C-o", "<Enter>"];

/// Returns the commands, keys, options and endings of files that a text names, sorted.
fn names_in(text: &str) -> Vec<String> {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "<>:.-".contains(c);
    let mut found: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_sign) {
        let (before, after) = rest.split_at(start);
        let end = after.find(|c| !is_sign(c)).unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        rest = after;
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '\'');
        let starts = !is_part(before.chars().next_back());
        let is_apart = starts && !is_part(after.chars().next());
        let word = word.trim_end_matches([':', '.', '-']);
        let bare = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_letter = bare.len() == 1 && bare.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_name = [":", "--", "."].iter().any(|sign| {
            let name = word.strip_prefix(sign);
            name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
        });
        // The article of English is no key, and 第N条 holds none.
        if (is_name && starts)
            || KEY_NAMES.contains(&word)
            || (is_letter && is_apart && word != "a")
        {
            found.push(word.to_owned());
        }
    }
    found.sort();
    found
}

#[test]
fn texts_name_the_same_commands_and_keys_in_every_language() {
    let english = texts(Lang::En);
    for lang in Lang::ALL {
        for (name, text) in texts(lang) {
            // Examples of rules have examples of titles.
            if name != "help.rule_examples" {
                let want = names_in(&english[name]);
                assert_eq!(names_in(&text), want, "{lang:?} {name}: {text}");
            }
        }
    }
}

/// Texts in which two blanks part keys, or columns.
const ALIGNED_TEXTS: [&str; 10] = [
    "status.outline_keys",
    "select.keys",
    "help.rule_examples",
    "lists.look_keys",
    "search.list_keys",
    "marks.list_keys",
    "marks.all_list_keys",
    "marks.prompt_keys",
    "shelf.keys",
    "shelf.keys_over_essays",
];

#[test]
fn punctuation_is_as_wide_as_the_characters_beside_it() {
    walk(|lang, name, text| {
        let chars: Vec<char> = text.chars().collect();
        match lang {
            Lang::ZhHans | Lang::ZhHant | Lang::Ja => {
                let is_wide = |c: char| is_han(c) || is_kana(c);
                for pair in chars.windows(2) {
                    let is_mixed = is_wide(pair[0]) && ",;:!?()".contains(pair[1])
                        || is_wide(pair[1]) && ",;!?()".contains(pair[0]);
                    assert!(!is_mixed, "{lang:?} {name}: {text}");
                }
                let is_aligned = ALIGNED_TEXTS.contains(&name);
                assert!(
                    is_aligned || !text.contains("  "),
                    "{lang:?} {name}: {text}"
                );
            }
            Lang::Ko | Lang::En => {
                let wide = "，。、；：！？（）「」『』\u{3000}";
                assert!(
                    !text.contains(|c| wide.contains(c)),
                    "{lang:?} {name}: {text}"
                );
            }
        }
    });
}

/// Returns whether a text has only characters of a national standard: of GBK and the Korean encoding only the rows and
/// cells of GB 2312 and KS X 1001.
fn is_encodable(text: &str, encoding: &'static Encoding) -> bool {
    let (bytes, _, has_failed) = encoding.encode(text);
    let mut bytes = bytes.iter();
    let mut is_standard = !has_failed;
    while let Some(lead) = bytes.next() {
        if *lead >= 0x80 && (encoding == GBK || encoding == EUC_KR) {
            is_standard &= *lead >= 0xA1 && bytes.next().is_some_and(|trail| *trail >= 0xA1);
        }
    }
    is_standard
}

#[test]
fn texts_are_written_in_the_characters_of_their_language() {
    walk(|lang, name, text| {
        let encoding = match lang {
            Lang::ZhHans => GBK,
            Lang::ZhHant => BIG5,
            Lang::Ja => SHIFT_JIS,
            Lang::Ko => EUC_KR,
            Lang::En => return,
        };
        // The name of the program, and signs that are shown as they are.
        let text = text.replace("通读", "").replace(['\u{FFFD}', '—'], "");
        assert!(is_encodable(&text, encoding), "{lang:?} {name}: {text}");
    });
}

/// Words of the glossary: a term in each language of [`Lang::ALL`].
const GLOSSARY: &str = include_str!("../../tests/data/glossary.tsv");

/// Terms whose English word means nothing else in the texts.
const CHECKED_TERMS: [&str; 13] = [
    "outline",
    "heading",
    "theme",
    "encoding",
    "folder",
    "terminal",
    "readings",
    "line length",
    "status line",
    "shelf",
    "configuration file",
    "footnote",
    "excerpt",
];

#[test]
fn terms_are_those_of_the_glossary() {
    let english = texts(Lang::En);
    let mut missing = Vec::new();
    let rows: Vec<Vec<&str>> = GLOSSARY
        .lines()
        .skip(1)
        .map(|row| row.split('\t').collect())
        .collect();
    for row in rows.iter().filter(|row| CHECKED_TERMS.contains(&row[0])) {
        for (lang, term) in Lang::ALL.into_iter().zip(&row[1..]) {
            for (name, text) in texts(lang) {
                let is_about = english[name]
                    .to_lowercase()
                    .contains(&row[5].to_lowercase());
                // The reader's own notes have a word of their own.
                let is_of_notes = ["mark", "usage.", "settings.notes"]
                    .iter()
                    .any(|of| name.starts_with(of));
                let is_own_note = row[0] == "footnote" && is_of_notes;
                // Names of commands are one word.
                let term = if name.starts_with("command.") && !text.contains(' ') {
                    term.replace(' ', "")
                } else {
                    (*term).to_owned()
                };
                if is_about && !is_own_note && !text.to_lowercase().contains(&term.to_lowercase()) {
                    missing.push(format!("{lang:?} {name} has no {term}: {text}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join(""));
}

/// Words that the texts of a language do not use, with the one they use.
const OTHER_WORDS: [(Lang, &[(&str, &str)]); 4] = [
    (
        Lang::ZhHans,
        &[
            ("大纲", "目录"),
            ("查找", "搜索"),
            ("题目", "标题"),
            ("目錄", "目录"),
        ],
    ),
    (
        Lang::ZhHant,
        &[
            ("文件夾", "資料夾"),
            ("搜索", "搜尋"),
            ("查找", "搜尋"),
            ("屏幕", "螢幕"),
            ("鼠標", "滑鼠"),
            ("菜單", "選單"),
            ("默認", "預設"),
            ("程序", "程式"),
            ("設置", "設定"),
            ("配置", "設定"),
            ("命令", "指令"),
            ("界面", "介面"),
            ("字符", "字元"),
            ("字節", "位元組"),
            ("數組", "陣列"),
            ("豎排", "直排"),
            ("鏈接", "連結"),
            ("打印", "列印"),
            ("信息", "資訊"),
            ("文本", "文字"),
            ("管道", "管線"),
            ("壓縮包", "壓縮檔"),
            ("摺疊", "收合"),
            ("撤銷", "復原"),
            ("網絡", "網路"),
            ("擴展", "副檔名"),
            ("後臺", "背景"),
            ("正則", "正規表示式"),
        ],
    ),
    (
        Lang::Ja,
        &[
            ("フォルダに", "フォルダー"),
            ("フォルダを", "フォルダー"),
            ("アウトライン", "目次"),
            ("ヘディング", "見出し"),
        ],
    ),
    (
        Lang::Ko,
        &[
            ("목차", "차례"),
            ("검색", "찾기"),
            ("페이지를", "쪽"),
            ("커맨드", "명령"),
        ],
    ),
];

#[test]
fn a_file_is_no_document_in_taiwan() {
    let english = texts(Lang::En);
    for (name, text) in texts(Lang::ZhHant) {
        let is_document = english[name].to_lowercase().contains("document");
        assert!(is_document || !text.contains("文件"), "{name}: {text}");
    }
}

#[test]
fn other_words_for_the_terms_are_not_used() {
    for (lang, words) in OTHER_WORDS {
        for (name, text) in texts(lang) {
            for (other, own) in words {
                assert!(
                    !text.contains(other),
                    "{lang:?} {name}: {own}, not {other}: {text}"
                );
            }
        }
    }
}
