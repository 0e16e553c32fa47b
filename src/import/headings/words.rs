//! Words that are headings by themselves, words that say something about the text, and signs that
//! sites put in front of titles. Tables and the tests on them, no judgement.

use crate::import::numbering::{blanks, is_blank};

/// What a fact line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// 作者
    Author,
    /// 时间, 发布时间
    Date,
    /// 关键词
    Keywords,
    /// 摘要, 导语
    Summary,
    /// 来源, 字数 and others that only stand in the way.
    Other,
}

/// Where a title word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside the outermost headings: 序, 前言, 附录, 参考文献.
    Outermost,
    /// Beside the chapters: 楔子, 尾声, 番外.
    Chapter,
}

/// Titles without a number. A longer word stands before one it starts with.
const WORDS: [(&str, Place); 98] = [
    ("序章", Place::Chapter),
    ("序幕", Place::Chapter),
    ("序曲", Place::Chapter),
    ("楔子", Place::Chapter),
    ("引子", Place::Chapter),
    ("尾声", Place::Chapter),
    ("尾聲", Place::Chapter),
    ("终章", Place::Chapter),
    ("終章", Place::Chapter),
    ("终曲", Place::Chapter),
    ("番外篇", Place::Chapter),
    ("番外", Place::Chapter),
    ("外传", Place::Chapter),
    ("外傳", Place::Chapter),
    ("大结局", Place::Chapter),
    ("大結局", Place::Chapter),
    ("最终章", Place::Chapter),
    ("最終章", Place::Chapter),
    ("プロローグ", Place::Chapter),
    ("エピローグ", Place::Chapter),
    ("幕間", Place::Chapter),
    ("프롤로그", Place::Chapter),
    ("에필로그", Place::Chapter),
    ("prologue", Place::Chapter),
    ("epilogue", Place::Chapter),
    ("内容简介", Place::Outermost),
    ("內容簡介", Place::Outermost),
    ("内容提要", Place::Outermost),
    ("作品相关", Place::Outermost),
    ("作者简介", Place::Outermost),
    ("简介", Place::Outermost),
    ("簡介", Place::Outermost),
    ("文案", Place::Outermost),
    ("前言", Place::Outermost),
    ("引言", Place::Outermost),
    ("导言", Place::Outermost),
    ("導言", Place::Outermost),
    ("导论", Place::Outermost),
    ("導論", Place::Outermost),
    ("绪论", Place::Outermost),
    ("緒論", Place::Outermost),
    ("绪言", Place::Outermost),
    ("緒言", Place::Outermost),
    ("弁言", Place::Outermost),
    ("卷首语", Place::Outermost),
    ("题记", Place::Outermost),
    ("題記", Place::Outermost),
    ("题辞", Place::Outermost),
    ("題辭", Place::Outermost),
    ("凡例", Place::Outermost),
    ("例言", Place::Outermost),
    ("序言", Place::Outermost),
    ("序文", Place::Outermost),
    ("序论", Place::Outermost),
    ("序論", Place::Outermost),
    ("自序", Place::Outermost),
    ("代序", Place::Outermost),
    ("总序", Place::Outermost),
    ("原序", Place::Outermost),
    ("叙", Place::Outermost),
    ("敘", Place::Outermost),
    ("译者序", Place::Outermost),
    ("譯者序", Place::Outermost),
    ("再版序", Place::Outermost),
    ("编者按", Place::Outermost),
    ("編者按", Place::Outermost),
    ("出版说明", Place::Outermost),
    ("序", Place::Outermost),
    ("跋", Place::Outermost),
    ("自跋", Place::Outermost),
    ("后记", Place::Outermost),
    ("後記", Place::Outermost),
    ("后序", Place::Outermost),
    ("後序", Place::Outermost),
    ("附记", Place::Outermost),
    ("附記", Place::Outermost),
    ("致谢", Place::Outermost),
    ("致謝", Place::Outermost),
    ("鸣谢", Place::Outermost),
    ("结语", Place::Outermost),
    ("結語", Place::Outermost),
    ("结论", Place::Outermost),
    ("結論", Place::Outermost),
    ("结束语", Place::Outermost),
    ("総論", Place::Outermost),
    ("参考文献", Place::Outermost),
    ("參考文獻", Place::Outermost),
    ("索引", Place::Outermost),
    ("附则", Place::Outermost),
    ("附則", Place::Outermost),
    ("附录", Place::Outermost),
    ("附錄", Place::Outermost),
    ("附件", Place::Outermost),
    ("まえがき", Place::Outermost),
    ("あとがき", Place::Outermost),
    ("はじめに", Place::Outermost),
    ("おわりに", Place::Outermost),
    ("머리말", Place::Outermost),
];

/// Headings of a printed table of contents, blanks taken out.
const CONTENTS: [&str; 9] = [
    "目录",
    "目錄",
    "目次",
    "总目",
    "總目",
    "总目录",
    "차례",
    "목차",
    "contents",
];

/// What a page puts where it cut a text off, signs and blanks taken out.
const MORE: [&str; 16] = [
    "查看全文",
    "阅读全文",
    "閱讀全文",
    "全文阅读",
    "查看更多",
    "阅读更多",
    "阅读原文",
    "查看原文",
    "查看详情",
    "展开全文",
    "点击查看全文",
    "点击查看",
    "点击阅读全文",
    "点击阅读",
    "下载全文",
    "继续阅读",
];

/// Names of facts, with what they tell.
const FACTS: [(&str, Fact); 46] = [
    ("作者", Fact::Author),
    ("撰稿人", Fact::Author),
    ("撰稿", Fact::Author),
    ("文", Fact::Author),
    ("记者", Fact::Author),
    ("时间", Fact::Date),
    ("時間", Fact::Date),
    ("日期", Fact::Date),
    ("发布时间", Fact::Date),
    ("发布日期", Fact::Date),
    ("发表时间", Fact::Date),
    ("更新时间", Fact::Date),
    ("更新日期", Fact::Date),
    ("更新時間", Fact::Date),
    ("上传时间", Fact::Date),
    ("成文日期", Fact::Date),
    ("关键词", Fact::Keywords),
    ("关键字", Fact::Keywords),
    ("關鍵詞", Fact::Keywords),
    ("主题词", Fact::Keywords),
    ("标签", Fact::Keywords),
    ("keywords", Fact::Keywords),
    ("key words", Fact::Keywords),
    ("摘要", Fact::Summary),
    ("内容摘要", Fact::Summary),
    ("内容提要", Fact::Summary),
    ("提要", Fact::Summary),
    ("导语", Fact::Summary),
    ("導語", Fact::Summary),
    ("导读", Fact::Summary),
    ("核心提示", Fact::Summary),
    ("论文摘要", Fact::Summary),
    ("论文关键词", Fact::Keywords),
    ("abstract", Fact::Summary),
    ("来源", Fact::Other),
    ("來源", Fact::Other),
    ("稿源", Fact::Other),
    ("出处", Fact::Other),
    ("编辑", Fact::Other),
    ("责任编辑", Fact::Other),
    ("字数", Fact::Other),
    ("字數", Fact::Other),
    ("本章字数", Fact::Other),
    ("浏览", Fact::Other),
    ("阅读", Fact::Other),
    ("点击", Fact::Other),
];

/// Whether the name of a fact may start with `c`.
pub(super) fn may_start_fact(c: char) -> bool {
    matches!(c, '【' | '[' | '［' | '〔' | 'a' | 'A' | 'k' | 'K')
        || "作撰文记时時日发更上成关關主标摘内提导導核论来來稿出编责字本浏阅点".contains(c)
}

/// Whether `c` is put in front of titles for show: ☆、第一章.
pub(super) fn may_start_ornament(c: char) -> bool {
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

/// Bytes of ornaments, blanks and 正文 in front of what may be a title. 正文 is only taken if
/// something is left behind it.
pub(super) fn ornaments(text: &str) -> usize {
    let shown = behind_notes(text).trim_start_matches(|c| may_start_ornament(c) || is_blank(c));
    let mut at = text.len() - shown.len();
    if at > 0 {
        let rest = shown.strip_prefix('、').unwrap_or(shown);
        at = text.len() - rest.len() + blanks(rest);
    }
    let rest = text.get(at..).unwrap_or_default();
    if let Some(body) = rest
        .strip_prefix("正文")
        .map(|b| b.strip_prefix('卷').unwrap_or(b))
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

/// `text` behind the notes on its setting it starts with: ［＃５字下げ］一.
fn behind_notes(text: &str) -> &str {
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

/// Whether what stands behind a number says that the part is over.
pub(super) fn is_end(text: &str) -> bool {
    matches!(
        text,
        "完" | "终" | "終" | "完结" | "完結" | "结束" | "完）" | "终）" | "完)"
    )
}

/// `text` without the ornaments and blanks behind it.
pub(super) fn without_trailing_ornaments(text: &str) -> &str {
    text.trim_end_matches(|c| {
        is_blank(c)
            || matches!(
                c,
                '=' | '＝' | '*' | '＊' | '~' | '～' | '☆' | '★' | '│' | '|' | '┃' | '─'
            )
    })
}

/// The place of a line that is a title word alone, or with a number or a short title behind it.
pub(super) fn word(text: &str) -> Option<Place> {
    let folded: String;
    let text = if text.is_ascii() || text.contains(is_blank) {
        folded = collapse(text);
        folded.as_str()
    } else {
        text
    };
    WORDS.iter().find_map(|(word, place)| {
        let rest = text.strip_prefix(word)?;
        ends_word(word, rest).then_some(*place)
    })
}

/// Lower case, and without blanks between single ideographs (序　言).
fn collapse(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split(is_blank).filter(|part| !part.is_empty());
    let mut single = true;
    if let Some(first) = parts.next() {
        single = first.chars().count() == 1;
        out.push_str(&first.to_lowercase());
    }
    for part in parts {
        let alone = part.chars().count() == 1;
        if !(single && alone) {
            out.push(' ');
        }
        single = alone;
        out.push_str(&part.to_lowercase());
    }
    out
}

/// Whether `rest` behind a title word leaves it one: nothing, a number, or a mark and a few words.
fn ends_word(word: &str, rest: &str) -> bool {
    let Some(c) = rest.chars().next() else {
        return true;
    };
    let numeral = crate::text::numerals::leading(rest).map_or(0, |n| n.len);
    if numeral > 0 && numeral == rest.len() {
        return true;
    }
    let behind = rest.get(numeral..).unwrap_or_default();
    let sep = behind
        .chars()
        .next()
        .is_some_and(|c| is_blank(c) || "：:·—-（(【《「".contains(c));
    let plain = !rest.contains(['。', '，', '；', '？', '“', ',']);
    let short = rest.chars().count() <= 26;
    let bracket = word.chars().count() > 1 || is_blank(c) || numeral > 0 || c == '：';
    short && sep && plain && bracket
}

/// Whether a line is the heading of a printed table of contents.
pub(super) fn is_contents(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    if !first.is_some_and(|c| "目总總차목cC".contains(c)) {
        return false;
    }
    let bare: String = text
        .chars()
        .filter(|c| !is_blank(*c) && !"【】[]［］《》：:·".contains(*c))
        .flat_map(char::to_lowercase)
        .collect();
    CONTENTS.contains(&bare.as_str())
}

/// Whether a line says that the text goes on elsewhere.
pub(super) fn is_more(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphanumeric());
    if !first.is_some_and(|c| "查阅閱全展点下继".contains(c)) {
        return false;
    }
    let core = text.trim_matches(|c: char| !c.is_alphanumeric());
    let core = core.strip_suffix("内容").unwrap_or(core);
    MORE.contains(&core)
}

/// What a line that names a fact tells, and the fact: `时间:2024-03-21`, `【摘要】…`.
pub(super) fn fact(text: &str) -> Option<(Fact, &str)> {
    let (open, body) = match text.chars().next()? {
        c @ ('【' | '[' | '［' | '〔') => (true, text.get(c.len_utf8()..)?),
        _ => (false, text),
    };
    FACTS.iter().find_map(|(name, fact)| {
        let rest = strip_name(body, name)?.trim_start_matches(is_blank);
        let rest = if open {
            rest.strip_prefix(['】', ']', '］', '〕'])?
        } else {
            rest.strip_prefix(['：', ':'])?
        };
        let value = rest.trim_start_matches(|c| is_blank(c) || c == '：' || c == ':');
        Some((*fact, value))
    })
}

/// `text` behind `name`, which may have blanks between its characters (摘　要), in any case.
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

    #[test]
    fn no_word_hides_behind_a_shorter_one() {
        for (index, (word, _)) in WORDS.iter().enumerate() {
            assert!(
                WORDS.iter().take(index).all(|(earlier, _)| earlier != word),
                "{word} twice"
            );
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
        ] {
            assert!(word(text).is_some(), "{text}");
        }
        for text in [
            "前言不搭后语",
            "跋山涉水",
            "序幕拉开了",
            "结论是明确的",
            "附件已发",
            "引言中说，这是第一次。",
        ] {
            assert_eq!(word(text), None, "{text}");
        }
    }

    #[test]
    fn facts_are_told_by_their_names() {
        assert_eq!(
            fact("时间:2024-03-21 20:22:27"),
            Some((Fact::Date, "2024-03-21 20:22:27"))
        );
        assert_eq!(fact("【摘　要】本文"), Some((Fact::Summary, "本文")));
        assert_eq!(
            fact("关键词：城乡；统筹"),
            Some((Fact::Keywords, "城乡；统筹"))
        );
        assert_eq!(fact("时间过得很快"), None);
    }

    #[test]
    fn cut_off_texts_say_so() {
        for text in ["查看全文", "【阅读全文】", ">>点击查看全文<<", "全文阅读 »"]
        {
            assert!(is_more(text), "{text}");
        }
        assert!(!is_more("请在这里查看全文的目录"));
    }

    #[test]
    fn ornaments_are_not_part_of_a_title() {
        for (text, rest) in [
            ("☆、第一章 风", "第一章 风"),
            ("●卷一", "卷一"),
            ("正文 第一章", "第一章"),
            ("正文完", "正文完"),
            ("正文第三回", "第三回"),
        ] {
            assert_eq!(text.get(ornaments(text)..), Some(rest));
        }
    }
}
