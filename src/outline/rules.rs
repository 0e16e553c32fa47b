//! Rules of the reader: lines that are headings regardless of their look, and lines that are hidden.
//!
//! A rule is a regular expression over one line ([`Pattern`]); the first match decides. The rules of a file of
//! 阅读 (Legado) are alternatives: [`legado`] chooses one of them for each text. Lines that every reader wants
//! hidden are in [`boilerplate`].

mod boilerplate;
mod legado;
mod lenient_json;
mod pattern;
mod rule;
mod title_markup;

pub(crate) use legado::RULE_SAMPLE_BYTES;
pub use legado::RuleFileFault;
pub use pattern::{LineSubject, Pattern, PatternFault, PatternMatch, PatternRoom};
pub use rule::{HeadingRule, HideRule, MAX_LEVEL, RuleVerdict};
pub use title_markup::TitleMarkup;

use crate::doc::explanation::RuleSource;
use rule::is_glob_match;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// Treatment of site lines that [`boilerplate`] recognises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BoilerplatePolicy {
    /// Show them, as the file has them.
    #[default]
    Show,
    /// Hide them.
    Hide,
}

/// Rules that apply to a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// Rules about headings; the first that matches a line decides.
    pub heading_rules: Vec<HeadingRule>,
    /// Imported rules about headings, of which one is chosen for each text. Their verdict is never
    /// [`RuleVerdict::NotHeading`].
    pub imported_rules: Vec<HeadingRule>,
    /// Rules about hidden lines.
    pub hide_rules: Vec<HideRule>,
    /// Treatment of boilerplate.
    pub boilerplate: BoilerplatePolicy,
    /// Whether the text was copied from a site, whose lines are boilerplate then.
    pub is_copied_from_site: bool,
    /// Title syntax of the text, by its file name. Rules of the reader have priority.
    pub markup: Option<TitleMarkup>,
    /// Levels of that syntax above the outermost title of the text.
    pub level_offset: u8,
}

/// Verdict of the rules about a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleMatch {
    /// Index of the rule in [`Rules::heading_rules`]; `None` if the [`TitleMarkup`] decided.
    pub rule_index: Option<usize>,
    /// Verdict of that rule.
    pub verdict: RuleVerdict,
    /// Byte range of the title in the line.
    pub title: Range<usize>,
}

/// Parses a `txtTocRule.json`. The file name becomes the location of the rules.
pub fn import(path: &Path, text: &str) -> (Vec<HeadingRule>, Vec<RuleFileFault>) {
    legado::parse_rules(path, text)
}

impl Rules {
    /// Returns the rules for a file of this name.
    #[must_use]
    pub fn for_file(self: &Arc<Self>, name: &str) -> Arc<Self> {
        let holds = |files: &Option<String>| {
            files
                .as_ref()
                .is_none_or(|files| is_glob_match(files, name))
        };
        let all = self
            .heading_rules
            .iter()
            .all(|rule| holds(&rule.file_pattern))
            && self.hide_rules.iter().all(|rule| holds(&rule.file_pattern));
        let markup = TitleMarkup::from_file_name(name);
        if all && markup == self.markup {
            return Arc::clone(self);
        }
        let mut own = Self::clone(self);
        own.markup = markup;
        own.heading_rules.retain(|rule| holds(&rule.file_pattern));
        own.hide_rules.retain(|rule| holds(&rule.file_pattern));
        Arc::new(own)
    }

    /// Returns the rules for a text with this beginning: the best of the imported rules is added after the
    /// others, and it is decided whether the text was copied from a site.
    #[must_use]
    pub fn for_text(&self, head: &str) -> Self {
        let mut own = Self {
            imported_rules: Vec::new(),
            is_copied_from_site: self.boilerplate == BoilerplatePolicy::Hide
                && boilerplate::is_copied_from_site(head),
            ..self.clone()
        };
        own.heading_rules
            .extend(legado::best_rule(&self.imported_rules, head).cloned());
        if let Some(markup) = self.markup {
            let levels = head.lines().filter_map(|line| Some(markup.title(line)?.0));
            own.level_offset = levels.min().map_or(0, |outermost| outermost - 1);
        }
        own
    }

    /// Returns the verdict about a line; `None` if no rule matches.
    pub fn match_heading(&self, line: &str) -> Option<RuleMatch> {
        if self.heading_rules.is_empty() && self.markup.is_none() {
            return None;
        }
        let subject = LineSubject::of(line);
        if subject.line().is_empty() {
            return None;
        }
        let mut rules = self.heading_rules.iter().enumerate();
        let own = rules.find_map(|(index, rule)| {
            let title = rule.find_title(&subject)?;
            Some(RuleMatch {
                rule_index: Some(index),
                verdict: rule.verdict,
                title,
            })
        });
        own.or_else(|| {
            let title = self.markup?.title(line);
            Some(RuleMatch {
                rule_index: None,
                verdict: match title {
                    // The outermost titles of a text may be sections of an article.
                    Some((level, _)) => {
                        RuleVerdict::Heading(Some(level.saturating_sub(self.level_offset).max(1)))
                    }
                    None => RuleVerdict::NotHeading,
                },
                title: title.map_or(0..0, |(_, title)| title),
            })
        })
    }

    /// Returns whether a line is hidden. Headings never are.
    pub fn is_hidden(&self, line: &str) -> bool {
        let is_ad = || {
            boilerplate::is_boilerplate(line)
                || (self.is_copied_from_site && boilerplate::is_site_line(line))
        };
        let is_hidden = (self.boilerplate == BoilerplatePolicy::Hide && is_ad()) || {
            let short = !self.hide_rules.is_empty() && line.len() <= pattern::MAX_LINE_BYTES;
            short && {
                let subject = LineSubject::of(line);
                let mut rules = self.hide_rules.iter();
                !subject.line().is_empty() && rules.any(|rule| rule.pattern.is_match(&subject))
            }
        };
        let is_heading = || {
            self.match_heading(line)
                .is_some_and(|ruling| ruling.verdict != RuleVerdict::NotHeading)
        };
        is_hidden && !is_heading()
    }

    /// Returns whether a line may be hidden, without knowledge of the rest of its text.
    pub fn may_be_hidden(&self, line: &str) -> bool {
        let is_ad =
            || self.boilerplate == BoilerplatePolicy::Hide && boilerplate::may_be_hidden(line);
        !self.hide_rules.is_empty() || is_ad()
    }

    /// Returns the rules that are no longer tried, because they took too long.
    pub fn slow_rules(&self) -> impl Iterator<Item = &RuleSource> {
        let heading_rules = self.heading_rules.iter().chain(&self.imported_rules);
        let heading_rules = heading_rules.map(|rule| (&rule.source, &rule.pattern));
        let hide_rules = self
            .hide_rules
            .iter()
            .map(|rule| (&rule.source, &rule.pattern));
        let slow = heading_rules
            .chain(hide_rules)
            .filter(|(_, pattern)| pattern.is_too_slow());
        slow.map(|(source, _)| source)
    }

    /// Returns whether the rules can hide any line.
    pub fn may_hide_lines(&self) -> bool {
        self.boilerplate == BoilerplatePolicy::Hide || !self.hide_rules.is_empty()
    }
}

#[cfg(test)]
mod tests;
