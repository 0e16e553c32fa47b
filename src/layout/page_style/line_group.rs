//! Groups of lines of plain text without a gap or an indent in their source. All lines of a group have one left edge.

use super::flush_line::{has_columns, has_label, keeps_left_edge};
use super::left_edge::is_long_paragraph;
use super::number_shape::number_shape;
use super::sample::{is_closed, is_long, reads_as_paragraph};
use crate::text::salutation::{is_salutation, opens_wish};
use crate::text::sentence::ends_sentence;

/// Lines at the beginning of a group that are judged together, by as many lines again.
pub(crate) const MAX_GROUP_LINES: usize = 40;
/// Most lines of a signature above its date.
const MAX_SIGNATURE_LINES: usize = 3;

/// Part of a line in its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LinePart {
    /// Running text with a mark at its end.
    Paragraph,
    /// Long line with marks, but none at its end.
    Long,
    /// Item of a series whose members are indented.
    Item,
    /// Label with running text.
    Text,
    /// Label with a value.
    Value,
    /// Label alone, above what it names.
    Name,
    /// Words without a mark at their end.
    Bare,
    /// Line that is at the left edge in any group: reference, columns, salutation, item of a flush series.
    Edge,
}

/// Returns the part of a line; `series` tells whether the series of a numbered line is indented.
fn part_of(line: &str, series: &dyn Fn(&str) -> Option<bool>) -> LinePart {
    if let Some(is_indented) = number_shape(line).and_then(|_| series(line)) {
        return if is_indented {
            LinePart::Item
        } else {
            LinePart::Edge
        };
    }
    if is_salutation(line) {
        LinePart::Edge
    } else if names_what_follows(line) {
        LinePart::Name
    } else if has_label(line) {
        if reads_as_paragraph(line) {
            LinePart::Text
        } else {
            LinePart::Value
        }
    } else if keeps_left_edge(line) {
        LinePart::Edge
    } else if is_closed(line) && reads_as_paragraph(line) {
        LinePart::Paragraph
    } else if reads_as_paragraph(line) {
        LinePart::Long
    } else {
        LinePart::Bare
    }
}

/// Returns whether a line is words and a colon: 做法：, 密等及解密條件或保密期限：. A sentence that leads on has marks within.
fn names_what_follows(line: &str) -> bool {
    let words = line.trim_end().strip_suffix(['：', ':']);
    words.is_some_and(|words| !is_long(words) && !words.contains(['。', '，', '；', '、']))
}

/// Returns which lines of a group have the indent of a paragraph. The group is indented if items of it are, or if at least half
/// of its lines are paragraphs; short values of labels do not count as such. Words without a mark stay at the edge, as a
/// head above a paragraph or a signature below it, unless they stand between the lines of a list. The wish at the end of a
/// letter is set as its source has it. `are_amid_paragraphs` decides on a group that does not tell.
pub(crate) fn indented_lines(
    lines: &[&str],
    series: &dyn Fn(&str) -> Option<bool>,
    are_amid_paragraphs: &dyn Fn() -> bool,
) -> Vec<bool> {
    let mut parts: Vec<LinePart> = lines.iter().map(|line| part_of(line, series)).collect();
    set_table_edges(&mut parts, lines);
    let end = letter_end(lines);
    let is_open_wish = |at: usize| at > 0 && lines.get(at).is_some_and(|line| opens_wish(line));
    for (at, part) in parts.iter_mut().enumerate().skip(end) {
        let is_wish = at == end && at.checked_sub(1).is_some_and(is_open_wish);
        if is_wish || matches!(part, LinePart::Bare | LinePart::Value) {
            *part = LinePart::Edge;
        }
    }
    let count = |part| parts.iter().filter(|own| **own == part).count();
    let (paragraphs, bare) = (count(LinePart::Paragraph), count(LinePart::Bare));
    let (texts, values) = (count(LinePart::Text), count(LinePart::Value));
    let (long, names) = (count(LinePart::Long), count(LinePart::Name));
    let has_items = parts.contains(&LinePart::Item);
    let is_wish = lines.first().is_some_and(|line| opens_wish(line));
    let is_indented = !is_wish
        && (has_items
            || if paragraphs > 0 {
                (paragraphs + long) * 2 >= paragraphs + long + bare
            } else if texts + values > 0 {
                texts * 2 > texts + values + bare
            } else if names == lines.len() && lines.iter().any(|line| !has_label(line)) {
                true
            } else {
                (long + names) * 2 > parts.len() && are_amid_paragraphs()
            });
    let is_list = has_items || texts + values + names > 0;
    let marked = |part: &LinePart| !matches!(part, LinePart::Bare | LinePart::Edge);
    let first = parts.iter().position(marked).unwrap_or(0);
    let last = parts.iter().rposition(marked).unwrap_or(0);
    let edge = |(at, (line, part)): (usize, (&&str, &LinePart))| match part {
        LinePart::Edge => false,
        LinePart::Item => true,
        LinePart::Paragraph => is_indented || is_long_paragraph(line),
        LinePart::Text | LinePart::Value | LinePart::Name | LinePart::Long => is_indented,
        LinePart::Bare if at + 1 == end && is_open_wish(at) => is_indented,
        LinePart::Bare => is_indented && is_list && first < at && at < last,
    };
    lines.iter().zip(&parts).enumerate().map(edge).collect()
}

/// Puts the rows of tables at the edge, with the title above a table and its source below.
fn set_table_edges(parts: &mut [LinePart], lines: &[&str]) {
    let columns = find_columns(lines);
    let is_row = |at: usize| columns.get(at).copied().unwrap_or(false);
    for (at, part) in parts.iter_mut().enumerate() {
        let is_below = at > 0 && is_row(at - 1);
        let is_edge = match part {
            LinePart::Item => false,
            LinePart::Bare | LinePart::Value => is_row(at) || is_row(at + 1) || is_below,
            LinePart::Text => is_row(at) || is_below,
            _ => is_row(at),
        };
        if is_edge {
            *part = LinePart::Edge;
        }
    }
}

/// Returns the index of the first line of the end of a letter, which stands at the edge: what follows 此致, else the signature
/// above the date; the number of lines without one.
fn letter_end(lines: &[&str]) -> usize {
    let wish = lines.iter().rposition(|line| opens_wish(line));
    if let Some(wish) = wish.filter(|wish| *wish > 0) {
        return wish + 1;
    }
    let Some((_, above)) = lines.split_last().filter(|(last, _)| is_date(last)) else {
        return lines.len();
    };
    let is_signature = |line: &&&str| !is_long(line) && !ends_sentence(line);
    let count = above.iter().rev().take(MAX_SIGNATURE_LINES);
    above.len() - count.take_while(is_signature).count()
}

/// Returns whether a line is a date with its day: 2024年5月20日, 九月八日.
fn is_date(line: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || "年月日〇零一二三四五六七八九十廿 　".contains(c);
    let line = line.trim();
    line.ends_with('日') && line.contains('月') && line.chars().all(is_part)
}

/// Returns which lines have columns and no label, and are not the only ones of a table.
fn find_columns(lines: &[&str]) -> Vec<bool> {
    let columned: Vec<bool> = lines.iter().map(|line| has_columns(line.trim())).collect();
    let is_columned = |at: usize| columned.get(at).copied().unwrap_or(false);
    let beside = |at: usize| is_columned(at + 1) || at > 0 && is_columned(at - 1);
    let is_row = |(at, line): (usize, &&str)| is_columned(at) && beside(at) && !has_label(line);
    lines.iter().enumerate().map(is_row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(lines: &[&str]) -> String {
        let series = |line: &str| {
            line.starts_with(|c: char| c.is_ascii_digit())
                .then_some(true)
        };
        let edges = indented_lines(lines, &series, &|| true);
        edges
            .iter()
            .map(|own| if *own { '>' } else { '|' })
            .collect()
    }

    #[test]
    fn a_group_has_one_left_edge() {
        for (lines, want) in [
            (&["时间：三月", "地点：石桥", "记录：罗小兰"][..], "|||"),
            (&["时间：三月", "会议议题：", "1、食堂问题。"], ">>>"),
            (
                &["师：看过背影吗？", "生：（沉默）", "师：今天来看一看。"],
                ">>>",
            ),
            (
                &[
                    "主料：五花肉400克",
                    "做法：",
                    "1. 煮熟。",
                    "小贴士：不要太烂。",
                ],
                ">>>>",
            ),
            (&["1.听录音，注意：", "狼藉　簌簌", "2.思考。"], ">>>"),
            (
                &["山路很长。", "散会。", "青川市档案局", "三月五日"],
                ">>||",
            ),
            (&["小标题", "山路很长，走了一天。"], "|>"),
            (
                &[
                    "诉讼请求：",
                    "1.判令赔偿。",
                    "请依法判决。",
                    "此致",
                    "云川县人民法院",
                    "具状人：张小兰",
                    "2024年5月20日",
                ],
                ">>>>|||",
            ),
            (
                &[
                    "山路很长。",
                    "弟弟好吗？",
                    "祝",
                    "身体健康！",
                    "女儿：小兰",
                    "九月八日",
                ],
                ">>>|||",
            ),
            (
                &["山路很长。", "雨停了。", "承办人：李某", "五月二日"],
                ">>||",
            ),
            (
                &[
                    "山路很长。",
                    "表1 堰塘数量",
                    "时期\t官修\t民修",
                    "康熙\t4\t31",
                    "来源：据县志，从略。",
                    "水很清。",
                ],
                ">||||>",
            ),
            (&["祝", "身体健康！"], "||"),
            (&["此致", "敬礼！"], "||"),
            (&["张三", "李四", "他们都来了。"], "|||"),
            (&["则零元唯一。 □"], ">"),
            (&["浮桥以舟为墩。〔二〕"], ">"),
            (&["[1] 王某某. 数字乡村[J]."], "|"),
            (&["“木头是会说话的”"], "|"),
            (&["受文者：各國小學", "密等及解密條件或保密期限："], "||"),
            (&["詞曰："], ">"),
            (&["键    功能", "箭头    将光标移动一个字符。"], "||"),
            (
                &["会议讨论了水库、道路，讨论了桥梁、学校，讨论了医院、市场以及其他各项有关工作"],
                ">",
            ),
            (&["本日学到的指令与参数如下："], ">"),
            (&["参考文献：", "[1] 王某某. 数字乡村[J]."], "||"),
        ] {
            assert_eq!(edges(lines), want, "{lines:?}");
        }
    }
}
