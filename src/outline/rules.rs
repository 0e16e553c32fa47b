//! Rules of the reader's own: which lines are headings whatever their looks, and which are not shown.
//!
//! A rule is a regular expression over one line ([`Pattern`]); the first that matches decides. Rules that
//! came in a file of 阅读 (Legado) are alternatives: of those [`legado`] takes one for each text.
//! What everybody wants hidden is in [`boilerplate`].

mod boilerplate;
mod legado;
mod lenient_json;
mod pattern;
mod title_markup;

pub(crate) use legado::HEAD;
pub use pattern::{Match, Pattern, Subject};
pub use title_markup::Markup;

use crate::error::Notice;
use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// Deepest level that can be asked for.
pub const DEEPEST: u8 = 9;
/// Longest title that is taken from a line as a whole, in bytes, and longest there is.
const WHOLE: usize = 180;

/// What a rule says of a line that it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// It is no heading.
    Never,
    /// It is one of this level; `None`: of the level that it would have by its number and its place.
    Heading(Option<u8>),
}

/// Where a rule is known from, and what it is called: for telling why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// The file it stands in, and perhaps the line: `config.toml:12`.
    pub place: String,
}

impl Label {
    /// The rule in words.
    pub fn words(&self) -> Notice {
        let place = &self.place;
        match &self.name {
            Some(name) => Notice::new(
                format!("{place} 的规则“{name}”"),
                format!("the rule “{name}” of {place}"),
            ),
            None => Notice::new(format!("{place} 的规则"), format!("the rule of {place}")),
        }
    }
}

/// A rule about headings.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadingRule {
    /// Its name and place.
    pub label: Label,
    /// Which lines it is about.
    pub pattern: Pattern,
    /// What it says of them.
    pub says: Says,
    /// The group of the match that is the title; `None`: the line, or what matches of a long one.
    pub title: Option<usize>,
    /// Which files it is for (`*.txt`); `None`: all.
    pub files: Option<String>,
}

/// A rule about lines that are not shown.
#[derive(Clone, Debug, PartialEq)]
pub struct HideRule {
    /// Its name and place.
    pub label: Label,
    /// Which lines it is about.
    pub pattern: Pattern,
    /// Which files it is for (`*.txt`); `None`: all.
    pub files: Option<String>,
}

/// Whether the advertisements of sites are shown, which [`boilerplate`] knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ads {
    /// As the file has them.
    #[default]
    Shown,
    /// Not.
    Hidden,
}

/// All rules that hold for a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// About headings; the first that matches a line decides.
    pub headings: Vec<HeadingRule>,
    /// About headings, of which one is taken for each text; none of them says [`Says::Never`].
    pub imported: Vec<HeadingRule>,
    /// About lines that are not shown.
    pub hidden: Vec<HideRule>,
    /// About lines that nobody wants to see.
    pub ads: Ads,
    /// Those that are known for it by being repeated in a text, without the blanks around them.
    pub repeated: HashSet<Box<str>>,
    /// How the text marks its titles, if its name says so. Rules of the reader's own go before.
    pub markup: Option<Markup>,
    /// Levels of such titles above the outermost that the text has.
    pub above: u8,
}

/// What the rules say of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Which rule it was, by its place in [`Rules::headings`]; `None` if it was the [`Markup`].
    pub rule: Option<usize>,
    /// What it says.
    pub says: Says,
    /// The title, in bytes of the line.
    pub title: Range<usize>,
}

/// Reads the rules of a `txtTocRule.json`, whose name is told with them. What is not understood is left
/// out and told.
pub fn import(path: &Path, text: &str) -> (Vec<HeadingRule>, Vec<Notice>) {
    legado::read(path, text)
}

impl Rules {
    /// The rules for a file of this name.
    #[must_use]
    pub fn of_file(self: &Arc<Self>, name: &str) -> Arc<Self> {
        let holds = |files: &Option<String>| files.as_ref().is_none_or(|files| wild(files, name));
        let all = self.headings.iter().all(|rule| holds(&rule.files))
            && self.hidden.iter().all(|rule| holds(&rule.files));
        let markup = Markup::of_file(name);
        if all && markup == self.markup {
            return Arc::clone(self);
        }
        let mut own = Self::clone(self);
        own.markup = markup;
        own.headings.retain(|rule| holds(&rule.files));
        own.hidden.retain(|rule| holds(&rule.files));
        Arc::new(own)
    }

    /// The rules for a text that begins like this: of those imported the one that fits it best comes
    /// behind the others, and what sites left in it is known by being repeated.
    #[must_use]
    pub fn of_text(&self, head: &str) -> Self {
        let mut own = Self {
            imported: Vec::new(),
            repeated: match self.ads {
                Ads::Hidden => boilerplate::repeated(head),
                Ads::Shown => HashSet::new(),
            },
            ..self.clone()
        };
        own.headings
            .extend(legado::choose(&self.imported, head).cloned());
        if let Some(markup) = self.markup {
            let levels = head.lines().filter_map(|line| Some(markup.title(line)?.0));
            own.above = levels.min().map_or(0, |outermost| outermost - 1);
        }
        own
    }

    /// What they say of a line; `None` if they do not speak of it.
    pub fn heading(&self, line: &str) -> Option<Ruling> {
        if self.headings.is_empty() && self.markup.is_none() {
            return None;
        }
        let subject = Subject::of(line);
        if subject.line().is_empty() {
            return None;
        }
        let mut rules = self.headings.iter().enumerate();
        let own = rules.find_map(|(index, rule)| {
            let title = rule.title_in(&subject)?;
            Some(Ruling {
                rule: Some(index),
                says: rule.says,
                title,
            })
        });
        own.or_else(|| {
            let title = self.markup?.title(line);
            Some(Ruling {
                rule: None,
                says: match title {
                    // The outermost titles of a text may be the sections of an article.
                    Some((level, _)) => {
                        Says::Heading(Some(level.saturating_sub(self.above).max(1)))
                    }
                    None => Says::Never,
                },
                title: title.map_or(0..0, |(_, title)| title),
            })
        })
    }

    /// Whether a line is not shown. A heading is always shown.
    pub fn hides(&self, line: &str) -> bool {
        let is_ad = || boilerplate::is_debris(line) || self.is_repeated(line);
        let is_hidden = (self.ads == Ads::Hidden && is_ad()) || {
            let short = !self.hidden.is_empty() && line.len() <= pattern::LOOK;
            short && {
                let subject = Subject::of(line);
                let mut rules = self.hidden.iter();
                !subject.line().is_empty() && rules.any(|rule| rule.pattern.is_match(&subject))
            }
        };
        let is_heading = || {
            self.heading(line)
                .is_some_and(|ruling| ruling.says != Says::Never)
        };
        is_hidden && !is_heading()
    }

    /// Whether a line may be hidden, as far as can be told without the text it stands in.
    pub fn may_hide(&self, line: &str) -> bool {
        let is_ad = || boilerplate::is_debris(line) || boilerplate::is_copied(line);
        !self.hidden.is_empty() || (self.ads == Ads::Hidden && is_ad())
    }

    fn is_repeated(&self, line: &str) -> bool {
        !self.repeated.is_empty() && self.repeated.contains(line.trim())
    }

    /// Whether they may hide anything.
    pub fn hide_something(&self) -> bool {
        self.ads == Ads::Hidden || !self.hidden.is_empty()
    }
}

impl HeadingRule {
    /// The title in a line, if the rule is about it.
    fn title_in(&self, subject: &Subject) -> Option<Range<usize>> {
        let found = self.pattern.find(subject)?;
        let line = subject.line();
        let whole = subject.indent()..line.len();
        let title = match self.title {
            Some(group) => found.group(group)?,
            None if whole.len() <= WHOLE => whole,
            None => found.group(0).unwrap_or(whole),
        };
        let length = title.len().min(WHOLE);
        let words = line.get(title.clone())?;
        Some(title.start..title.start + words.floor_char_boundary(length))
    }
}

/// Whether a name is of a kind in which `*` stands for any characters and `?` for one.
fn wild(kind: &str, name: &str) -> bool {
    let kind: Vec<char> = kind.chars().collect();
    let name: Vec<char> = name.chars().collect();
    let (mut k, mut n) = (0, 0);
    // Where to go on when what follows the last `*` does not fit: it takes one character more.
    let mut star = None;
    while let Some(&c) = name.get(n) {
        match kind.get(k) {
            Some('*') => {
                star = Some((k, n));
                k += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == c => {
                k += 1;
                n += 1;
            }
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    k = at + 1;
                    n = taken + 1;
                }
                None => return false,
            },
        }
    }
    kind.get(k..)
        .is_none_or(|rest| rest.iter().all(|&c| c == '*'))
}

#[cfg(test)]
mod tests;
