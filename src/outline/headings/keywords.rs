//! Words that are headings by themselves, and words that introduce metadata. Only recognition, no verdicts.

mod kinds;

pub(crate) use kinds::{KeywordPosition, MetadataLineKind};

use crate::outline::word_lists::{WordList, word_list};
use crate::text::blank::is_blank;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Returns whether the name of a metadata line may start with `c`.
pub(crate) fn may_start_metadata(c: char) -> bool {
    matches!(c, '【' | '[' | '［' | '〔' | 'a' | 'A' | 'k' | 'K')
        || "주핵키색キ作撰文记时時日发更上成关關主标摘内提导導核论来來稿出编责字本浏阅点底初入校"
            .contains(c)
}

/// Returns whether `text`, the words after a number, announces the end of the part: 第一卷完.
pub(crate) fn is_part_end(text: &str) -> bool {
    matches!(
        text,
        "完" | "终" | "終" | "完结" | "完結" | "结束" | "完）" | "终）" | "完)"
    )
}

/// Returns `text` without a leading 0 that numbers the introduction: 0 引言.
pub(crate) fn strip_zero_number(text: &str) -> &str {
    let rest = text
        .strip_prefix(['0', '０'])
        .map(|rest| rest.strip_prefix(['.', '．', '、']).unwrap_or(rest));
    let rest = rest.map(|rest| rest.trim_start_matches(is_blank));
    rest.filter(|rest| rest.starts_with(char::is_alphabetic))
        .unwrap_or(text)
}

/// Returns the nesting place of a line that is a keyword alone, or a keyword with a number or a short title.
/// `None` for other lines.
pub(crate) fn keyword_position(text: &str) -> Option<KeywordPosition> {
    let folded: String;
    let text = if text.is_ascii() || text.contains(is_blank) {
        folded = normalise_keyword(text);
        folded.as_str()
    } else {
        text
    };
    let words = KEYWORDS_BY_FIRST_CHAR.get(&text.chars().next()?)?;
    let is_word = |(word, _): &&(&str, KeywordPosition)| {
        text.strip_prefix(*word)
            .is_some_and(|rest| may_follow_keyword(word, rest))
    };
    words.iter().find(is_word).map(|(_, place)| *place)
}

/// Keywords by their first character. Most short lines begin with none of these characters.
static KEYWORDS_BY_FIRST_CHAR: LazyLock<HashMap<char, Vec<(&str, KeywordPosition)>>> =
    LazyLock::new(|| {
        let mut words: HashMap<char, Vec<(&str, KeywordPosition)>> = HashMap::new();
        let list = |name, place| word_list(name).iter().map(move |word| (*word, place));
        let chapter = list("chapter_keywords", KeywordPosition::Chapter);
        let outer = list("outer_keywords", KeywordPosition::Outermost);
        let extra = list("extra_keywords", KeywordPosition::Extra);
        for (word, place) in chapter.chain(extra).chain(outer) {
            for first in word.chars().take(1) {
                words.entry(first).or_default().push((word, place));
            }
        }
        words
    });

/// Converts to lower case and removes blanks between single ideographs (序　言, 附　則（平成二年）).
fn normalise_keyword(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split(is_blank).filter(|part| !part.is_empty());
    let mut single = true;
    if let Some(first) = parts.next() {
        single = first.chars().count() == 1;
        out.push_str(&first.to_lowercase());
    }
    for part in parts {
        let word = part.split(['（', '(']).next().unwrap_or(part);
        let alone = word.chars().count() == 1;
        if !(single && alone) {
            out.push(' ');
        }
        single = alone;
        out.push_str(&part.to_lowercase());
    }
    out
}

static TOC_HEADINGS: WordList = WordList::new(|| word_list("toc_headings"));
static READ_MORE_LABELS: WordList = WordList::new(|| word_list("read_more"));

/// Names of metadata with their kinds.
static METADATA_NAMES: LazyLock<Vec<(MetadataLineKind, &str)>> = LazyLock::new(|| {
    use MetadataLineKind as K;
    let lists = [
        (K::Author, "metadata_author"),
        (K::Date, "metadata_date"),
        (K::Keywords, "metadata_keywords"),
        (K::Summary, "metadata_summary"),
        (K::Other, "metadata_other"),
    ];
    let names = lists.map(|(kind, list)| word_list(list).iter().map(move |name| (kind, *name)));
    names.into_iter().flatten().collect()
});

/// Keywords that may join a name with 之: 番外之….
const EXTRA_STORY_WORDS: [&str; 4] = ["番外", "番外篇", "外传", "外傳"];

/// Returns whether `rest` may follow the keyword `word`: nothing, a number, or a separator and a few words.
fn may_follow_keyword(word: &str, rest: &str) -> bool {
    let Some(c) = rest.chars().next() else {
        return true;
    };
    let numeral = crate::text::numerals::parse_leading(rest).map_or(0, |n| n.len);
    if numeral > 0 && numeral == rest.len() {
        return true;
    }
    let behind = rest.get(numeral..).unwrap_or_default();
    let sep = behind
        .chars()
        .next()
        .is_some_and(|c| is_blank(c) || "：:·—-（(【《「<〈".contains(c));
    let sep = sep || (behind.starts_with('之') && EXTRA_STORY_WORDS.contains(&word));
    // 附件：1. 分工表 lists enclosures.
    let lists =
        word == "附件" && numeral == 0 && sep && rest.contains(|c: char| c.is_ascii_digit());
    let plain = !lists && !rest.contains(['。', '，', '；', '？', '“', ',']);
    // 부칙 <법률 제12345호, 2023. 9. 14.> names the law that added it.
    let remark = behind.trim_start_matches(is_blank);
    let is_dated = remark.starts_with(['<', '〈']) && remark.ends_with(['>', '〉']);
    let plain = plain || is_dated;
    let short = rest.chars().count() <= if is_dated { 40 } else { 26 };
    let bracket = word.chars().count() > 1 || is_blank(c) || numeral > 0 || c == '：';
    short && sep && plain && bracket
}

/// Returns whether a line is the heading of a printed table of contents.
pub(crate) fn is_toc_heading(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    if !first.is_some_and(|c| "目总總内內章本全表图圖図插차목표그cCtT".contains(c))
    {
        return false;
    }
    let bare: String = text
        .chars()
        .filter(|c| !is_blank(*c) && !"【】[]［］《》：:·".contains(*c))
        .flat_map(char::to_lowercase)
        .collect();
    TOC_HEADINGS.contains(&bare.as_str())
}

/// Returns whether a line announces that the text continues elsewhere.
pub(crate) fn is_read_more(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    if !first.is_some_and(|c| "查阅閱全展点下继".contains(c)) {
        return false;
    }
    let core = text.trim_matches(|c: char| !c.is_alphanumeric());
    let core = core.strip_suffix("内容").unwrap_or(core);
    READ_MORE_LABELS.contains(&core)
}

/// Splits a metadata line into its kind and value: `时间:2024-03-21`, `【摘要】…`. `None` for other lines.
pub(crate) fn parse_metadata(text: &str) -> Option<(MetadataLineKind, &str)> {
    let (open, body) = match text.chars().next()? {
        c @ ('【' | '[' | '［' | '〔') => (true, text.get(c.len_utf8()..)?),
        _ => (false, text),
    };
    METADATA_NAMES.iter().find_map(|&(fact, name)| {
        let rest = strip_name(body, name)?.trim_start_matches(is_blank);
        let rest = if open {
            rest.strip_prefix(['】', ']', '］', '〕'])?
        } else {
            rest.strip_prefix(['：', ':'])?
        };
        let value = rest.trim_start_matches(|c| is_blank(c) || c == '：' || c == ':');
        // 【导语】 alone is the heading of the following text, like 【一】.
        let heads = open && value.is_empty() && matches!(name, "导语" | "導語");
        (!heads).then_some((fact, value))
    })
}

/// Returns `text` after `name`, ignoring ASCII case and blanks between the characters of the name (摘　要).
fn strip_name<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = text;
    for want in name.chars().filter(|c| *c != ' ') {
        rest = rest.trim_start_matches(is_blank);
        let c = rest.chars().next()?;
        if c.to_ascii_lowercase() != want {
            return None;
        }
        rest = rest.get(c.len_utf8()..)?;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_word_is_in_its_table_once() {
        let lists = ["chapter_keywords", "extra_keywords", "outer_keywords"].map(word_list);
        let words: Vec<&str> = lists.into_iter().flatten().copied().collect();
        let unique: HashSet<&str> = words.iter().copied().collect();
        assert_eq!(unique.len(), words.len());
        for (_, name) in METADATA_NAMES.iter() {
            let first = name.chars().next().expect("a name has characters");
            assert!(may_start_metadata(first), "{name}");
        }
    }

    #[test]
    fn title_words_stand_alone_or_with_a_short_title() {
        for text in [
            "序",
            "序　言",
            "后 记",
            "附录1",
            "附录 常用词",
            "楔子　风起",
            "序一",
            "Prologue",
            "あとがき",
            "参考文献：",
            "附件：分工表",
            "摘　要",
            "Abstract",
            "부칙",
            "부칙 <법률 제12345호, 2023. 9. 14.>",
            "附　則（令和六年三月一日規程第一号）",
            "작가의 말",
        ] {
            assert!(keyword_position(text).is_some(), "{text}");
        }
        for text in [
            "前言不搭后语",
            "跋山涉水",
            "序幕拉开了",
            "结论是明确的",
            "附件已发",
            "附件：1. 分工表",
            "引言中说，这是第一次。",
        ] {
            assert_eq!(keyword_position(text), None, "{text}");
        }
    }

    #[test]
    fn facts_are_told_by_their_names() {
        assert_eq!(
            parse_metadata("时间:2024-03-21 20:22:27"),
            Some((MetadataLineKind::Date, "2024-03-21 20:22:27"))
        );
        assert_eq!(
            parse_metadata("【摘　要】本文"),
            Some((MetadataLineKind::Summary, "本文"))
        );
        assert_eq!(
            parse_metadata("关键词：城乡；统筹"),
            Some((MetadataLineKind::Keywords, "城乡；统筹"))
        );
        assert_eq!(parse_metadata("时间过得很快"), None);
    }

    #[test]
    fn cut_off_texts_say_so() {
        for text in ["查看全文", "【阅读全文】", ">>点击查看全文<<", "全文阅读 »"]
        {
            assert!(is_read_more(text), "{text}");
        }
        assert!(!is_read_more("请在这里查看全文的目录"));
    }
}
