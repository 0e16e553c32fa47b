//! What is said of a line of plain text when the reader asks why it is a heading.

use super::headings::{Against, Clues, Explanation, Grounds, Scanner, Weak};
use super::rules::{Rules, Says};
use crate::doc::{Block, Outline};
use crate::error::Notice;
use crate::lang::plural;

/// Why a line is a heading or none, by what is known of the text and its rules; `None` if nothing about
/// it looks like one.
pub(crate) fn of_line(scanner: &Scanner, rules: &Rules, block: &Block<'_>) -> Option<Notice> {
    by_rule(rules, block).or_else(|| {
        let explanation = scanner.explain(block.at);
        explanation.map(|explanation| words(&explanation))
    })
}

/// Why a line is a heading or none, if a rule is about it.
pub(crate) fn by_rule(rules: &Rules, block: &Block<'_>) -> Option<Notice> {
    let ruling = rules.heading(&block.text)?;
    let title = short(block.text.get(ruling.title)?);
    let Some(rule) = ruling.rule else {
        let is_title = ruling.says != Says::Never;
        return is_title.then(|| {
            Notice::new(
                format!("“{title}”是标题：文中有标题的标记"),
                format!("“{title}” is a heading: the text marks it"),
            )
        });
    };
    let rule = rules.headings.get(rule)?;
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
pub(crate) fn hidden(line: &str) -> Notice {
    let line = short(line.trim());
    Notice::new(
        format!("“{line}”照规则隐藏（O 看原样）"),
        format!("“{line}” is hidden by a rule (shown by O)"),
    )
}

/// What is said of a line that a rule would hide and that is shown, since it is part of a paragraph.
pub(crate) fn kept(line: &str) -> Notice {
    let line = short(line.trim());
    Notice::new(
        format!("“{line}”像网站留下的话，但它是一段正文里的一行，所以照样显示"),
        format!("“{line}” looks left by a site, but is a line of a paragraph, and so is shown"),
    )
}

/// What is said of a line of a text whose outline was written down.
pub(crate) fn saved(outline: &Outline, block: &Block<'_>) -> Notice {
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
pub(crate) fn words(explanation: &Explanation) -> Notice {
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

/// What speaks for a numbered line and against it: in words, and behind them the points that it comes to.
fn number(clues: &Clues) -> Notice {
    let Clues {
        looks,
        usual,
        sequence,
        members,
        needed,
        against,
    } = clues;
    let many = |one, many| plural(*members as u64, one, many);
    let mut said = vec![if *members == 1 {
        Notice::new("这样编号的只有这一行", "only this line is numbered so")
    } else {
        Notice::new(
            format!("这样编号的有 {members} 行"),
            format!("{members} lines are numbered so"),
        )
    }];
    let (zh, en) = match usual {
        4.. => (
            "看着像标题",
            ["it looks like a heading", "they look like headings"],
        ),
        1..=3 => (
            "看着有几分像标题",
            [
                "it looks somewhat like a heading",
                "they look somewhat like headings",
            ],
        ),
        _ => (
            "看着不像标题",
            ["it looks like no heading", "they look like no headings"],
        ),
    };
    said.push(Notice::new(zh, many(en[0], en[1])));
    said.extend(order(*sequence, *against));
    let is_odd = usual + sequence >= *needed && looks + sequence < OWN;
    said.extend(is_odd.then(|| Notice::new("只是这一行自己不像", "but this one does not")));
    let joined =
        |words: fn(&Notice) -> &str, comma| said.iter().map(words).collect::<Vec<_>>().join(comma);
    let zh = joined(|notice| &notice.zh, "，");
    let en = joined(|notice| &notice.en, ", ");
    Notice::new(
        format!("{zh}（样子 {usual}，次序 {sequence:+}，满 {needed} 分）"),
        format!("{en} (looks {usual}, sequence {sequence:+}, of {needed})"),
    )
}

/// Points that a line itself must come to among others that are believed.
const OWN: i32 = 2;

/// What the sequence of its numbers says of a line.
fn order(points: i32, against: Option<Against>) -> Option<Notice> {
    Some(match against {
        _ if points > 0 => Notice::new("号码前后接得上", "and the numbers follow each other"),
        _ if points == 0 => return None,
        Some(Against::Few) => Notice::new("同类太少", "there are too few of a kind"),
        Some(Against::List) => Notice::new("像是列表的各项", "and they look like a list"),
        Some(Against::Stray) => Notice::new(
            "又与下文连着，不单独成行",
            "and its words go on in what follows",
        ),
        None => Notice::new("号码前后接不上", "and the numbers do not follow each other"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_words_first_and_points_behind_them() {
        let clues = Clues {
            looks: 6,
            usual: 6,
            sequence: 4,
            members: 12,
            needed: 4,
            against: None,
        };
        let odd = Clues { looks: -3, ..clues };
        let listed = Clues {
            usual: 2,
            sequence: -5,
            members: 3,
            against: Some(Against::List),
            ..clues
        };
        let alone = Clues {
            usual: 3,
            sequence: 0,
            members: 1,
            ..clues
        };
        for (clues, zh, en) in [
            (
                clues,
                "这样编号的有 12 行，看着像标题，号码前后接得上（样子 6，次序 +4，满 4 分）",
                "12 lines are numbered so, they look like headings, and the numbers follow each other \
                 (looks 6, sequence +4, of 4)",
            ),
            (
                odd,
                "这样编号的有 12 行，看着像标题，号码前后接得上，只是这一行自己不像\
                 （样子 6，次序 +4，满 4 分）",
                "12 lines are numbered so, they look like headings, and the numbers follow each other, \
                 but this one does not (looks 6, sequence +4, of 4)",
            ),
            (
                listed,
                "这样编号的有 3 行，看着有几分像标题，像是列表的各项（样子 2，次序 -5，满 4 分）",
                "3 lines are numbered so, they look somewhat like headings, and they look like a list \
                 (looks 2, sequence -5, of 4)",
            ),
            (
                alone,
                "这样编号的只有这一行，看着有几分像标题（样子 3，次序 +0，满 4 分）",
                "only this line is numbered so, it looks somewhat like a heading \
                 (looks 3, sequence +0, of 4)",
            ),
        ] {
            assert_eq!(number(&clues), Notice::new(zh, en));
        }
    }
}
