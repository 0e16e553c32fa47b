//! Lines that are never joined with others because of their content: table rows, quoted lines of a letter, rules.
//! Also the ends of lines: those of hard-wrapped prose are mostly within a sentence.

use crate::text::blank::is_blank;
use crate::text::item_sign::has_item_sign;
use crate::text::script::TextLang;
use crate::text::sentence::{ends_sentence, is_closing_mark};

/// Beginning of a line that is examined, in bytes.
const MAX_LINE_BYTES: usize = 600;

/// Least number of gaps, tabs, commas or strokes in a table row.
const MIN_ROW_GAP_COUNT: usize = 2;

/// Longest field of a row in columns, but for one of them, in characters.
const MAX_FIELD_CHARS: usize = 10;

/// Least number of dots before the page number of an entry of a table of contents.
const MIN_LEADER_CHARS: usize = 6;

/// Least number of characters in a rule.
const MIN_RULE_CHARS: usize = 3;

/// Returns whether a line is joined with neither its previous nor its next line.
pub(crate) fn is_standalone(line: &str) -> bool {
    let line = line
        .get(..line.floor_char_boundary(MAX_LINE_BYTES))
        .unwrap_or(line);
    let line = line.trim();
    let is_first = |c: char| {
        matches!(c, '>' | '＞' | '|' | '｜' | ':' | '#') || matches!(c, '\u{2500}'..='\u{257f}')
    };
    // The + in “互联网 / +” is within a sentence.
    let is_frame = |rest: &str| rest.starts_with(['+', '=', '-']) || rest.starts_with(is_blank);
    let is_framed = line.strip_prefix(['+', '=']).is_some_and(is_frame);
    line.starts_with(is_first)
        || is_framed
        || is_rule(line)
        || has_leader(line)
        || is_table_row(line)
}

/// Returns whether a line starts a list item, which the next line may continue, or is standalone.
pub(crate) fn starts_item(line: &str) -> bool {
    is_standalone(line) || line.starts_with(['-', '*']) || has_item_sign(line)
}

/// Returns whether a line starts an item with a sign that no sentence has: ●, or - and a blank.
pub(crate) fn starts_marked_item(line: &str) -> bool {
    let mut chars = line.chars();
    let is_bullet = chars
        .next()
        .is_some_and(|c| "○◯◎●◇◆□■△▲▽▼☆★•▪◦・".contains(c));
    let is_apart = chars.next().is_some_and(is_blank);
    has_item_sign(line) && (is_bullet || is_apart)
}

/// Returns whether a line has the dots of an entry of a table of contents, with at most a page number behind the last. Dots
/// within a sentence are not such: 大二统计学......），都听任别人.
fn has_leader(line: &str) -> bool {
    let is_dot = |c: char| matches!(c, '…' | '.' | '·' | '・' | '‥' | '．');
    let (mut before, mut count, mut rest_len) = (' ', 0, None);
    for (at, c) in line.char_indices() {
        count = if c == before { count + 1 } else { 1 };
        before = c;
        if count >= MIN_LEADER_CHARS && is_dot(c) {
            rest_len = Some(line.len() - at - c.len_utf8());
        }
    }
    let rest = rest_len.and_then(|len| line.get(line.len() - len..));
    rest.is_some_and(|rest| !rest.contains(['。', '，', '、', '；', '？', '！']))
}

/// Returns whether no line begins with the first character of `line`: a small kana, or a mark that belongs to the words before.
pub(crate) fn begins_within_word(line: &str) -> bool {
    line.starts_with(|c| {
        "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー、。，．；：？！」』）】》〉〕".contains(c)
    })
}

/// Returns whether a line ends with a mark that belongs to the words after it.
pub(crate) fn ends_with_opening(line: &str) -> bool {
    line.trim_end()
        .ends_with(['「', '『', '（', '《', '〈', '“', '【', '〔'])
}

/// Returns whether a line consists of one or two distinct characters.
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !is_blank(*c));
    let Some(first) = signs.next() else {
        return false;
    };
    let mut count = 1;
    let is_one = signs.all(|c| {
        count += 1;
        c == first
    });
    is_one && count >= MIN_RULE_CHARS && !first.is_alphanumeric()
}

/// Returns whether a line is a table row: it has several cells, or begins with a date or another number in parts.
fn is_table_row(line: &str) -> bool {
    let mut gaps = 0;
    let mut tabs = 0;
    let mut strokes = 0;
    let mut commas = 0;
    let mut rest = line.chars().peekable();
    let mut before = None;
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        match c {
            '\t' => tabs += 1,
            '|' | '│' | '｜' => strokes += 1,
            // A comma of a sentence is followed by a blank, one of a number by digits.
            ',' if next.is_some_and(|c| !is_blank(c)) => commas += 1,
            c if is_blank(c) && before.is_some_and(|c| !is_blank(c)) => {
                gaps += usize::from(next.is_some_and(is_blank));
            }
            _ => {}
        }
        before = Some(c);
    }
    gaps >= MIN_ROW_GAP_COUNT
        || tabs >= MIN_ROW_GAP_COUNT
        || strokes >= MIN_ROW_GAP_COUNT
        || (commas > MIN_ROW_GAP_COUNT && !line.contains(['，', '。', '、']))
        || has_columns(line)
        || begins_with_numbers(line)
}

/// Returns whether a line consists of short fields with a wide blank between them, as in 李强　男　1960年生　某局局长. A wide
/// blank behind the end of a sentence is no gap.
fn has_columns(line: &str) -> bool {
    let fields: Vec<&str> = line
        .split('\u{3000}')
        .filter(|field| !field.is_empty())
        .collect();
    if fields.len() <= MIN_ROW_GAP_COUNT {
        return false;
    }
    // Words with wide gaps in a quotation are prose: 「シエイク　エル　バラド」とは.
    if fields.iter().any(|field| !has_whole_brackets(field)) {
        return false;
    }
    let gaps = fields
        .iter()
        .take(fields.len().saturating_sub(1))
        .filter(|field| !ends_sentence(field));
    let is_short = |field: &&str| field.chars().count() <= MAX_FIELD_CHARS;
    let short_fields = fields.iter().filter(|field| is_short(field)).count();
    gaps.count() >= MIN_ROW_GAP_COUNT && short_fields + 1 >= fields.len()
}

/// Returns whether each bracket of a text is opened and closed in it.
fn has_whole_brackets(text: &str) -> bool {
    let count = |signs: &str| text.chars().filter(|c| signs.contains(*c)).count();
    count("「『（(〈《“") == count("」』）)〉》”")
}

/// Returns whether a line begins like 2024-03-01 12:00:00, 010-12345678 or 192.168.1.1.
fn begins_with_numbers(line: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | ':' | '.' | ',');
    let rest = line.trim_start_matches(is_part);
    let head = line.get(..line.len() - rest.len()).unwrap_or_default();
    let is_digits = |part: &&str| !part.is_empty();
    let parts = head.split(['-', '/', ':', '.', ',']).filter(is_digits);
    // 3.1.10. is the number of a section.
    let is_dotted = !head.contains(['-', '/', ':', ',']);
    head.starts_with(|c: char| c.is_ascii_digit())
        && parts.count() >= if is_dotted { 4 } else { 3 }
        && rest.starts_with([' ', '\t', '\u{3000}'])
}

/// Returns whether a line ends with punctuation that ends a sentence or clause.
pub(crate) fn ends_in_mark(line: &str) -> bool {
    line.trim_end().ends_with([
        '。', '！', '？', '，', '；', '：', '、', '」', '』', '”', '…', ',', ';', '!', '?', '．',
        '｡', '､',
    ])
}

/// Returns whether a paragraph may end with a line: the line ends a sentence, or a colon announces the next paragraph.
pub(crate) fn may_end_paragraph(line: &str) -> bool {
    let bare = line.trim_end().trim_end_matches(is_closing_mark);
    ends_sentence(line) || bare.ends_with(['：', ':'])
}

/// Returns whether a paragraph break before dialogue is between two lines: `next` begins with an opening quotation
/// mark, and `line` ends with a closing one or, in Japanese, with a sentence. Japanese speech is on a line of its own
/// without an indent.
pub(crate) fn starts_dialogue(lang: TextLang, line: &str, next: &str) -> bool {
    let line = line.trim_end();
    let ends = match lang {
        TextLang::Ja => line.ends_with(['。', '！', '？', '」', '』']),
        _ => line.ends_with(['」', '』', '”']),
    };
    ends && next.starts_with(['「', '『', '“'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_quotes_and_rules_stand_apart() {
        for line in [
            "> 先等一等，看看上面怎么说，",
            ": 我想也只好如此",
            "| 品名：苹果 | 产地：山东 |",
            "+------+-----+",
            "----------------------------",
            "==== ==== ====",
            "＊　＊　＊",
            "────────",
            "# 注释",
            "张三  北京市海淀区  电话",
            "甲\t乙\t丙",
            "1,张三,北京市,3.01",
            "2024-03-01 12:00:00 登录成功",
            "李强　男　1960年生　青川县水利局副局长、党组成员",
            "天地玄　宇宙洪　日月盈　辰宿列",
            "반복 키 누름 관리……………………12",
        ] {
            assert!(is_standalone(line), "{line}");
        }
        for line in [
            "",
            "……",
            "他说：“好。”",
            "1982年的本子，你用的大概是上海古籍的",
            "3.1.10. 我有一个正在工作的系统，怎么知",
            "2024 年的事",
            "3.14 是一个数",
            "Debian 12, Windows 11 上会出现乱码",
            "　　山路修通以后，",
            "- 一项",
            "+”行动计划由此开始",
            "　　她问：「どこへ？」　返事はない。　雨だけが降っていた",
            "——他没有说下去",
        ] {
            assert!(!is_standalone(line), "{line}");
        }
        assert!(starts_marked_item("●体験設計") && starts_marked_item("- 一项"));
        assert!(!starts_marked_item("-short") && !starts_marked_item("※の赤く"));
        assert!(starts_item("- 一项") && starts_item("* 一项") && !starts_item("一项"));
    }

    #[test]
    fn dots_within_a_sentence_are_no_leader() {
        assert!(has_leader("第一章 总则............1"));
        assert!(has_leader("序…………………………"));
        assert!(!has_leader(
            "何时学（大一微积分、大二统计学......），都听任别人为你安排"
        ));
    }

    #[test]
    fn ends_and_speech() {
        assert!(ends_in_mark("黄河入海流。") && ends_in_mark("门前种两棵槐树，"));
        assert!(!ends_in_mark("连说明"));
        let parts = |line, next| starts_dialogue(TextLang::Ja, line, next);
        assert!(parts("雪が降っていた。", "「待ってくれ」と彼は言った。"));
        assert!(!parts("雪が降って", "「待ってくれ」"));
        assert!(!parts("雪が降っていた。", "彼は言った。"));
        let parts = |line, next| starts_dialogue(TextLang::Hans, line, next);
        assert!(parts("他说：“好。”", "“走吧。”"));
        assert!(!parts("他没有动。", "“走吧。”她又说。"));
    }
}
