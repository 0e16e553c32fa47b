//! Style sheets, as far as they hide elements, align lines or mark items: rules with `display`, `visibility`, `text-align`
//! or `list-style` and simple selectors (`.note`, `p.note`, `#note`, `body .note`). Selectors that depend on other elements, attributes or states never match, and
//! neither do rules inside at-rules, except those of `@media all` and `@media screen`.

use super::tokens::Tag;
use crate::formats::blocks::list_numbers::NumberForm;
use std::collections::HashMap;

/// Rules that are kept of a page and its sheets.
const MAX_RULE_COUNT: usize = 2_000;
/// Bytes of a sheet that are read.
pub(crate) const MAX_SHEET_BYTES: usize = 256 << 10;
/// Classes of a selector; one with more never matches.
const MAX_SELECTOR_CLASS_COUNT: usize = 4;
/// Rules with the same identifier, class or name that are kept, so that each element is compared with few.
const MAX_RULES_PER_KEY: usize = 16;

/// Rules of the style sheets of a page, in the order of the cascade.
#[derive(Clone, Debug, Default)]
pub(crate) struct StyleSheet {
    rules: Vec<StyleRule>,
    /// Rules by the identifier, the first class or the name of their selector; those of any element by `*`.
    by_id: HashMap<String, Vec<usize>>,
    by_class: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    /// Whether some rule hides.
    has_hiding: bool,
    /// Whether some rule aligns.
    has_align: bool,
    /// Whether some rule gives lists their markers.
    has_list: bool,
}

/// A rule for the elements of a selector.
#[derive(Clone, Debug)]
struct StyleRule {
    selector: SimpleSelector,
    declared: Declarations,
}

/// Values of the properties that are read.
#[derive(Clone, Copy, Debug, Default)]
struct Declarations {
    /// Whether `display` hides.
    display: Option<Declared<bool>>,
    /// Whether `visibility` hides.
    visibility: Option<Declared<bool>>,
    align: Option<Declared<TextSide>>,
    list: Option<Declared<NumberForm>>,
}

/// Value of `text-align`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextSide {
    /// Left, or both edges.
    Start,
    Centre,
    /// Right.
    End,
}

impl TextSide {
    /// Parses a value of `text-align` or of the attribute `align`; `None` for a value that leaves it open.
    pub(crate) fn parse(value: &str) -> Option<Self> {
        match value.trim() {
            "" | "inherit" | "unset" | "revert" => None,
            "right" | "end" | "-webkit-right" => Some(Self::End),
            "center" | "middle" | "-webkit-center" | "-moz-center" => Some(Self::Centre),
            _ => Some(Self::Start),
        }
    }
}

/// Selector of elements by their own name, classes and identifier.
#[derive(Clone, Debug, Default)]
struct SimpleSelector {
    name: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
}

/// Value of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Declared<T> {
    value: T,
    is_important: bool,
}

impl StyleSheet {
    /// Adds the rules of `css` behind the known ones.
    pub(crate) fn add(&mut self, css: &str) {
        self.add_rules(&without_comments(css), 0);
    }

    /// Returns the references of the `@import` rules at the beginning of `css`.
    pub(crate) fn imports(css: &str) -> Vec<String> {
        let css = without_comments(css);
        let statements = css.split(';').map(str::trim);
        let statements = statements.take_while(|rule| rule.starts_with('@'));
        let targets = statements.filter_map(|rule| {
            let target = rule.strip_prefix("@import")?.trim();
            let target = target.strip_prefix("url(").unwrap_or(target);
            let target = target.trim_start_matches(['"', '\'']);
            target.split(['"', '\'', ')']).next().map(str::to_owned)
        });
        targets.collect()
    }

    /// Returns whether some rule hides.
    pub(crate) const fn has_hiding(&self) -> bool {
        self.has_hiding
    }

    /// Adds the rules of another sheet behind the known ones.
    pub(crate) fn extend(&mut self, other: &Self) {
        for rule in &other.rules {
            self.push(rule.clone());
        }
    }

    /// Returns whether the sheet hides the element of `tag`. `inline` is the content of its `style` attribute in lower
    /// case.
    pub(crate) fn hides(&self, tag: &Tag, inline: &str) -> bool {
        if !self.has_hiding && !inline.contains("display") && !inline.contains("visibility") {
            return false;
        }
        let inline = Declarations::parse(inline);
        let hidden = |property: fn(&Declarations) -> Option<Declared<bool>>| {
            self.value(tag, property, &inline).unwrap_or_default()
        };
        hidden(|all| all.display) || hidden(|all| all.visibility)
    }

    /// Returns the alignment that the sheet gives to the element of `tag` itself. `inline` is the content of its `style`
    /// attribute in lower case.
    pub(crate) fn text_side(&self, tag: &Tag, inline: &str) -> Option<TextSide> {
        if !self.has_align && !inline.contains("text-align") {
            return None;
        }
        self.value(tag, |all| all.align, &Declarations::parse(inline))
    }

    /// Returns the form of markers that the sheet gives to a list or an item. `inline` is the content of its `style`
    /// attribute in lower case. Rules for all elements of a name count only if `by_name`: pages begin with some that take
    /// the look from everything.
    pub(crate) fn list_form(&self, tag: &Tag, inline: &str, by_name: bool) -> Option<NumberForm> {
        if !self.has_list && !inline.contains("list-style") {
            return None;
        }
        let property = |all: &Declarations| all.list;
        let inline = Declarations::parse(inline);
        self.value_from(tag, property, &inline, if by_name { 0 } else { 2 })
    }

    /// Returns the rules whose selector matches `tag`, in no order.
    fn matching<'s>(&'s self, tag: &'s Tag) -> impl Iterator<Item = (usize, &'s StyleRule)> {
        let id = tag.get("id").and_then(|id| self.by_id.get(id.trim()));
        let classes = tag.get("class").unwrap_or_default().split_whitespace();
        let classes = classes.filter_map(|class| self.by_class.get(class));
        let names = [tag.name.as_str(), "*"];
        let names = names.into_iter().filter_map(|name| self.by_name.get(name));
        let found = id.into_iter().chain(classes).chain(names).flatten();
        found
            .filter_map(|&at| Some((at, self.rules.get(at)?)))
            .filter(|(_, rule)| rule.selector.matches(tag))
    }

    /// Returns the value that wins the cascade: by importance, then an inline one, then by the specificity of the
    /// selector, then the last (CSS Cascading 4, 6.1).
    fn value<T>(
        &self,
        tag: &Tag,
        property: fn(&Declarations) -> Option<Declared<T>>,
        inline: &Declarations,
    ) -> Option<T> {
        self.value_from(tag, property, inline, 0)
    }

    /// Returns the same by the rules of at least this specificity.
    fn value_from<T>(
        &self,
        tag: &Tag,
        property: fn(&Declarations) -> Option<Declared<T>>,
        inline: &Declarations,
        least: u32,
    ) -> Option<T> {
        let ruled = self.matching(tag).filter_map(|(at, rule)| {
            let declared = property(&rule.declared)?;
            let weight = rule.selector.specificity();
            (weight >= least).then_some((declared, weight, at))
        });
        ruled
            .chain(property(inline).map(|declared| (declared, u32::MAX, usize::MAX)))
            .max_by_key(|(declared, weight, at)| (declared.is_important, *weight, *at))
            .map(|(declared, ..)| declared.value)
    }

    fn add_rules(&mut self, css: &str, depth: usize) {
        let mut rest = css;
        while let Some((prelude, after)) = split_at_any(rest, &['{', ';', '}']) {
            let Some(body_and_more) = after.strip_prefix('{') else {
                // A statement such as `@import`, or a stray mark.
                rest = after.get(1..).unwrap_or_default();
                continue;
            };
            let (body, more) = split_block(body_and_more);
            rest = more;
            let prelude = prelude.trim();
            match prelude.strip_prefix('@') {
                Some(rule) => {
                    let words: Vec<&str> = rule.split_whitespace().collect();
                    if depth == 0 && matches!(words.as_slice(), ["media", "all" | "screen"]) {
                        self.add_rules(body, depth + 1);
                    }
                }
                None => self.add_rule(prelude, body),
            }
        }
    }

    fn add_rule(&mut self, selectors: &str, body: &str) {
        let declared = Declarations::parse(&body.to_ascii_lowercase());
        if declared.is_empty() {
            return;
        }
        for selector in selectors.split(',').filter_map(SimpleSelector::parse) {
            self.push(StyleRule { selector, declared });
        }
    }

    fn push(&mut self, rule: StyleRule) {
        let selector = &rule.selector;
        let rules = match (&selector.id, selector.classes.first(), &selector.name) {
            (Some(id), ..) => self.by_id.entry(id.clone()),
            (None, Some(class), _) => self.by_class.entry(class.clone()),
            (None, None, Some(name)) => self.by_name.entry(name.clone()),
            (None, None, None) => self.by_name.entry("*".to_owned()),
        };
        let rules = rules.or_default();
        if self.rules.len() < MAX_RULE_COUNT && rules.len() < MAX_RULES_PER_KEY {
            rules.push(self.rules.len());
            let Declarations {
                display,
                visibility,
                align,
                list,
            } = rule.declared;
            self.has_hiding |= [display, visibility].iter().flatten().any(|one| one.value);
            self.has_align |= align.is_some();
            self.has_list |= list.is_some();
            self.rules.push(rule);
        }
    }
}

impl SimpleSelector {
    /// Parses a selector; `None` if it depends on more than the element itself.
    fn parse(selector: &str) -> Option<Self> {
        let mut parts = selector.split_whitespace().rev();
        let own = parts.next()?;
        // All elements are in these two.
        if !parts.all(|part| matches!(part.to_ascii_lowercase().as_str(), "html" | "body")) {
            return None;
        }
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
    fn specificity(&self) -> u32 {
        u32::from(self.id.is_some()) * 10_000
            + self.classes.len() as u32 * 100
            + u32::from(self.name.is_some())
    }

    fn matches(&self, tag: &Tag) -> bool {
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

impl Declarations {
    /// Parses the last values among declarations in lower case.
    fn parse(body: &str) -> Self {
        let mut all = Self::default();
        for (name, value) in body.split(';').filter_map(|one| one.split_once(':')) {
            let (value, is_important) = match value.split_once('!') {
                Some((value, rest)) => (value.trim(), rest.trim() == "important"),
                None => (value.trim(), false),
            };
            match name.trim() {
                "display" => set_declared(&mut all.display, value == "none", is_important),
                "visibility" => {
                    let hides = matches!(value, "hidden" | "collapse");
                    set_declared(&mut all.visibility, hides, is_important);
                }
                "text-align" => {
                    if let Some(side) = TextSide::parse(value) {
                        set_declared(&mut all.align, side, is_important);
                    }
                }
                "list-style" | "list-style-type" => {
                    if let Some(form) = NumberForm::from_style(value) {
                        set_declared(&mut all.list, form, is_important);
                    }
                }
                _ => {}
            }
        }
        all
    }

    fn is_empty(&self) -> bool {
        self.display.is_none()
            && self.visibility.is_none()
            && self.align.is_none()
            && self.list.is_none()
    }
}

/// Replaces an earlier value unless only that is important.
fn set_declared<T>(slot: &mut Option<Declared<T>>, value: T, is_important: bool) {
    if is_important || slot.as_ref().is_none_or(|known| !known.is_important) {
        *slot = Some(Declared {
            value,
            is_important,
        });
    }
}

/// Returns the part of `css` that is read, with a blank for each comment.
fn without_comments(css: &str) -> String {
    let end = css.floor_char_boundary(MAX_SHEET_BYTES);
    let css = css
        .get(..end)
        .unwrap_or_default()
        .trim_start_matches('\u{FEFF}');
    let mut text = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        text.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    // Pages hide their sheets from old browsers.
    text.replace("<!--", " ")
        .replace("-->", " ")
        .replace("<![CDATA[", " ")
        .replace("]]>", " ")
}

/// Splits before the first of `marks` outside quotation marks; `None` without one.
fn split_at_any<'c>(css: &'c str, marks: &[char]) -> Option<(&'c str, &'c str)> {
    let mut quote = None;
    let mut was_escaped = false;
    for (at, c) in css.char_indices() {
        if std::mem::take(&mut was_escaped) {
            continue;
        }
        match quote {
            _ if c == '\\' => was_escaped = true,
            // A line end closes a broken string.
            Some(mark) if c == mark || c == '\n' => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if marks.contains(&c) => return Some(css.split_at(at)),
            Some(_) | None => {}
        }
    }
    None
}

/// Splits the content of a block, up to its closing brace, from the rest.
fn split_block(css: &str) -> (&str, &str) {
    let mut depth = 1;
    let mut at = 0;
    while let Some((before, rest)) = css
        .get(at..)
        .and_then(|rest| split_at_any(rest, &['{', '}']))
    {
        let mark = at + before.len();
        depth = if rest.starts_with('{') {
            depth + 1
        } else {
            depth - 1
        };
        at = mark + 1;
        if depth == 0 {
            return (
                css.get(..mark).unwrap_or_default(),
                css.get(at..).unwrap_or_default(),
            );
        }
    }
    (css, "")
}

#[cfg(test)]
mod tests;
