//! Prepared and set blocks, kept between walks.

use super::set_block::SetBlock;
use super::tab_table::TableRow;
use crate::doc::{Pos, TitleLines};
use crate::layout::page_style::{BlockLook, Neighbours, SeriesForms};
use crate::layout::prepared::Prepared;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// Maximum number of cached blocks. A page shows some tens; the rest is for scrolling back.
const MAX_CACHED_BLOCKS: usize = 512;
/// Maximum bytes of text in cached blocks. A block without line ends can be as long as a short book, and takes
/// twenty times its length when set.
const MAX_CACHED_BYTES: usize = 2 << 20;

/// Cache of prepared and set blocks, kept between walks.
#[derive(Debug, Default)]
pub struct Cache {
    pub(super) set_blocks: HashMap<Pos, Rc<SetBlock>>,
    prepared: HashMap<Pos, Rc<Prepared>>,
    /// Blocks that are left out or not.
    pub(super) left_out: HashMap<Pos, bool>,
    /// Looks of blocks that are not set.
    pub(super) looks: RefCell<HashMap<Pos, BlockLook>>,
    /// Sections whose source indents its paragraphs, and others.
    pub(super) own_indents: RefCell<HashMap<u32, bool>>,
    /// Title blocks of the sections.
    pub(super) title_lines: RefCell<HashMap<u32, Option<TitleLines>>>,
    /// Lines without blanks that are indented or not.
    pub(super) line_edges: RefCell<HashMap<Pos, bool>>,
    /// Lines around lines that may have lost their indent.
    pub(super) neighbours: RefCell<HashMap<Pos, Neighbours>>,
    /// Forms of the numbered lines of the sections.
    pub(super) series: RefCell<HashMap<u32, SeriesForms>>,
    /// Lines with tabs, and their places in tables.
    pub(super) table_rows: RefCell<HashMap<Pos, Option<TableRow>>>,
    /// Bytes of text in the prepared blocks, which include all set blocks.
    prepared_bytes: usize,
}

impl Cache {
    /// Drops the lines but keeps the prepared blocks, for a changed column.
    pub fn forget_lines(&mut self) {
        self.set_blocks.clear();
        self.left_out.clear();
    }

    /// Drops everything, for a changed text, outline or text options.
    pub fn forget(&mut self) {
        self.forget_blocks();
        self.own_indents.borrow_mut().clear();
        self.title_lines.borrow_mut().clear();
        self.series.borrow_mut().clear();
    }

    /// Drops what is known of single blocks.
    fn forget_blocks(&mut self) {
        self.forget_lines();
        self.prepared.clear();
        self.looks.borrow_mut().clear();
        self.line_edges.borrow_mut().clear();
        self.neighbours.borrow_mut().clear();
        self.table_rows.borrow_mut().clear();
        self.prepared_bytes = 0;
    }

    /// Returns the prepared block at a place, if it is kept.
    pub(super) fn prepared(&mut self, at: Pos) -> Option<Rc<Prepared>> {
        self.prepared.get(&at).map(Rc::clone)
    }

    /// Adds a prepared block; clears the cache first if it is full.
    pub(super) fn insert_prepared(&mut self, at: Pos, prepared: &Rc<Prepared>) {
        if self.prepared.len() >= MAX_CACHED_BLOCKS || self.prepared_bytes > MAX_CACHED_BYTES {
            self.forget_blocks();
        }
        self.prepared_bytes += prepared.text().len();
        self.prepared.insert(at, Rc::clone(prepared));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Block;
    use crate::layout::options::TextOptions;
    use crate::layout::prepared::prepare;

    #[test]
    fn long_blocks_are_kept_by_their_length() {
        let block = Block {
            text: "长".repeat(20_000).into(),
            ..Block::default()
        };
        let prepared = Rc::new(prepare(&block, &TextOptions::default()));
        let len = prepared.text().len();
        let mut cache = Cache::default();
        for number in 0..200 {
            let at = Pos::new(0, number);
            cache.insert_prepared(at, &prepared);
            assert!(cache.prepared(at).is_some());
            assert_eq!(cache.prepared_bytes, cache.prepared.len() * len);
            assert!(cache.prepared_bytes <= MAX_CACHED_BYTES + len);
        }
    }
}
