//! Rules of the reader's own: which lines are headings whatever their looks, and which are not shown.
//!
//! A rule is a regular expression over one line ([`Pattern`]); the first that matches decides. Rules that
//! came in a file of 阅读 (Legado) are alternatives: of those [`legado`] takes one for each text.
//! What everybody wants hidden is in [`boilerplate`].

mod boilerplate;
mod legado;
mod lenient_json;
mod pattern;
mod rule;
mod title_markup;

pub(crate) use legado::RULE_SAMPLE_BYTES;
pub use legado::RuleFileFault;
pub use pattern::{LineSubject, Pattern, PatternMatch};
pub use rule::{HeadingRule, HideRule, MAX_LEVEL, RuleVerdict};
pub use title_markup::TitleMarkup;

use rule::is_glob_match;
use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// Whether the advertisements of sites are shown, which [`boilerplate`] knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BoilerplatePolicy {
    /// As the file has them.
    #[default]
    Show,
    /// Not.
    Hide,
}

/// All rules that hold for a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// About headings; the first that matches a line decides.
    pub heading_rules: Vec<HeadingRule>,
    /// About headings, of which one is taken for each text; none of them says [`Says::Never`].
    pub imported_rules: Vec<HeadingRule>,
    /// About lines that are not shown.
    pub hide_rules: Vec<HideRule>,
    /// About lines that nobody wants to see.
    pub boilerplate: BoilerplatePolicy,
    /// Those that are known for it by being repeated in a text, without the blanks around them.
    pub repeated_lines: HashSet<Box<str>>,
    /// How the text marks its titles, if its name says so. Rules of the reader's own go before.
    pub markup: Option<TitleMarkup>,
    /// Levels of such titles above the outermost that the text has.
    pub level_offset: u8,
}

/// What the rules say of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleMatch {
    /// Which rule it was, by its place in [`Rules::headings`]; `None` if it was the [`Markup`].
    pub rule_index: Option<usize>,
    /// What it says.
    pub verdict: RuleVerdict,
    /// The title, in bytes of the line.
    pub title: Range<usize>,
}

/// Reads the rules of a `txtTocRule.json`; the name of the file becomes their location.
pub fn import(path: &Path, text: &str) -> (Vec<HeadingRule>, Vec<RuleFileFault>) {
    legado::parse_rules(path, text)
}

impl Rules {
    /// The rules for a file of this name.
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

    /// The rules for a text that begins like this: of those imported the one that fits it best comes
    /// behind the others, and what sites left in it is known by being repeated.
    #[must_use]
    pub fn for_text(&self, head: &str) -> Self {
        let mut own = Self {
            imported_rules: Vec::new(),
            repeated_lines: match self.boilerplate {
                BoilerplatePolicy::Hide => boilerplate::repeated_boilerplate(head),
                BoilerplatePolicy::Show => HashSet::new(),
            },
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

    /// What they say of a line; `None` if they do not speak of it.
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
                    // The outermost titles of a text may be the sections of an article.
                    Some((level, _)) => {
                        RuleVerdict::Heading(Some(level.saturating_sub(self.level_offset).max(1)))
                    }
                    None => RuleVerdict::NotHeading,
                },
                title: title.map_or(0..0, |(_, title)| title),
            })
        })
    }

    /// Whether a line is not shown. A heading is always shown.
    pub fn is_hidden(&self, line: &str) -> bool {
        let is_ad = || boilerplate::is_boilerplate(line) || self.is_repeated_boilerplate(line);
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

    /// Whether a line may be hidden, as far as can be told without the text it stands in.
    pub fn may_be_hidden(&self, line: &str) -> bool {
        let is_ad =
            || boilerplate::is_boilerplate(line) || boilerplate::is_boilerplate_if_repeated(line);
        !self.hide_rules.is_empty() || (self.boilerplate == BoilerplatePolicy::Hide && is_ad())
    }

    fn is_repeated_boilerplate(&self, line: &str) -> bool {
        !self.repeated_lines.is_empty() && self.repeated_lines.contains(line.trim())
    }

    /// Whether they may hide anything.
    pub fn may_hide_lines(&self) -> bool {
        self.boilerplate == BoilerplatePolicy::Hide || !self.hide_rules.is_empty()
    }
}

#[cfg(test)]
mod tests;
