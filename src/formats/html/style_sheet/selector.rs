//! Selectors of elements by their own name, classes and identifier, and by those of a box around them.

use crate::formats::html::tokens::Tag;

/// Classes of a selector; one with more never matches.
const MAX_SELECTOR_CLASS_COUNT: usize = 4;

/// Selector of elements by their own name, classes and identifier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SimpleSelector {
    pub(super) name: Option<String>,
    pub(super) id: Option<String>,
    pub(super) classes: Vec<String>,
}

impl SimpleSelector {
    /// Parses a selector with that of a box around the element, if it has one; `None` if it depends on more.
    pub(super) fn parse(selector: &str) -> Option<(Self, Option<Self>)> {
        // All elements are in these two.
        let is_root = |part: &&str| matches!(part.to_ascii_lowercase().as_str(), "html" | "body");
        let mut parts = selector.split_whitespace().rev();
        let own = Self::parse_part(parts.next()?)?;
        let mut outer = parts.filter(|part| !is_root(part));
        let scope = outer.next().map(Self::parse_part);
        match (scope, outer.next()) {
            (None, _) => Some((own, None)),
            (Some(scope), None) => Some((own, Some(scope?))),
            (Some(_), Some(_)) => None,
        }
    }

    fn parse_part(own: &str) -> Option<Self> {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let mut parsed = Self::default();
        let end = own.find(['.', '#']).unwrap_or(own.len());
        let (name, mut rest) = own.split_at(end);
        if !name.is_empty() && name != "*" {
            parsed.name = Some(name.to_ascii_lowercase());
        }
        if name != "*" && !name.chars().all(is_name) {
            return None;
        }
        while let Some(mark) = rest.chars().next() {
            let words = rest.get(1..).unwrap_or_default();
            let end = words.find(['.', '#']).unwrap_or(words.len());
            let (word, after) = words.split_at(end);
            if word.is_empty() || !word.chars().all(is_name) {
                return None;
            }
            if mark == '#' {
                parsed.id = Some(word.to_owned());
            } else {
                parsed.classes.push(word.to_owned());
            }
            rest = after;
        }
        (parsed.classes.len() <= MAX_SELECTOR_CLASS_COUNT).then_some(parsed)
    }

    /// Returns the specificity: identifiers before classes before names (Selectors 4, 17).
    pub(super) fn specificity(&self) -> u32 {
        u32::from(self.id.is_some()) * 10_000
            + self.classes.len() as u32 * 100
            + u32::from(self.name.is_some())
    }

    pub(super) fn matches(&self, tag: &Tag) -> bool {
        self.name.as_ref().is_none_or(|name| *name == tag.name)
            && self
                .id
                .as_ref()
                .is_none_or(|id| tag.get("id").map(str::trim) == Some(id))
            && self
                .classes
                .iter()
                .all(|class| tag.has_word("class", class))
    }
}
