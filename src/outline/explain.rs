//! Explanations why a line of plain text is a heading or not.

use super::headings::HeadingScan;
use super::rules::{RuleVerdict, Rules};
use crate::doc::explanation::InferredExplanation;
use crate::doc::{Block, Explanation, Outline};

/// Explains the verdict about a line by the rules and the evidence of the text. `None` if the line is not a
/// candidate.
pub(crate) fn explain_line(
    scanner: &HeadingScan,
    rules: &Rules,
    block: &Block<'_>,
) -> Option<Explanation> {
    explain_by_rule(rules, block).or_else(|| {
        let explanation = scanner.explain(block.pos);
        explanation.map(shorten)
    })
}

/// Explains the verdict about a line by a rule; `None` if no rule matches.
pub(crate) fn explain_by_rule(rules: &Rules, block: &Block<'_>) -> Option<Explanation> {
    let ruling = rules.match_heading(&block.text)?;
    let title = abbreviate(block.text.get(ruling.title)?);
    let Some(rule) = ruling.rule_index else {
        let is_title = ruling.verdict != RuleVerdict::NotHeading;
        return is_title.then_some(Explanation::Marked { title });
    };
    let rule = rules.heading_rules.get(rule)?;
    Some(Explanation::Rule {
        title,
        is_heading: rule.verdict != RuleVerdict::NotHeading,
        rule: rule.source.clone(),
    })
}

/// Explains a hidden line.
pub(crate) fn explain_hidden_line(line: &str) -> Explanation {
    Explanation::Hidden {
        line: abbreviate(line.trim()),
    }
}

/// Explains a line that is shown although a rule hides it, because it is part of a paragraph.
pub(crate) fn explain_visible_line(line: &str) -> Explanation {
    Explanation::PartOfParagraph {
        line: abbreviate(line.trim()),
    }
}

/// Explains a line of a text with a saved outline.
pub(crate) fn explain_sidecar(outline: &Outline, block: &Block<'_>) -> Explanation {
    match outline.block_headings(block.pos).first() {
        Some(heading) => Explanation::InSidecar {
            title: abbreviate(&heading.title),
        },
        None => Explanation::NotInSidecar,
    }
}

/// Returns the first characters of a title.
fn abbreviate(title: &str) -> String {
    title.chars().take(16).collect()
}

/// Shortens the title of an explanation.
pub(crate) fn shorten(mut explanation: InferredExplanation) -> Explanation {
    explanation.title = abbreviate(&explanation.title);
    Explanation::Inferred(explanation)
}
