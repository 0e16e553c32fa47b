//! Boilerplate lines that sites leave in copied text: where to read on, what page comes next.
//!
//! Hiding a line of the text itself is far worse than showing a line of a site. A line is therefore boilerplate
//! only in two cases: its letters are, as a whole, a phrase that occurs in no text; or it is one of at least
//! [`MIN_SITE_LINES`] lines of the text such as sites write: the end of a chapter, the links to other chapters, an
//! address with a phrase of theirs. Lines longer than [`MAX_LINE_BYTES`] are never boilerplate.

use crate::outline::word_lists::{WordList, word_list};
use crate::text::script::{is_han, letters_only};
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

/// Longest line that is checked, in bytes.
const MAX_LINE_BYTES: usize = 600;

/// Longest row of links, in bytes.
const MAX_LINKS_BYTES: usize = 200;

/// Minimum number of lines such as sites write in a text that was copied from a site.
const MIN_SITE_LINES: usize = 3;

/// Beginnings of notices that a chapter continues elsewhere.
static UNFINISHED_NOTICES: WordList = WordList::new(|| word_list("unfinished_notices"));

/// Instructions that follow [`UNFINISHED_NOTICES`].
static CONTINUATIONS: WordList = WordList::new(|| word_list("notice_instructions"));

/// Praise at the end of such a notice.
static PRAISES: WordList = WordList::new(|| word_list("notice_praises"));

/// Other phrases that occur in no text, letters only.
static PHRASES: WordList = WordList::new(|| word_list("boilerplate_phrases"));

/// Beginnings of site lines that contain an address.
static ADDRESS_OPENINGS: WordList = WordList::new(|| word_list("address_openings"));

/// Labels of links beside a chapter, longer ones first.
static CHAPTER_LINKS: WordList = WordList::new(|| word_list("chapter_links"));

/// First letters of those labels.
static LINK_INITIALS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let initials = CHAPTER_LINKS.iter().filter_map(|link| link.chars().next());
    initials.collect::<BTreeSet<_>>().into_iter().collect()
});

/// First letters of the phrases.
const PHRASE_INITIALS: [char; 7] = ['本', '这', '這', '小', '正', '温', '溫'];

/// Returns whether a line is boilerplate in a text copied from a site.
pub(crate) fn may_be_hidden(line: &str) -> bool {
    // Rules out most lines quickly.
    let is_of_text = first_han(line)
        .is_some_and(|c| !PHRASE_INITIALS.contains(&c) && !LINK_INITIALS.contains(&c))
        && memchr::memchr(b'.', line.as_bytes()).is_none();
    !is_of_text && (is_boilerplate(line) || is_site_line(line))
}

/// Returns whether a line is boilerplate by itself.
pub(crate) fn is_boilerplate(line: &str) -> bool {
    may_be_boilerplate(line) && may_start_phrase(line) && {
        let words = letters_only(line).collect::<String>();
        PHRASES.contains(&words.as_str()) || is_unfinished(&words)
    }
}

/// Returns whether one of the phrases may start with the first letters of a line. Rules out most lines quickly.
fn may_start_phrase(line: &str) -> bool {
    let is_start = |first: char, second: char| match first {
        '本' => matches!(second, '章' | '小' | '节' | '節'),
        '这' | '這' => second == '章',
        '小' => second == '主',
        '正' => second == '在',
        '温' | '溫' => second == '馨',
        _ => false,
    };
    if first_han(line).is_some_and(|c| !PHRASE_INITIALS.contains(&c)) {
        return false;
    }
    let mut letters = letters_only(line);
    letters
        .next()
        .zip(letters.next())
        .is_some_and(|(first, second)| is_start(first, second))
}

/// Returns the Han letter with which most lines begin; it needs no search for the first letter.
fn first_han(line: &str) -> Option<char> {
    let first = line.trim_start_matches(['\u{3000}', ' ']).chars().next();
    first.filter(|c| is_han(*c))
}

/// Returns whether a text, or its beginning, was copied from a site: it has several lines such as sites write.
pub(crate) fn is_copied_from_site(text: &str) -> bool {
    let mut site_lines = text.lines().filter(|line| is_site_line(line));
    site_lines.nth(MIN_SITE_LINES - 1).is_some()
}

/// Returns whether a line is such as sites write, and boilerplate in a text copied from a site.
pub(crate) fn is_site_line(line: &str) -> bool {
    // Rules out most lines quickly: they have no address and begin with another letter than links do.
    if first_han(line).is_some_and(|c| !LINK_INITIALS.contains(&c))
        && memchr::memchr(b'.', line.as_bytes()).is_none()
    {
        return false;
    }
    let line = line.trim();
    may_be_boilerplate(line)
        && (is_chapter_end(line)
            || is_row_of_links(line)
            || (find_address(line).is_some() && {
                let words = letters_only(line).collect::<String>();
                ADDRESS_OPENINGS.iter().any(|call| words.starts_with(call))
                    || ((words.starts_with("喜欢") || words.starts_with("喜歡"))
                        && (words.contains("请大家收藏") || words.contains("請大家收藏")))
            }))
}

/// Returns whether a line consists of several links to other chapters, such as 上一章 目录 下一章.
fn is_row_of_links(line: &str) -> bool {
    let may_start = |first| LINK_INITIALS.contains(&first);
    if line.len() > MAX_LINKS_BYTES || !letters_only(line).next().is_some_and(may_start) {
        return false;
    }
    let words = letters_only(line).collect::<String>();
    let mut rest = words.as_str();
    let mut links = HashSet::new();
    while let Some(link) = CHAPTER_LINKS.iter().find(|link| rest.starts_with(**link)) {
        rest = rest.trim_start_matches(link);
        links.insert(link);
    }
    rest.is_empty() && links.len() > 1
}

/// Returns whether a line has the length of boilerplate and is not direct speech.
fn may_be_boilerplate(line: &str) -> bool {
    (9..=MAX_LINE_BYTES).contains(&line.len())
        && !line.trim_start().starts_with(['“', '「', '『', '"', '‘'])
}

/// Returns whether a line is a notice such as 本章未完，请点击下一页继续阅读，后面更精彩！
fn is_unfinished(words: &str) -> bool {
    let mut starts = UNFINISHED_NOTICES.iter();
    starts.any(|start| {
        words.strip_prefix(start).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['请', '請']);
            let rest = ["点击", "點擊", "点"]
                .iter()
                .find_map(|click| rest.strip_prefix(click))
                .unwrap_or(rest);
            let mut praises = PRAISES.iter();
            let rest = praises
                .find_map(|praise| rest.strip_suffix(praise))
                .unwrap_or(rest);
            CONTINUATIONS.contains(&rest)
        })
    })
}

/// Returns whether a line is （本章完） or a variant.
fn is_chapter_end(line: &str) -> bool {
    line.starts_with(['（', '(', '【', '['])
        && matches!(
            letters_only(line).collect::<String>().as_str(),
            "本章完" | "本章終" | "本章终"
        )
}

/// Returns the byte range of a site address: letters and digits separated by dots, with a known top-level
/// domain.
fn find_address(text: &str) -> Option<(usize, usize)> {
    static TOP_LEVEL_DOMAINS: WordList = WordList::new(|| word_list("top_level_domains"));
    let mut at = 0;
    while let Some(dot) = memchr::memchr(b'.', text.as_bytes().get(at..)?).map(|dot| at + dot) {
        let is_part = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(c, '-' | '.' | ':' | '/' | '_' | '?' | '=' | '&' | '%' | '~')
        };
        let start = text.get(..dot)?.trim_end_matches(is_part).len();
        let after = text.get(dot..)?;
        let end = dot + after.len() - after.trim_start_matches(is_part).len();
        let found = text.get(start..end)?;
        let host = found.rsplit("//").next()?.split(['/', ':', '?']).next()?;
        let host = host.trim_end_matches('.');
        let last = host.rsplit('.').next()?.to_ascii_lowercase();
        if host.len() > last.len() + 1 && TOP_LEVEL_DOMAINS.contains(&last.as_str()) && start < dot
        {
            return Some((start, end));
        }
        at = end.max(dot + 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_of_sites_are_debris_wherever_they_stand() {
        for line in [
            "（本章未完，请点击下一页继续阅读）",
            "本章未完，点击下一页继续阅读。",
            "　　本章未完，請點擊下一頁繼續閱讀",
            "-->>本章未完，请翻页",
            "这章没有结束，请点击下一页继续阅读！",
            "小主子，这个章节后面还有哦^.^，请点击下一页继续阅读，后面更精彩！",
            "本小章还未完，请点击下一页继续阅读后面精彩内容！",
            "正在手打中，请稍等片刻，内容更新后，请重新刷新页面，即可获取最新更新！",
            "温馨提示：按 回车[Enter]键 返回书目，按 ←键 返回上一页，按 →键 进入下一页。",
        ] {
            assert!(is_boilerplate(line), "{line}");
        }
    }

    #[test]
    fn every_phrase_can_start() {
        for start in UNFINISHED_NOTICES.iter().chain(PHRASES.iter()) {
            assert!(may_start_phrase(start), "{start}");
            assert_eq!(letters_only(start).collect::<String>(), *start);
        }
        for words in CONTINUATIONS
            .iter()
            .chain(PRAISES.iter())
            .chain(ADDRESS_OPENINGS.iter())
        {
            assert_eq!(letters_only(words).collect::<String>(), *words);
        }
    }

    #[test]
    fn lines_of_sites_are_boilerplate_in_a_text_that_has_several() {
        for line in [
            "手机用户请浏览m.example.com阅读，更优质的阅读体验。",
            "手機用戶請訪問：m.example.com",
            "请记住本书首发域名：www.example.com。某某手机版阅读网址：m.example.com",
            "天才一秒记住本站地址：www.example.com，最快更新！无广告！",
            "（本章完）",
            "本书由网友上传至某某小说网，更多好书请访问www.example.com",
            "更多精彩小说，尽在某某小说网 www.example.com",
            "您好！您下载的小说来自 www.example.com 欢迎常去光顾哦！",
            "最新网址：www.example.com",
            "最新章节请访问 www.example.com",
            "最新章节请访问 www.example.com 百度搜索“某某阁”",
            "记住本站网址 http://www.example.com/",
            "（记住本站网址，www.example.com，方便下次阅读）",
            "喜欢某某传请大家收藏：(www.example.com)某某传更新速度全网最快。",
            "本站最新域名：m.example.com，请牢记收藏！",
            "更多精彩好书，请访问 www.example.com 免费下载",
            "上一章 目录 下一章",
            "加入书签　推荐本书",
            "← 上一章 | 章节目录 | 下一章 →",
        ] {
            let text = format!("　　{line}\n雨停了。\n{line}\r\n");
            assert!(!is_copied_from_site(&text), "{line}");
            for third in [line, "（本章完）", "　　上一章 目录 下一章"] {
                assert!(is_copied_from_site(&format!("{text}{third}")), "{line}");
            }
            assert!(is_site_line(&format!("　　{line}")), "{line}");
            assert!(!is_boilerplate(line), "{line}");
        }
    }

    #[test]
    fn what_may_be_a_sentence_of_the_text_is_none() {
        for line in [
            "",
            "手机用户请到柜台办理。",
            "手机上看书的人里，读小说的占了一多半。",
            "用手机看书，最怕的是没有电。",
            "请记住我的话。",
            "请记住本书的三个要点。",
            "请记住本店的地址：桥头第二家。",
            "请大家记得我们的网站已经搬了家。",
            "本章未完成的部分，留到下一章再说。",
            "本章未完，且听下回分解。",
            "本章未完，下一页还有。",
            "本章完成于去年冬天。",
            "本章完",
            "本书由三部分组成。",
            "本书由王先生整理，去年由出版社出版。",
            "本书由书友会的论坛发起，几十个人一起写成。",
            "本书仅供内部学习，版权归学会所有。",
            "欢迎光临桥头书屋！",
            "有空请到村里的书屋来看书。",
            "他每天上班第一件事，就是打开网站看最新章节。",
            "最新章节的写法与从前不同，免费阅读的人也多了。",
            "从最新章节到免费阅读，网文走过了二十年。",
            "最新章节免费阅读",
            "最新网址已经写在信里了。",
            "他说最新网址是 www.example.com，让我记下来。",
            "本小章还未完，他就放下了笔。",
            "公众号关注得多了，真看的没有几个。",
            "“手机用户请浏览m.example.com阅读。”他念道。",
            "https://example.com/notes",
            "www.example.com",
            "wWw.ExAmPlE.cOm",
            "参见 example.com 上的说明。",
            "某某中文网 www.example.com",
            "来源：某某中文网 www.example.com",
            "上一页 下一页",
            "上一章",
            "上一章说到，下一章再讲。",
            "目录 目录",
            "下一章目录里没有这一节。",
            "[上一页] [返回目录] [下一页]",
            "喜欢这本书的人，请大家收藏好它。",
            "请到 www.example.org 下载最新的版本。",
            "欢迎访问本会网站 www.example.org，了解更多。",
            "更多精彩内容，请关注本馆的电子书专栏，网址是 www.example.org。",
            "温馨提示：按返回键可以回到上一页。",
            "正在手打的铁，火星溅了一地。",
            "版权归原作者，仅供交流学习，这样的话写在每一页的下面。",
            "小提示：按下一页的键之前先存盘。",
            "3.14 与 2.71",
        ] {
            assert!(!is_boilerplate(line), "{line}");
            assert!(
                !is_copied_from_site(&format!("{line}\n").repeat(4)),
                "{line}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_looked_at(line in "([本书章未完下一页手机用户www.example:/@（）]|\\PC){0,40}") {
            let _ = (is_boilerplate(&line), is_site_line(&line));
        }
    }
}
