//! Style sheets, as far as they hide elements, align lines or mark items: rules with `display`, `visibility`, `text-align`
//! or `list-style`, and simple selectors (`.note`, `p.note`, `#note`, `body .note`), or two of them of which the first is that
//! of a box around the element (`.page .note`), which only hide. Selectors that depend on more, on attributes or states never
//! match, and neither do rules inside at-rules, except those of `@media all` and `@media screen`.

mod declarations;
mod selector;

use super::tokens::Tag;
use crate::formats::blocks::list_numbers::NumberForm;
pub(crate) use declarations::TextSide;
use declarations::{Declarations, Declared};
use selector::SimpleSelector;
use std::collections::HashMap;

/// Rules that are kept of a page and its sheets.
const MAX_RULE_COUNT: usize = 2_000;
/// Bytes of a sheet that are read.
pub(crate) const MAX_SHEET_BYTES: usize = 256 << 10;
/// Rules with the same identifier, class or name that are kept, so that each element is compared with few.
const MAX_RULES_PER_KEY: usize = 16;
/// Selectors of boxes around elements that are kept: as many as [`Scopes`] has bits.
const MAX_SCOPE_COUNT: usize = u64::BITS as usize;
/// Elements within a line, which letters without a size hide.
const SIZED_ELEMENTS: [&str; 13] = [
    "a", "b", "big", "del", "em", "font", "i", "ins", "s", "small", "span", "strong", "u",
];

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
    /// A value of each property that some rule sets.
    declared: Declarations,
    /// Selectors of boxes around elements, by their index in [`Scopes`].
    scopes: Vec<SimpleSelector>,
}

/// The boxes around an element, as the selectors of a sheet that match one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scopes(u64);

/// Margins and height of a box, in tenths of an em, as far as styles set them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct BoxSpace {
    pub(crate) above: Option<u16>,
    pub(crate) below: Option<u16>,
    pub(crate) height: Option<u16>,
}

/// A rule for the elements of a selector.
#[derive(Clone, Debug)]
struct StyleRule {
    selector: SimpleSelector,
    /// Index of the selector of a box around the element, if there is one.
    scope: Option<u32>,
    declared: Declarations,
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
            let scope = rule
                .scope
                .and_then(|scope| other.scopes.get(scope as usize));
            self.push(rule.selector.clone(), scope.cloned(), rule.declared);
        }
    }

    /// Returns whether the sheet hides the element of `tag`. `inline` is the content of its `style` attribute in lower
    /// case.
    pub(crate) fn hides(&self, tag: &Tag, inline: &str, scopes: Scopes) -> bool {
        let words = ["display", "visibility", "font-size"];
        if !self.has_hiding && !words.iter().any(|word| inline.contains(word)) {
            return false;
        }
        let inline = Declarations::parse(inline);
        let hidden = |property: fn(&Declarations) -> Option<Declared<bool>>| {
            let value = self.value_from(tag, property, &inline, (0, scopes));
            value.unwrap_or_default()
        };
        // Boxes without a size for their letters give them one again further in, lest blanks part them.
        let may_have_no_size = || SIZED_ELEMENTS.contains(&tag.name.as_str());
        hidden(|all| all.display)
            || hidden(|all| all.visibility)
            || may_have_no_size() && hidden(|all| all.no_size)
    }

    /// Returns the boxes around what is in the element of `tag`, which is itself in the boxes `outer`.
    pub(crate) fn scopes_in(&self, tag: &Tag, outer: Scopes) -> Scopes {
        let found = self
            .scopes
            .iter()
            .zip(0..)
            .filter(|(scope, _)| scope.matches(tag));
        Scopes(found.fold(outer.0, |bits, (_, index)| bits | 1 << index))
    }

    /// Returns the space that the sheet gives to the box of `tag`. `inline` is the content of its `style` attribute in lower
    /// case.
    pub(crate) fn box_space(&self, tag: &Tag, inline: &str) -> BoxSpace {
        let known = &self.declared;
        let lengths = [known.margin_above, known.margin_below, known.height];
        let is_set = lengths.iter().any(Option::is_some);
        if !is_set && !inline.contains("margin") && !inline.contains("height") {
            return BoxSpace::default();
        }
        let inline = Declarations::parse(inline);
        BoxSpace {
            above: self.value(tag, |all| all.margin_above, &inline),
            below: self.value(tag, |all| all.margin_below, &inline),
            height: self.value(tag, |all| all.height, &inline),
        }
    }

    /// Returns the alignment that the sheet gives to the element of `tag` itself. `inline` is the content of its `style`
    /// attribute in lower case.
    pub(crate) fn text_side(&self, tag: &Tag, inline: &str) -> Option<TextSide> {
        if self.declared.align.is_none() && !inline.contains("text-align") {
            return None;
        }
        self.value(tag, |all| all.align, &Declarations::parse(inline))
    }

    /// Returns the form of markers that the sheet gives to a list or an item. `inline` is the content of its `style`
    /// attribute in lower case. Rules for all elements of a name count only if `by_name`: pages begin with some that take
    /// the look from everything.
    pub(crate) fn list_form(&self, tag: &Tag, inline: &str, by_name: bool) -> Option<NumberForm> {
        if self.declared.list.is_none() && !inline.contains("list-style") {
            return None;
        }
        let property = |all: &Declarations| all.list;
        let inline = Declarations::parse(inline);
        let least = if by_name { 0 } else { 2 };
        self.value_from(tag, property, &inline, (least, Scopes::default()))
    }

    /// Returns the rules whose selector matches `tag`, in no order.
    fn matching<'s>(
        &'s self,
        tag: &'s Tag,
        scopes: Scopes,
    ) -> impl Iterator<Item = (usize, &'s StyleRule)> {
        let id = tag.get("id").and_then(|id| self.by_id.get(id.trim()));
        let classes = tag.get("class").unwrap_or_default().split_whitespace();
        let classes = classes.filter_map(|class| self.by_class.get(class));
        let names = [tag.name.as_str(), "*"];
        let names = names.into_iter().filter_map(|name| self.by_name.get(name));
        let found = id.into_iter().chain(classes).chain(names).flatten();
        found
            .filter_map(|&at| Some((at, self.rules.get(at)?)))
            .filter(move |(_, rule)| {
                let is_in = |scope: u32| scopes.0 & (1 << scope) != 0;
                rule.scope.is_none_or(is_in) && rule.selector.matches(tag)
            })
    }

    /// Returns the value that wins the cascade: by importance, then an inline one, then by the specificity of the
    /// selector, then the last (CSS Cascading 4, 6.1).
    fn value<T>(
        &self,
        tag: &Tag,
        property: fn(&Declarations) -> Option<Declared<T>>,
        inline: &Declarations,
    ) -> Option<T> {
        self.value_from(tag, property, inline, (0, Scopes::default()))
    }

    /// Returns the same by the rules of at least this specificity, in these boxes.
    fn value_from<T>(
        &self,
        tag: &Tag,
        property: fn(&Declarations) -> Option<Declared<T>>,
        inline: &Declarations,
        (least, scopes): (u32, Scopes),
    ) -> Option<T> {
        let ruled = self.matching(tag, scopes).filter_map(|(at, rule)| {
            let declared = property(&rule.declared)?;
            let scope = rule.scope.and_then(|scope| self.scopes.get(scope as usize));
            let weight = rule.selector.specificity() + scope.map_or(0, SimpleSelector::specificity);
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
        for (selector, scope) in selectors.split(',').filter_map(SimpleSelector::parse) {
            self.push(selector, scope, declared);
        }
    }

    /// Returns the index of the selector of a box around elements; `None` if there are too many.
    fn scope_index(&mut self, scope: SimpleSelector) -> Option<u32> {
        let known = self.scopes.iter().position(|known| *known == scope);
        if known.is_none() && self.scopes.len() < MAX_SCOPE_COUNT {
            self.scopes.push(scope);
            return Some(self.scopes.len() as u32 - 1);
        }
        known.map(|index| index as u32)
    }

    fn push(
        &mut self,
        selector: SimpleSelector,
        scope: Option<SimpleSelector>,
        declared: Declarations,
    ) {
        if scope.is_some() && !declared.is_about_hiding() {
            return;
        }
        let scope = match scope.map(|scope| self.scope_index(scope)) {
            Some(None) => return,
            found => found.flatten(),
        };
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
                no_size,
                margin_above,
                margin_below,
                height,
            } = declared;
            let mut hiding = [display, visibility, no_size].into_iter().flatten();
            self.has_hiding |= hiding.any(|one| one.value);
            let known = &mut self.declared;
            known.align = align.or(known.align);
            known.list = list.or(known.list);
            known.margin_above = margin_above.or(known.margin_above);
            known.margin_below = margin_below.or(known.margin_below);
            known.height = height.or(known.height);
            self.rules.push(StyleRule {
                selector,
                scope,
                declared,
            });
        }
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
