//! The boxes on the stack: what begins with them, what ends with them, and what ends where another
//! begins because its end tag was left out.

use super::super::tokens::Tag;
use super::align::Side;
use super::attributes::is_note;
use super::fill::name_of;
use super::tables::Frame;
use super::{Builder, DEPTH, Effect, Open};
use crate::formats::blocks::regions::Looks;
use crate::formats::html::aozora_pages::{self, Edition};
use crate::formats::html::class_hints;
use crate::formats::html::elements::{Element, Id, Numbers, find};
use crate::formats::html::open_block::Kind;

/// Cells a description is indented by.
const DESCRIPTION: u32 = 2;

/// Whether a box is a poem or a part of one.
fn is_stanza(tag: &Tag) -> bool {
    let names = ["stanza", "strophe", "poem", "verse"];
    names.iter().any(|name| tag.has_word("class", name))
}

impl Builder {
    /// Begins an element that is a box.
    pub(crate) fn begin_box(&mut self, id: Id, element: Element, tag: &Tag, at: usize) {
        let in_cell = self.in_cell_of_table();
        let element = match element {
            Element::List(_) | Element::Item if in_cell => Element::Division,
            _ => element,
        };
        self.make_way(element);
        let full = self.stack.len() >= DEPTH;
        if element == Element::Division && aozora_pages::is_part(tag) {
            self.edition = Edition::Aozora;
        }
        let is_aozora = self.edition == Edition::Aozora;
        let effect = match element {
            _ if is_aozora && !full && aozora_pages::is_apart(tag, element) => self.set_apart(),
            Element::Heading(level) if !full => {
                self.heading = Some(level);
                Effect::Heading
            }
            Element::Division if is_stanza(tag) && !full => {
                self.wants_row = true;
                Effect::Stanza
            }
            Element::Aside if !full => self.set_apart(),
            Element::Division if is_note(tag) && !full => self.set_apart(),
            Element::Item if is_note(tag) && !full => {
                self.blocks.open_item(at as u64, '.');
                self.set_apart();
                Effect::AsideItem
            }
            Element::Quote if !full => {
                self.blocks.open_quote();
                Effect::Container
            }
            Element::List(numbers) if !full => {
                let first = tag.get("start").and_then(|start| start.trim().parse().ok());
                self.blocks
                    .open_list((numbers == Numbers::Numbered).then(|| first.unwrap_or(1)));
                Effect::Container
            }
            Element::Item if !full => {
                self.blocks.open_item(at as u64, '.');
                Effect::Item
            }
            Element::Term if !full => {
                self.terms += 1;
                Effect::Term
            }
            Element::Description if !full => {
                self.blocks.open_indent(DESCRIPTION);
                Effect::Item
            }
            Element::Pre if !full => {
                self.pres += 1;
                Effect::Pre
            }
            Element::Table if !full => {
                if let Some(outer) = self.tables.last_mut() {
                    outer.is_layout = true;
                }
                self.tables.push(Frame::new(tag, self.marks.len()));
                Effect::Table
            }
            Element::Row => {
                self.row(at);
                Effect::Row
            }
            Element::Cell => {
                self.cell(tag, at);
                Effect::Cell
            }
            _ => Effect::Nothing,
        };
        let looks = class_hints::of(tag, element, self.manner);
        self.push(
            Open {
                id,
                effect,
                region: None,
                side: Side::of(tag, element),
            },
            looks,
            name_of(tag),
        );
    }

    /// Closes what ends where `element` begins.
    fn make_way(&mut self, element: Element) {
        match element {
            Element::Row => self.pop_within_table(&["tr", "td", "th", "caption"]),
            Element::Cell => self.pop_within_table(&["td", "th"]),
            Element::Item => self.pop_to_own("li", &["ul", "ol", "menu", "dir"]),
            Element::Term | Element::Description => {
                self.pop_to(&["dt", "dd"], &["td", "th", "table", "dl"]);
            }
            Element::Heading(_)
            | Element::List(_)
            | Element::Pre
            | Element::Quote
            | Element::Table => self.leave_table(),
            _ => {}
        }
        let ends_heading = element != Element::Division;
        while let Some(top) = self.stack.last()
            && (Some(top.id) == find("p").map(|(id, _)| id)
                || top.effect == Effect::Heading && ends_heading)
        {
            self.pop();
        }
        match element {
            Element::Row | Element::Cell => {}
            Element::Paragraph | Element::Division | Element::Aside => {
                self.paragraph_in_cell();
                self.boundary();
            }
            _ => self.boundary(),
        }
    }

    fn set_apart(&mut self) -> Effect {
        self.asides += 1;
        Effect::Aside
    }

    /// Puts a box on the stack; its region is made here.
    fn push(&mut self, open: Open, looks: Looks, name: Option<&str>) {
        if self.stack.len() < DEPTH + 1 {
            let parent = self.stack.last().and_then(|open| open.region);
            let at = self.blocks.len();
            let region = self.regions.begin(parent, at, looks, name);
            if let Some(count) = self.counts.get_mut(usize::from(open.id)) {
                *count += 1;
            }
            self.stack.push(Open {
                region: region.filter(|_| region != parent),
                ..open
            });
        }
    }

    /// Ends the innermost box of a name, and those in it. Nothing but the end of the table ends a
    /// cell from inside.
    pub(crate) fn end_box(&mut self, id: Id, element: Element) {
        if self.counts.get(usize::from(id)).is_none_or(|&n| n == 0) {
            return;
        }
        let is_free = matches!(element, Element::Table | Element::Row | Element::Cell);
        for at in (0..self.stack.len()).rev() {
            let Some(open) = self.stack.get(at) else {
                return;
            };
            if open.id == id {
                while self.stack.len() > at {
                    self.pop();
                }
                return;
            }
            if open.effect == Effect::Cell && !is_free || open.effect == Effect::Table {
                return;
            }
        }
    }

    /// Ends the innermost of `names` in the innermost table, and what is in it.
    fn pop_within_table(&mut self, names: &[&str]) {
        self.pop_to(names, &["table"]);
    }

    /// Ends the box `name` unless one of `limits` is further in.
    fn pop_to_own(&mut self, name: &str, limits: &[&str]) {
        let mut all = vec!["td", "th", "table"];
        all.extend(limits);
        self.pop_to(&[name], &all);
    }

    /// Ends the outermost box of `names` that is inside of all `limits`.
    fn pop_to(&mut self, names: &[&str], limits: &[&str]) {
        let ids = |names: &[&str]| {
            let ids = names.iter().filter_map(|name| find(name));
            ids.map(|(id, _)| id).collect::<Vec<_>>()
        };
        let (names, limits) = (ids(names), ids(limits));
        let open = names.iter().any(|&id| {
            self.counts
                .get(usize::from(id))
                .is_some_and(|&count| count > 0)
        });
        if !open {
            return;
        }
        let mut found = None;
        for (at, open) in self.stack.iter().enumerate().rev() {
            if limits.contains(&open.id) {
                break;
            }
            if names.contains(&open.id) {
                found = Some(at);
            }
        }
        while found.is_some_and(|at| self.stack.len() > at) {
            self.pop();
        }
    }

    /// Ends the innermost box.
    pub(crate) fn pop(&mut self) {
        let Some(&Open {
            id, effect, region, ..
        }) = self.stack.last()
        else {
            return;
        };
        match effect {
            Effect::Nothing => self.boundary(),
            Effect::Stanza => {
                self.boundary();
                self.wants_row = true;
            }
            Effect::Heading => {
                self.close_leaf();
                self.heading = None;
            }
            Effect::Aside => {
                self.boundary();
                self.asides -= 1;
            }
            Effect::Term => {
                self.boundary();
                self.terms -= 1;
            }
            Effect::AsideItem => {
                self.boundary();
                self.asides -= 1;
                self.blocks.close();
            }
            Effect::Pre => {
                self.close_leaf();
                self.pres -= 1;
            }
            Effect::Container | Effect::Item => {
                self.boundary();
                self.blocks.close();
            }
            Effect::Table => {
                self.close_leaf();
                self.tables.pop();
            }
            Effect::Row => {
                if self.is_layout() {
                    self.boundary();
                }
            }
            Effect::Cell => {
                self.close_marks_of_table();
                match &mut self.leaf {
                    Some(leaf) if matches!(leaf.kind, Kind::Table(_)) => leaf.end_cell(),
                    _ => self.boundary(),
                }
            }
        }
        self.stack.pop();
        if let Some(region) = region {
            self.regions.end(region, self.blocks.len());
        }
        if let Some(count) = self.counts.get_mut(usize::from(id)) {
            *count -= 1;
        }
    }
}
