//! What is said of a line of plain text when the reader asks why it is a heading.

use super::headings::{Against, Clues, Explanation, Grounds, Scanner, Weak};
use super::rules::{Rules, Says};
use crate::doc::{Block, Outline};
use crate::error::Notice;

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

/// What is said of a line that a rule would hide and that is shown, since it is part of a paragraph.
pub(super) fn kept(line: &str) -> Notice {
    let line = short(line.trim());
    Notice::new(
        format!("“{line}”像网站留下的话，但它是一段正文里的一行，所以照样显示"),
        format!("“{line}” looks left by a site, but is a line of a paragraph, and so is shown"),
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
        Grounds::Words(Weak::Moment) => {
            Notice::new("没有编号，只说时间", "no number, and it only says when")
        }
        Grounds::Words(Weak::Counted) => Notice::new(
            "像是编号开头，其实是一个名称",
            "it begins like a number and is a name",
        ),
        Grounds::Front => Notice::new(
            "在印出的目录之前：书名、署名之类",
            "in front of the printed table of contents, as titles and names are",
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
        against,
    } = clues;
    let sum = usual + sequence;
    let (zh, en) = match against.filter(|_| *sequence < 0) {
        Some(Against::Few) => ("同类太少，", "too few of a kind; "),
        Some(Against::List) => ("像列表的各项，", "they look like a list; "),
        Some(Against::Stray) => (
            "全文只此一处，又与下文连着，",
            "one of a kind in the midst of the text; ",
        ),
        None => ("", ""),
    };
    Notice::new(
        format!(
            "{zh}编号同类 {members} 行，样子 {looks}（一般 {usual}），次序 {sequence:+}，合计 {sum}，须 {needed}"
        ),
        format!(
            "{en}{members} lines numbered alike, looks {looks} (usually {usual}), sequence {sequence:+}, together {sum} of {needed} needed"
        ),
    )
}
