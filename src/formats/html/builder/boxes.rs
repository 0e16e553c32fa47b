//! Boxes on the stack: effects of their start and end, and implied end tags.

use super::super::tokens::Tag;
use super::align::TextAlign;
use super::attributes::{box_space, is_note, number_form};
use super::fill::target_name;
use super::open_element::{OnClose, OpenElement};
use super::tables::TableFrame;
use super::{MAX_DEPTH, PageBuilder};
use crate::formats::blocks::list_numbers::NumberForm;
use crate::formats::blocks::regions::RegionHint;
use crate::formats::html::aozora_pages::{self, PageOrigin};
use crate::formats::html::class_hints;
use crate::formats::html::elements::{ElementId, ElementKind, ListNumbering, find_element};
use crate::formats::html::open_block::OpenBlockKind;

/// Indent of a description, in cells.
const DESCRIPTION_INDENT_CELLS: u32 = 2;

/// Returns whether a box is a poem or a part of one.
fn is_stanza(tag: &Tag) -> bool {
    let names = ["stanza", "strophe", "poem", "verse"];
    names.iter().any(|name| tag.has_word("class", name))
}

impl PageBuilder {
    /// Opens the box of an element.
    pub(crate) fn begin_box(&mut self, id: ElementId, element: ElementKind, tag: &Tag, at: usize) {
        let in_cell = self.is_in_data_cell();
        let element = match element {
            ElementKind::List(_) | ElementKind::Item if in_cell => ElementKind::Division,
            _ => element,
        };
        self.close_implied(element);
        let full = self.open.stack.len() >= MAX_DEPTH;
        if element == ElementKind::Division && aozora_pages::is_aozora_box(tag) {
            self.page.origin = PageOrigin::Aozora;
        }
        let is_aozora = self.page.origin == PageOrigin::Aozora;
        let effect = match element {
            _ if is_aozora && !full && aozora_pages::is_metadata(tag, element) => {
                self.begin_aside()
            }
            ElementKind::Heading(level) if !full => {
                self.context.heading_level = Some(level);
                self.context.heading_title = tag.get("title").map(str::to_owned);
                OnClose::Heading
            }
            ElementKind::Division if is_stanza(tag) && !full => {
                self.boundary.wants_blank_row = true;
                OnClose::Stanza
            }
            ElementKind::Aside if !full => self.begin_aside(),
            ElementKind::Division if is_note(tag) && !full => self.begin_aside(),
            ElementKind::Item if is_note(tag) && !full => {
                self.blocks.open_item(at as u64, None);
                self.begin_aside();
                OnClose::AsideItem
            }
            ElementKind::Quote if !full => {
                self.blocks.open_quote();
                OnClose::Container
            }
            ElementKind::List(numbers) if !full => {
                let first = tag.get("start").and_then(|start| start.trim().parse().ok());
                let next = (numbers == ListNumbering::Numbered).then(|| first.unwrap_or(1));
                let form = number_form(tag, &self.head.sheet, self.page.kind);
                self.blocks.open_list(next, form.unwrap_or_default());
                OnClose::Container
            }
            ElementKind::Item if !full => {
                let form = number_form(tag, &self.head.sheet, self.page.kind);
                self.blocks.open_item(at as u64, None);
                if form == Some(NumberForm::Absent) {
                    self.blocks.drop_marker();
                }
                OnClose::Item
            }
            ElementKind::Term if !full => {
                self.context.term_depth += 1;
                OnClose::Term
            }
            ElementKind::Description if !full => {
                self.blocks.open_indent(DESCRIPTION_INDENT_CELLS);
                OnClose::Item
            }
            ElementKind::Pre if !full => {
                self.context.pre_depth += 1;
                OnClose::Pre
            }
            ElementKind::Table if !full => {
                if let Some(outer) = self.tables.last_mut() {
                    outer.is_layout = true;
                }
                self.tables
                    .push(TableFrame::new(tag, self.open.marks.len()));
                OnClose::Table
            }
            ElementKind::Row => {
                self.begin_row(at);
                OnClose::Row
            }
            ElementKind::Cell => {
                self.begin_cell(tag, at);
                OnClose::Cell
            }
            _ => OnClose::Nothing,
        };
        if matches!(element, ElementKind::Paragraph | ElementKind::Division) {
            let space = box_space(tag, &self.head.sheet);
            let is_paragraph = element == ElementKind::Paragraph;
            self.breaks
                .see_box(space, is_paragraph, self.open.stack.len());
        }
        let looks = class_hints::region_hint(tag, element, self.page.kind);
        self.push_element(
            OpenElement {
                id,
                on_close: effect,
                region: None,
                align: TextAlign::of_box(tag, element, &self.head.sheet),
                scopes: self.head.sheet.scopes_in(tag, self.scopes()),
            },
            looks,
            target_name(tag),
        );
    }

    /// Closes the boxes that `element` closes implicitly.
    fn close_implied(&mut self, element: ElementKind) {
        match element {
            ElementKind::Row => self.pop_within_table(&["tr", "td", "th", "caption"]),
            ElementKind::Cell => self.pop_within_table(&["td", "th"]),
            ElementKind::Item => self.pop_to_own("li", &["ul", "ol", "menu", "dir"]),
            ElementKind::Term | ElementKind::Description => {
                self.pop_to(&["dt", "dd"], &["td", "th", "table", "dl"]);
            }
            ElementKind::Heading(_)
            | ElementKind::List(_)
            | ElementKind::Pre
            | ElementKind::Quote
            | ElementKind::Table => self.leave_table(),
            _ => {}
        }
        let ends_heading = element != ElementKind::Division;
        while let Some(top) = self.open.stack.last()
            && (Some(top.id) == find_element("p").map(|(id, _)| id)
                || top.on_close == OnClose::Heading && ends_heading)
        {
            self.pop_element();
        }
        match element {
            ElementKind::Row | ElementKind::Cell => {}
            ElementKind::Paragraph | ElementKind::Division | ElementKind::Aside => {
                self.begin_cell_paragraph();
                self.close_at_boundary();
            }
            _ => self.close_at_boundary(),
        }
    }

    fn begin_aside(&mut self) -> OnClose {
        self.context.aside_depth += 1;
        OnClose::Aside
    }

    /// Pushes a box onto the stack and begins its region.
    fn push_element(&mut self, open: OpenElement, looks: RegionHint, name: Option<&str>) {
        if self.open.stack.len() < MAX_DEPTH + 1 {
            let parent = self.open.stack.last().and_then(|open| open.region);
            let at = self.blocks.len();
            let region = self.regions.begin(parent, at, looks, name);
            if let Some(count) = self.open.counts.get_mut(usize::from(open.id)) {
                *count += 1;
            }
            self.open.stack.push(OpenElement {
                region: region.filter(|_| region != parent),
                ..open
            });
        }
    }

    /// Closes the innermost box of an element and the boxes in it. Only the end of the table closes a cell from
    /// inside.
    pub(crate) fn end_box(&mut self, id: ElementId, element: ElementKind) {
        if self
            .open
            .counts
            .get(usize::from(id))
            .is_none_or(|&n| n == 0)
        {
            return;
        }
        let is_free = matches!(
            element,
            ElementKind::Table | ElementKind::Row | ElementKind::Cell
        );
        for at in (0..self.open.stack.len()).rev() {
            let Some(open) = self.open.stack.get(at) else {
                return;
            };
            if open.id == id {
                while self.open.stack.len() > at {
                    self.pop_element();
                }
                return;
            }
            if open.on_close == OnClose::Cell && !is_free || open.on_close == OnClose::Table {
                return;
            }
        }
    }

    /// Closes the innermost of `names` in the innermost table, and its content.
    fn pop_within_table(&mut self, names: &[&str]) {
        self.pop_to(names, &["table"]);
    }

    /// Closes the box `name` unless one of `limits` is further in.
    fn pop_to_own(&mut self, name: &str, limits: &[&str]) {
        let mut all = vec!["td", "th", "table"];
        all.extend(limits);
        self.pop_to(&[name], &all);
    }

    /// Closes the outermost box of `names` inside all `limits`.
    fn pop_to(&mut self, names: &[&str], limits: &[&str]) {
        let ids = |names: &[&str]| {
            let ids = names.iter().filter_map(|name| find_element(name));
            ids.map(|(id, _)| id).collect::<Vec<_>>()
        };
        let (names, limits) = (ids(names), ids(limits));
        let open = names.iter().any(|&id| {
            self.open
                .counts
                .get(usize::from(id))
                .is_some_and(|&count| count > 0)
        });
        if !open {
            return;
        }
        let mut found = None;
        for (at, open) in self.open.stack.iter().enumerate().rev() {
            if limits.contains(&open.id) {
                break;
            }
            if names.contains(&open.id) {
                found = Some(at);
            }
        }
        while found.is_some_and(|at| self.open.stack.len() > at) {
            self.pop_element();
        }
    }

    /// Closes the innermost box.
    pub(crate) fn pop_element(&mut self) {
        let Some(&OpenElement {
            id,
            on_close: effect,
            region,
            ..
        }) = self.open.stack.last()
        else {
            return;
        };
        let has_words = self.open_block.as_ref().is_some_and(|leaf| leaf.len() > 0);
        self.breaks.end_box(self.open.stack.len() - 1, has_words);
        match effect {
            OnClose::Nothing => self.close_at_boundary(),
            OnClose::Stanza => {
                self.close_at_boundary();
                self.boundary.wants_blank_row = true;
            }
            OnClose::Heading => {
                self.close_block();
                self.context.heading_level = None;
            }
            OnClose::Aside => {
                self.close_at_boundary();
                self.context.aside_depth -= 1;
            }
            OnClose::Term => {
                self.close_at_boundary();
                self.context.term_depth -= 1;
            }
            OnClose::AsideItem => {
                self.close_at_boundary();
                self.context.aside_depth -= 1;
                self.blocks.close();
            }
            OnClose::Pre => {
                self.close_block();
                self.context.pre_depth -= 1;
            }
            OnClose::Container | OnClose::Item => {
                self.close_at_boundary();
                self.blocks.close();
            }
            OnClose::Table => {
                self.close_block();
                self.tables.pop();
            }
            OnClose::Row => {
                if self.is_layout() {
                    self.close_at_boundary();
                }
            }
            OnClose::Cell => {
                self.close_cell_marks();
                match &mut self.open_block {
                    Some(leaf) if matches!(leaf.kind, OpenBlockKind::Table(_)) => leaf.end_cell(),
                    _ => self.close_at_boundary(),
                }
            }
        }
        self.open.stack.pop();
        if let Some(region) = region {
            self.regions.end(region, self.blocks.len());
        }
        if let Some(count) = self.open.counts.get_mut(usize::from(id)) {
            *count -= 1;
        }
    }
}
