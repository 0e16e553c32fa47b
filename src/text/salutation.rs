//! Salutations of speeches, reports and letters: lines that address somebody.

use super::blank::is_blank;
use super::width::{Widths, text_width};
use std::cmp::Reverse;
use std::ops::Range;

/// Longest salutation that is known by its end, in bytes: thirty Han.
const MAX_SALUTATION_BYTES: usize = 90;
/// Longest list of those who are addressed, in bytes.
const MAX_LIST_BYTES: usize = 180;
/// Words that end like those who are addressed.
const PRONOUNS: [&str; 10] = [
    "我们", "你们", "他们", "她们", "它们", "我們", "你們", "他們", "她們", "它們",
];
/// Verbs of a sentence that leads on to speech.
const SPEECH_VERBS: [&str; 14] = [
    "说", "說", "问", "問", "告诉", "告訴", "对着", "對著", "看着", "看著", "叫", "喊", "劝", "勸",
];
/// Beginnings and ends of lines that address somebody.
const ADDRESS_STARTS: [&str; 6] = ["各", "尊敬的", "亲爱的", "敬爱的", "親愛的", "敬愛的"];
const ADDRESS_ENDS: [&str; 30] = [
    "们", "們", "同志", "代表", "委员", "委員", "先生", "女士", "领导", "領導", "来宾", "來賓",
    "朋友", "同学", "同學", "老师", "膝下", "尊前", "如晤", "如面", "如握", "尊鉴", "尊鑒", "台鉴",
    "台鑒", "惠鉴", "钧鉴", "鈞鑒", "大鉴", "大鑒",
];
/// Ends of the names of offices, which a letter addresses alone in a line.
const OFFICE_ENDS: [&str; 12] = [
    "政府",
    "局",
    "委员会",
    "办公室",
    "办公厅",
    "公司",
    "法院",
    "检察院",
    "厅",
    "学校",
    "大学",
    "政府辦公室",
];
/// Ends of the names of offices in a list of several: 国家经贸委、冶金部. Alone they end other words too (全部).
const LISTED_OFFICE_ENDS: [&str; 8] = ["部", "委", "署", "院", "厅", "局", "办", "公司"];
/// Shortest name of an office in a list, in characters.
const MIN_LISTED_OFFICE_CHARS: usize = 3;
/// Longest name of an office, in characters.
const MAX_OFFICE_CHARS: usize = 18;
/// Words of a sentence that leads on to a list of offices.
const SENTENCE_WORDS: [&str; 9] = ["下列", "以下", "如下", "的", "是", "为", "有", "由", "应"];
/// Lines of the wish at the end of a letter that end above the words of the wish.
const WISH_STARTS: [&str; 22] = [
    "祝", "此致", "敬祝", "谨祝", "謹祝", "顺祝", "順祝", "恭祝", "遥祝", "祝您", "祝你", "敬颂",
    "敬頌", "顺颂", "順頌", "即颂", "即頌", "并颂", "並頌", "此颂", "顺致", "致以",
];
/// Least indent of a signature that is set apart, in cells.
const MIN_SIGNATURE_INDENT_CELLS: u16 = 8;
/// Longest signature, in bytes: an office and a name.
const MAX_SIGNATURE_BYTES: usize = 60;
/// Least gap between a signature and a salutation in the same line, in cells.
const MIN_GAP_CELLS: u16 = 2;

/// Returns whether a line addresses somebody: 同志们：, 各省、自治区、直辖市人民政府：. A sentence that leads on to speech
/// (老张看着他们：) does not.
pub fn is_salutation(line: &str) -> bool {
    let line = line.trim();
    let Some(names) = line.strip_suffix(['：', ':', '，']) else {
        return false;
    };
    if names.len() > MAX_LIST_BYTES || names.contains(['。', '？', '；']) {
        return false;
    }
    let is_list = ADDRESS_STARTS.iter().any(|start| names.starts_with(start));
    let is_name = !line.ends_with('，')
        && names.len() < MAX_SALUTATION_BYTES
        && ADDRESS_ENDS.iter().any(|end| names.ends_with(end))
        && !PRONOUNS.iter().any(|pronoun| names.ends_with(pronoun))
        && !SPEECH_VERBS.iter().any(|verb| names.contains(verb));
    let is_office = names.chars().count() <= MAX_OFFICE_CHARS
        && OFFICE_ENDS.iter().any(|end| names.ends_with(end))
        && !SENTENCE_WORDS.iter().any(|word| names.contains(word));
    is_list || is_name || (is_office || is_list_of_offices(names)) && line.ends_with(['：', ':'])
}

/// Returns whether words are the names of several offices.
fn is_list_of_offices(names: &str) -> bool {
    let is_one = |name: &str| {
        let len = name.chars().count();
        (MIN_LISTED_OFFICE_CHARS..=MAX_OFFICE_CHARS).contains(&len)
            && LISTED_OFFICE_ENDS.iter().any(|end| name.ends_with(end))
    };
    names.contains('、') && names.split('、').all(is_one)
}

/// Returns whether a line begins the wish at the end of a letter, whose words are on the line below: 此致, 祝.
pub fn opens_wish(line: &str) -> bool {
    let words = line.trim().trim_end_matches(['：', ':', '，']);
    WISH_STARTS.contains(&words)
}

/// Returns the gap between a signature and the salutation that a lost line end left in the same line, in bytes; `None` in
/// other lines. The signature is indented, as the source sets it apart.
pub fn salutation_gap(line: &str) -> Option<Range<usize>> {
    let words = line.trim_end();
    if !words.ends_with(['：', ':', '，']) || !words.starts_with(is_blank) {
        return None;
    }
    let start = words.len() - words.trim_start_matches(is_blank).len();
    if cells(words.get(..start)?) < MIN_SIGNATURE_INDENT_CELLS {
        return None;
    }
    let end = start + MAX_SIGNATURE_BYTES.min(words.len() - start);
    let width = |gap: &Range<usize>| cells(words.get(gap.clone()).unwrap_or_default());
    let parts = |gap: &Range<usize>| {
        let signature = words.get(start..gap.start).unwrap_or_default();
        let salutation = words.get(gap.end..).unwrap_or_default();
        width(gap) >= MIN_GAP_CELLS
            && !signature.contains(['。', '，', '：', ':', '；', '！', '？'])
            && is_salutation(salutation)
    };
    // A name may have gaps too.
    gaps(words, start)
        .take_while(|gap| gap.start <= end)
        .filter(parts)
        .min_by_key(|gap| Reverse(width(gap)))
}

/// Returns the runs of blanks of a line from byte `start` on.
fn gaps(line: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let rest = line.get(start..).unwrap_or_default();
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + rest.get(at..)?.find(is_blank)?;
        let blanks = rest.get(from..)?;
        at = from + blanks.len() - blanks.trim_start_matches(is_blank).len();
        Some(start + from..start + at)
    })
}

fn cells(text: &str) -> u16 {
    text_width(text, Widths::default()).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_addressed_is_told_from_what_leads_on_to_speech() {
        for line in [
            "同志们：",
            "各位代表：",
            "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
            "尊敬的各位来宾，女士们、先生们：",
            "亲爱的老师，",
            "王先生：",
            "父亲大人膝下：",
            "云川县人民政府办公室：",
            "国家经贸委、冶金部：",
        ] {
            assert!(is_salutation(line), "{line}");
        }
        let demand = format!("各级党委{}要落实以下要求：", "和政府".repeat(30));
        for line in [
            "他告诉我们：",
            "老张看着他们：",
            "她问先生：",
            "他停下，",
            "山里的朋友，",
            "一、同志们要记住。各位：",
            "时间：",
            "本办法适用于下列公司：",
            &demand,
        ] {
            assert!(!is_salutation(line), "{line}");
        }
    }

    #[test]
    fn a_signature_and_the_salutation_after_it_are_parted() {
        for (line, expected) in [
            (
                "            镇长 张大河　  各位代表:",
                Some(("镇长 张大河", "各位代表:")),
            ),
            (
                "　　　　　　市长　王　五　　同志们：",
                Some(("市长　王　五", "同志们：")),
            ),
            (
                "                李明    尊敬的各位来宾，女士们、先生们：",
                Some(("李明", "尊敬的各位来宾，女士们、先生们：")),
            ),
            (
                "　　　　　　　　　　陳大文　　各位來賓：",
                Some(("陳大文", "各位來賓：")),
            ),
            // No signature, no indent, no gap, no salutation.
            ("　　　　　　各位代表：", None),
            ("镇长 张大河　  各位代表:", None),
            ("　　　　　　张大河 同志们：", None),
            ("　　　　　　姓名　　电话：", None),
            ("　　　　　　会议开始。　　同志们：", None),
            ("　　　　　　　　", None),
            ("", None),
        ] {
            let found = salutation_gap(line).and_then(|gap| {
                let (before, after) = (line.get(..gap.start)?, line.get(gap.end..)?);
                Some((before.trim(), after))
            });
            assert_eq!(found, expected, "{line}");
        }
    }
}
