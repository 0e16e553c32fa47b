//! Texts that explain why a line is a heading or not.

use super::Catalogue;
use crate::doc::explanation::{
    CounterEvidence, DecisiveReason, Evidence, EvidenceKind, Explanation, InferredExplanation,
    RuleSource, WeighedEvidence,
};

impl Catalogue {
    /// Returns the text of an explanation.
    pub fn explanation(&self, explanation: &Explanation) -> String {
        let m = &self.explanation;
        match explanation {
            Explanation::Inferred(InferredExplanation {
                title,
                is_heading,
                reason,
            }) => self.verdict(title, *is_heading, &self.decisive_reason(reason)),
            Explanation::Marked { title } => m.heading(title, m.markup),
            Explanation::Rule {
                title,
                is_heading,
                rule,
            } => self.verdict(title, *is_heading, &m.by_rule(&self.rule(rule))),
            Explanation::Hidden { line } => m.hidden_line(line),
            Explanation::PartOfParagraph { line } => m.visible_line(line),
            Explanation::InSidecar { title } => m.heading(title, m.in_sidecar),
            Explanation::NotInSidecar => m.not_in_sidecar.to_owned(),
        }
    }

    fn verdict(&self, title: &str, is_heading: bool, reason: &str) -> String {
        if is_heading {
            self.explanation.heading(title, reason)
        } else {
            self.explanation.no_heading(title, reason)
        }
    }

    pub(super) fn rule(&self, rule: &RuleSource) -> String {
        match &rule.name {
            Some(name) => self.explanation.named_rule(&rule.location, name),
            None => self.explanation.rule(&rule.location),
        }
    }

    fn decisive_reason(&self, reason: &DecisiveReason) -> String {
        let m = &self.explanation;
        match reason {
            DecisiveReason::Number(evidence) => return self.evidence(evidence),
            DecisiveReason::Weighed(evidence) => return self.weighed(evidence),
            DecisiveReason::RepeatedTitle => m.repeated_title,
            DecisiveReason::Keyword => m.keyword,
            DecisiveReason::Markup => m.markup,
            DecisiveReason::TitleGroup => m.title_group,
            DecisiveReason::FrontPage => m.front_page,
            DecisiveReason::EssayTitle => m.essay_title,
            DecisiveReason::Metadata => m.about_text,
        }
        .to_owned()
    }

    /// Returns the kinds of evidence for and against a line, and the likelihood of a heading.
    fn weighed(&self, evidence: &WeighedEvidence) -> String {
        let m = &self.explanation;
        let list = |kinds: &[Option<EvidenceKind>]| {
            let names: Vec<&str> = kinds
                .iter()
                .flatten()
                .map(|kind| self.evidence_kind(*kind))
                .collect();
            (!names.is_empty()).then(|| names.join(self.punctuation.list))
        };
        let supports = list(&evidence.supports).map(|list| m.supports(&list));
        let opposes = list(&evidence.opposes).map(|list| m.opposes(&list));
        let likelihood = m.likelihood(u64::from(evidence.percent));
        let clauses: Vec<String> = supports
            .into_iter()
            .chain(opposes)
            .chain([likelihood])
            .collect();
        clauses.join(self.punctuation.clause)
    }

    fn evidence_kind(&self, kind: EvidenceKind) -> &'static str {
        let m = &self.explanation;
        match kind {
            EvidenceKind::Wording => m.wording,
            EvidenceKind::Length => m.length,
            EvidenceKind::Place => m.place,
            EvidenceKind::Neighbours => m.neighbours,
            EvidenceKind::Company => m.company,
            EvidenceKind::Number => m.number,
            EvidenceKind::Series => m.series,
            EvidenceKind::Recurrence => m.recurrence,
            EvidenceKind::Look => m.look,
        }
    }

    /// Returns the evidence for a numbered line in words, and the scores.
    fn evidence(&self, evidence: &Evidence) -> String {
        let m = &self.explanation;
        let count = evidence.member_count as u64;
        let mut clauses = vec![
            match count {
                1 => m.only_number.to_owned(),
                _ => m.numbered_lines(count),
            },
            match evidence.median_score {
                4.. => m.looks_like(count),
                1..=3 => m.looks_somewhat(count),
                _ => m.looks_unlike(count),
            },
        ];
        let sequence = match (evidence.sequence_score, evidence.counter_evidence) {
            (1.., _) => Some(m.in_sequence),
            (0, _) => None,
            (_, Some(CounterEvidence::TooFew)) => Some(m.too_few),
            (_, Some(CounterEvidence::List)) => Some(m.like_a_list),
            (_, Some(CounterEvidence::Isolated)) => Some(m.isolated),
            (_, None) => Some(m.out_of_sequence),
        };
        clauses.extend(sequence.map(str::to_owned));
        if evidence.is_odd_line() {
            clauses.push(m.odd_line.to_owned());
        }
        m.points(
            &clauses.join(self.punctuation.clause),
            evidence.median_score,
            evidence.sequence_score,
            evidence.min_score,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    #[test]
    fn reasons_are_words_first_and_points_after_them() {
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
                "12 lines are numbered like this, they look like headings, and the numbers follow each other \
                 (looks 6, sequence +4, of 4)",
            ),
            (
                odd,
                "这样编号的有 12 行，看着像标题，号码前后接得上，只是这一行本身不像\
                 （样子 6，次序 +4，满 4 分）",
                "12 lines are numbered like this, they look like headings, and the numbers follow each other, \
                 but this one does not (looks 6, sequence +4, of 4)",
            ),
            (
                listed,
                "这样编号的有 3 行，看着有几分像标题，像是列表的各项（样子 2，次序 -5，满 4 分）",
                "3 lines are numbered like this, they look somewhat like headings, and they look like a list \
                 (looks 2, sequence -5, of 4)",
            ),
            (
                alone,
                "这样编号的只有这一行，看着有几分像标题（样子 3，次序 +0，满 4 分）",
                "only this line is numbered like this, it looks somewhat like a heading \
                 (looks 3, sequence +0, of 4)",
            ),
        ] {
            let said = |lang: Lang| lang.catalogue().evidence(&clues);
            assert_eq!(
                (said(Lang::ZhHans).as_str(), said(Lang::En).as_str()),
                (zh, en)
            );
        }
    }
}
