//! Tests of emphasis beside CJK punctuation.

use super::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text with `<b>`, `<i>` and `<s>` where the parser found emphasis.
fn render_emphasis(source: &str) -> String {
    let remedied = RepairedText::new(source);
    let mut text = String::new();
    for event in Parser::new_ext(&remedied.text, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Strong) => text.push_str("<b>"),
            Event::End(TagEnd::Strong) => text.push_str("</b>"),
            Event::Start(Tag::Emphasis) => text.push_str("<i>"),
            Event::End(TagEnd::Emphasis) => text.push_str("</i>"),
            Event::Start(Tag::Strikethrough) => text.push_str("<s>"),
            Event::End(TagEnd::Strikethrough) => text.push_str("</s>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                text.extend(["<a ", &remedied.strip_sentinels(&dest_url), ">"]);
            }
            Event::End(TagEnd::Link) => text.push_str("</a>"),
            Event::Code(words) => text.extend(["<c>", &remedied.strip_sentinels(&words), "</c>"]),
            Event::Text(words) => text.push_str(&remedied.strip_sentinels(&words)),
            Event::SoftBreak => text.push('\n'),
            _ => {}
        }
    }
    text
}

#[test]
fn emphasis_works_beside_cjk_punctuation() {
    for (source, want) in [
        ("这是**“粗体”**文字", "这是<b>“粗体”</b>文字"),
        ("**重点：**后文", "<b>重点：</b>后文"),
        ("他说**「好」**了", "他说<b>「好」</b>了"),
        ("这是*（斜体）*文字", "这是<i>（斜体）</i>文字"),
        ("这是~~“删”~~文字", "这是<s>“删”</s>文字"),
        ("~~删。~~后", "<s>删。</s>后"),
        ("***《书》***后", "<i><b>《书》</b></i>后"),
        ("甲**~~「乙」~~**丙", "甲<b><s>「乙」</s></b>丙"),
        ("甲**_「乙」_**丙", "甲<b><i>「乙」</i></b>丙"),
        ("在2024**“双十一”**期间", "在2024<b>“双十一”</b>期间"),
        ("**“你好。”**Tom said", "<b>“你好。”</b>Tom said"),
        ("用**API。**Then", "用<b>API。</b>Then"),
        ("增长**10%**以上", "增长<b>10%</b>以上"),
        ("见**(一)**节", "见<b>(一)</b>节"),
        ("**甲：**乙，**丙：**丁", "<b>甲：</b>乙，<b>丙：</b>丁"),
        (
            "**「甲」**、**「乙」**和**「丙」**",
            "<b>「甲」</b>、<b>「乙」</b>和<b>「丙」</b>",
        ),
        ("「**甲**」又「**乙**」", "「<b>甲</b>」又「<b>乙</b>」"),
        ("**甲——**乙", "<b>甲——</b>乙"),
        ("这**`码`**的", "这<b><c>码</c></b>的"),
        ("这**[链](u)**的", "这<b><a u>链</a></b>的"),
        (
            "**この文を強調できますか（Can I?）。**残念",
            "<b>この文を強調できますか（Can I?）。</b>残念",
        ),
        (
            "**이 용어(This term)**를 강조",
            "<b>이 용어(This term)</b>를 강조",
        ),
        ("**마크다운(Markdown)**은", "<b>마크다운(Markdown)</b>은"),
        ("**神󠄀（かみ）**は", "<b>神󠄀（かみ）</b>は"),
        ("甲**😀**乙", "甲<b>😀</b>乙"),
        ("甲\n**「乙」**\n丙", "甲\n<b>「乙」</b>\n丙"),
        (
            "> 甲**「乙」**丙\n> **丁。**戊",
            "甲<b>「乙」</b>丙\n<b>丁。</b>戊",
        ),
        (">**甲\n>乙**丙", "<b>甲\n乙</b>丙"),
        ("𠮷**「𠮷」**𠮷", "𠮷<b>「𠮷」</b>𠮷"),
    ] {
        assert_eq!(render_emphasis(source), want, "{source}");
    }
}

#[test]
fn what_is_no_emphasis_stays_as_it_is() {
    for source in [
        "a**\"b\"**c",
        "the**“word”**here",
        "甲 ** 「乙」 ** 丙",
        "甲** 「乙」**丙",
        "**「未完",
        "3~5天，8~10天",
        "好~（笑）~",
        "\\*「甲」\\*乙",
        "甲_「乙」_丙",
    ] {
        let shown = render_emphasis(source);
        assert!(!shown.contains('<'), "{source}: {shown}");
    }
}

#[test]
fn code_links_and_escapes_come_back_unhurt() {
    for (source, want) in [
        ("`甲**「乙」**丙`", "<c>甲**「乙」**丙</c>"),
        (
            "[甲**「乙」**丙](/甲**「乙」**丙)",
            "<a /甲**「乙」**丙>甲<b>「乙」</b>丙</a>",
        ),
        (
            "[甲**「乙」**丙]\n\n[甲**「乙」**丙]: /u",
            "<a /u>甲<b>「乙」</b>丙</a>",
        ),
        (
            "<http://a/甲**「乙」**丙>",
            "<a http://a/甲**「乙」**丙>http://a/甲**「乙」**丙</a>",
        ),
        ("    甲**「乙」**丙", "甲**「乙」**丙"),
        ("甲\\*「乙」\\*丙", "甲*「乙」*丙"),
        ("```\n甲**「乙」**丙\n```", "甲**「乙」**丙\n"),
    ] {
        assert_eq!(render_emphasis(source), want, "{source}");
    }
}

#[test]
fn stand_ins_the_text_already_has_are_not_used() {
    let source = "\u{FDD0}\u{1CC0}这**「粗」**字";
    assert_eq!(render_emphasis(source), "\u{FDD0}\u{1CC0}这<b>「粗」</b>字");
    let all: String = ('\u{FDD0}'..='\u{FDEF}').collect();
    let source = format!("{all}这**「粗」**字");
    assert_eq!(render_emphasis(&source), source);
}

#[test]
fn a_text_without_such_runs_is_not_copied() {
    for source in ["", "**甲**乙", "「甲」", "甲 **「乙」** 丙"] {
        assert!(
            matches!(RepairedText::new(source).text, Cow::Borrowed(_)),
            "{source}"
        );
    }
}

#[test]
fn places_lead_back_to_the_source() {
    let source = "是**「甲」**的。是*「乙」*的。";
    let remedied = RepairedText::new(source);
    for (at, c) in source.char_indices() {
        let place = remedied
            .text
            .char_indices()
            .filter(|&(_, other)| other == c)
            .any(|(place, _)| remedied.source_offset(place) == at);
        assert!(place, "{c} at {at}");
    }
}

#[test]
fn carriage_returns_that_end_a_line_are_line_feeds_for_the_parser() {
    for (source, want) in [
        ("甲\r乙\r\n丙\r", "甲\n乙\r\n丙\n"),
        ("\r\r\n\r", "\n\r\n\n"),
        ("甲\r\n乙\n", "甲\r\n乙\n"),
    ] {
        assert_eq!(RepairedText::new(source).text, want, "{source:?}");
    }
}
