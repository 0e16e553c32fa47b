//! What is said of a line of plain text when the reader asks why it is a heading.

use super::headings::{
    CounterEvidence, DecisiveReason, Evidence, Explanation, HeadingScan, WeakTitle,
};
use super::rules::{RuleVerdict, Rules};
use crate::doc::{Block, Outline};
use crate::error::Notice;
use crate::lang::plural;

/// Why a line is a heading or none, by what is known of the text and its rules; `None` if nothing about
/// it looks like one.
pub(crate) fn explain_line(
    scanner: &HeadingScan,
    rules: &Rules,
    block: &Block<'_>,
) -> Option<Notice> {
    explain_by_rule(rules, block).or_else(|| {
        let explanation = scanner.explain(block.pos);
        explanation.map(|explanation| describe(&explanation))
    })
}

/// Why a line is a heading or none, if a rule is about it.
pub(crate) fn explain_by_rule(rules: &Rules, block: &Block<'_>) -> Option<Notice> {
    let ruling = rules.match_heading(&block.text)?;
    let title = abbreviate(block.text.get(ruling.title)?);
    let Some(rule) = ruling.rule_index else {
        let is_title = ruling.verdict != RuleVerdict::NotHeading;
        return is_title.then(|| {
            Notice::new(
                format!("“{title}”是标题：文中有标题的标记"),
                format!("“{title}” is a heading: the text marks it"),
            )
        });
    };
    let rule = rules.heading_rules.get(rule)?;
    let rule_is = rule.source.describe();
    Some(match rule.verdict {
        RuleVerdict::NotHeading => Notice::new(
            format!("“{title}”不是标题：照 {}", rule_is.zh),
            format!("“{title}” is no heading: {} says so", rule_is.en),
        ),
        RuleVerdict::Heading(_) => Notice::new(
            format!("“{title}”是标题：照 {}", rule_is.zh),
            format!("“{title}” is a heading: {} says so", rule_is.en),
        ),
    })
}

/// What is said of a line that is not shown.
pub(crate) fn explain_hidden_line(line: &str) -> Notice {
    let line = abbreviate(line.trim());
    Notice::new(
        format!("“{line}”照规则隐藏（O 看原样）"),
        format!("“{line}” is hidden by a rule (shown by O)"),
    )
}

/// What is said of a line that a rule would hide and that is shown, since it is part of a paragraph.
pub(crate) fn explain_visible_line(line: &str) -> Notice {
    let line = abbreviate(line.trim());
    Notice::new(
        format!("“{line}”像网站留下的话，但它是一段正文里的一行，所以照样显示"),
        format!("“{line}” looks left by a site, but is a line of a paragraph, and so is shown"),
    )
}

/// What is said of a line of a text whose outline was written down.
pub(crate) fn explain_sidecar(outline: &Outline, block: &Block<'_>) -> Notice {
    match outline.block_headings(block.pos).first() {
        Some(heading) => {
            let title = abbreviate(&heading.title);
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
fn abbreviate(title: &str) -> String {
    title.chars().take(16).collect()
}

/// An explanation in words.
pub(crate) fn describe(explanation: &Explanation) -> Notice {
    let (zh, en) = if explanation.is_heading {
        ("是标题", "a heading")
    } else {
        ("不是标题", "no heading")
    };
    let grounds = describe_reason(&explanation.reason);
    let title = abbreviate(&explanation.title);
    Notice::new(
        format!("“{title}”{zh}：{}", grounds.zh),
        format!("“{title}” is {en}: {}", grounds.en),
    )
}

fn describe_reason(grounds: &DecisiveReason) -> Notice {
    match grounds {
        DecisiveReason::Number(_, clues) => describe_number(clues),
        DecisiveReason::RepeatedTitle => Notice::new(
            "在印出的目录里，正文里还有一次",
            "in a printed table of contents, and again in the text",
        ),
        DecisiveReason::Keyword => Notice::new(
            "整行是序、后记一类的词",
            "the whole line is a word like 序 or 后记",
        ),
        DecisiveReason::Markup => Notice::new("文中有标题的标记", "the text marks it"),
        DecisiveReason::TitleGroup => Notice::new(
            "没有编号；与同样短的行一起判断",
            "no number; judged together with short lines like it",
        ),
        DecisiveReason::WeakTitle(WeakTitle::TimePhrase) => {
            Notice::new("没有编号，只说时间", "no number, and it only says when")
        }
        DecisiveReason::WeakTitle(WeakTitle::OrdinalName) => Notice::new(
            "像是编号开头，其实是一个名称",
            "it begins like a number and is a name",
        ),
        DecisiveReason::FrontPage => Notice::new(
            "在印出的目录之前：书名、署名之类",
            "in front of the printed table of contents, as titles and names are",
        ),
        DecisiveReason::EssayTitle => Notice::new(
            "一页多篇，这是一篇的题目",
            "the title of one of several texts on the page",
        ),
        DecisiveReason::Metadata => Notice::new(
            "说的是文章本身（时间、摘要之类）",
            "it says something about the text (date, summary)",
        ),
    }
}

/// What speaks for a numbered line and against it: in words, and behind them the points that it comes to.
fn describe_number(clues: &Evidence) -> Notice {
    let Evidence {
        line_score: looks,
        median_score: usual,
        sequence_score: sequence,
        member_count: members,
        min_score: needed,
        counter_evidence: against,
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
    said.extend(describe_sequence(*sequence, *against));
    let is_odd = usual + sequence >= *needed && looks + sequence < MIN_OWN_SCORE;
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
const MIN_OWN_SCORE: i32 = 2;

/// What the sequence of its numbers says of a line.
fn describe_sequence(points: i32, against: Option<CounterEvidence>) -> Option<Notice> {
    Some(match against {
        _ if points > 0 => Notice::new("号码前后接得上", "and the numbers follow each other"),
        _ if points == 0 => return None,
        Some(CounterEvidence::TooFew) => Notice::new("同类太少", "there are too few of a kind"),
        Some(CounterEvidence::List) => Notice::new("像是列表的各项", "and they look like a list"),
        Some(CounterEvidence::Isolated) => Notice::new(
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
        let clues = Evidence {
            line_score: 6,
            median_score: 6,
            sequence_score: 4,
            member_count: 12,
            min_score: 4,
            counter_evidence: None,
        };
        let odd = Evidence {
            line_score: -3,
            ..clues
        };
        let listed = Evidence {
            median_score: 2,
            sequence_score: -5,
            member_count: 3,
            counter_evidence: Some(CounterEvidence::List),
            ..clues
        };
        let alone = Evidence {
            median_score: 3,
            sequence_score: 0,
            member_count: 1,
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
            assert_eq!(describe_number(&clues), Notice::new(zh, en));
        }
    }
}
