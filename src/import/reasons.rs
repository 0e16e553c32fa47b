//! What is said of a line of plain text when the reader asks why it is a heading, and which lines are
//! of its kind.

use super::headings::{Clues, Explanation, Grounds, Scanner};
use super::numbering::{self, Style};
use super::rules::{Rules, Says};
use crate::doc::{Block, Heading, Outline, Pos};
use crate::error::Notice;

/// Longest line, in bytes, that is a heading as a whole.
const TITLE: usize = 180;

/// Why a line is a heading or none, by what is known of the text and its rules; `None` if nothing about
/// it looks like one.
pub(super) fn of_line(scanner: &Scanner, rules: &Rules, block: &Block<'_>) -> Option<Notice> {
    by_rule(rules, block).or_else(|| {
        let explanation = scanner.explain(block.at);
        explanation.map(|explanation| words(&explanation))
    })
}

/// Why a line is a heading or none, if a rule is about it.
pub(super) fn by_rule(rules: &Rules, block: &Block<'_>) -> Option<Notice> {
    let ruling = rules.heading(&block.text)?;
    let rule = rules.headings.get(ruling.rule)?;
    let title = short(block.text.get(ruling.title)?);
    let rule_is = rule.label.words();
    Some(match rule.says {
        Says::Never => Notice::new(
            format!("“{title}”不是标题：照 {}", rule_is.zh),
            format!("“{title}” is no heading: {} says so", rule_is.en),
        ),
        Says::Heading(_) => Notice::new(
            format!("“{title}”是标题：照 {}", rule_is.zh),
            format!("“{title}” is a heading: {} says so", rule_is.en),
        ),
    })
}

/// What is said of a line that is not shown.
pub(super) fn hidden(line: &str) -> Notice {
    let line = short(line.trim());
    Notice::new(
        format!("“{line}”照规则隐藏（O 看原样）"),
        format!("“{line}” is hidden by a rule (shown by O)"),
    )
}

/// What is said of a line of a text whose outline was written down.
pub(super) fn saved(outline: &Outline, block: &Block<'_>) -> Notice {
    match outline.of_block(block.at).first() {
        Some(heading) => {
            let title = short(&heading.title);
            Notice::new(
                format!("“{title}”是标题：写在文件旁的目录里（.toc.toml）"),
                format!("“{title}” is a heading: the outline beside the file has it (.toc.toml)"),
            )
        }
        None => Notice::new(
            "文件旁的目录（.toc.toml）里没有这一行",
            "the outline beside the file (.toc.toml) has no such line",
        ),
    }
}

/// The beginning of a title, for telling which.
fn short(title: &str) -> String {
    title.chars().take(16).collect()
}

/// An explanation in words.
pub(super) fn words(explanation: &Explanation) -> Notice {
    let (zh, en) = if explanation.heading {
        ("是标题", "a heading")
    } else {
        ("不是标题", "no heading")
    };
    let grounds = grounds(&explanation.grounds);
    let title = short(&explanation.title);
    Notice::new(
        format!("“{title}”{zh}：{}", grounds.zh),
        format!("“{title}” is {en}: {}", grounds.en),
    )
}

fn grounds(grounds: &Grounds) -> Notice {
    match grounds {
        Grounds::Number(_, clues) => number(clues),
        Grounds::Again => Notice::new(
            "在印出的目录里，正文里还有一次",
            "in a printed table of contents, and again in the text",
        ),
        Grounds::Word => Notice::new(
            "整行是序、后记一类的词",
            "the whole line is a word like 序 or 后记",
        ),
        Grounds::Marked => Notice::new("文中有标题的标记", "the text marks it"),
        Grounds::Group => Notice::new(
            "没有编号；与同样短的行一起判断",
            "no number; judged together with short lines like it",
        ),
        Grounds::Text => Notice::new(
            "一页多篇，这是一篇的题目",
            "the title of one of several texts on the page",
        ),
        Grounds::Aside => Notice::new(
            "说的是文章本身（时间、摘要之类）",
            "it says something about the text (date, summary)",
        ),
    }
}

fn number(clues: &Clues) -> Notice {
    let Clues {
        looks,
        usual,
        sequence,
        members,
        needed,
    } = clues;
    let sum = usual + sequence;
    Notice::new(
        format!(
            "编号同类 {members} 行，样子 {looks}（一般 {usual}），次序 {sequence:+}，合计 {sum}，须 {needed}"
        ),
        format!(
            "{members} lines numbered alike, looks {looks} (usually {usual}), sequence {sequence:+}, together {sum} of {needed} needed"
        ),
    )
}

/// Finds lines numbered like one of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind(Style);

impl Kind {
    /// The kind of a line; `None` if it has no number.
    pub(super) fn of(line: &str) -> Option<Self> {
        numbering::marker(line.trim_start()).map(|marker| Self(marker.style))
    }

    /// The line as a heading, if it is of this kind and not too long for one.
    pub(super) fn heading(self, at: Pos, line: &str) -> Option<Heading> {
        let title = line.trim();
        let marker = numbering::marker(title).filter(|marker| marker.style == self.0);
        if title.len() > TITLE || marker.is_none() {
            return None;
        }
        Some(Heading {
            pos: at.at((line.len() - line.trim_start().len()) as u32),
            level: 0,
            title: title.into(),
            extent: title.len() as u32,
            entry: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_kind_are_those_numbered_alike() {
        let kind = Kind::of("　　3、怎样管").unwrap();
        for (line, want) in [
            ("1、甲", true),
            ("　12、乙", true),
            ("一、丙", false),
            ("（1）丁", false),
            ("戊", false),
        ] {
            assert_eq!(kind.heading(Pos::default(), line).is_some(), want, "{line}");
        }
        assert!(Kind::of("没有编号").is_none());
        assert!(
            kind.heading(Pos::default(), &format!("4、{}", "长".repeat(200)))
                .is_none()
        );
    }
}
