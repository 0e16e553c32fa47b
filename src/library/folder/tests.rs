//! Folders of documents with one section and with many.

use super::*;
use crate::doc::{
    Articles, Block, BytePositions, Describe, Document, Heading, HeadingQueries, LineAccess, Links,
    Metadata, Note, Outline, Problem, ProblemScope, Provenance, Rearranged, Step, TitleLines,
};
use crate::formats::blocks::document::BlockDocument;
use crate::text::units::{ByteOffset, Fraction};
use std::ops::ControlFlow;

/// Document with `sections` sections of two blocks each.
struct Book {
    name: &'static str,
    sections: Vec<BlockDocument>,
}

fn chapter(name: &str) -> BlockDocument {
    let block = |at: u64| Block {
        pos: Pos::new(0, at),
        text: format!("{name}{at}").into(),
        ..Block::default()
    };
    BlockDocument {
        blocks: vec![block(3), block(7)],
        len: 10,
        ..BlockDocument::default()
    }
}

impl Book {
    fn section_count(&self) -> u32 {
        self.sections.len() as u32
    }
}

impl Document for Book {
    fn title(&self) -> String {
        self.name.to_owned()
    }
    fn title_lines(&self, _pos: Pos) -> Option<TitleLines> {
        None
    }
    fn lang(&self) -> TextLang {
        TextLang::Hans
    }
    fn block_at(&self, pos: Pos) -> Block<'_> {
        let mut block = self.sections[pos.section as usize].block_at(pos);
        block.pos.section = pos.section;
        block
    }
    fn next(&self, pos: Pos) -> Option<Pos> {
        let section = pos.section;
        let next = self.sections[section as usize].next(pos);
        let further = || (section + 1 < self.section_count()).then(|| Pos::new(section + 1, 3));
        next.map(|next| Pos { section, ..next }).or_else(further)
    }
    fn block_after(&self, block: &Block<'_>) -> Option<Block<'_>> {
        self.next(block.pos).map(|next| self.block_at(next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let section = pos.section;
        let prev = self.sections[section as usize].prev(pos);
        let before = || Some(Pos::new(section.checked_sub(1)?, 7));
        prev.map(|prev| Pos { section, ..prev }).or_else(before)
    }
    fn first(&self) -> Pos {
        Pos::new(0, 3)
    }
    fn last(&self) -> Pos {
        Pos::new(self.section_count() - 1, 7)
    }
    fn fraction(&self, pos: Pos) -> Fraction {
        Fraction::new(u64::from(pos.section) * 10 + pos.block.0, self.len())
    }
    fn pos_at(&self, fraction: Fraction) -> Pos {
        let ByteOffset(at) = fraction.to_offset(self.len() - 1);
        let block = if at % 10 < 7 { 3 } else { 7 };
        Pos::new((at / 10) as u32, block)
    }
    fn len(&self) -> u64 {
        u64::from(self.section_count()) * 10
    }

    fn known_len(&self) -> u64 {
        self.len()
    }
    fn next_section(&self, section: u32) -> Option<u32> {
        (section + 1 < self.section_count()).then_some(section + 1)
    }
    fn provenance(&self, _pos: Pos) -> Provenance {
        Provenance::default()
    }
    fn lines(&self, _section: u32) -> Option<LineAccess<'_>> {
        None
    }
    fn byte_positions(&self, _section: u32) -> Option<&dyn BytePositions> {
        None
    }
    fn links(&self) -> Option<&dyn Links> {
        Some(self)
    }
    fn heading_queries(&self) -> Option<&dyn HeadingQueries> {
        None
    }
    fn rearranged(&self) -> Option<&dyn Rearranged> {
        None
    }
    fn files(&self) -> Option<&dyn crate::doc::Files> {
        None
    }

    fn articles(&self) -> Option<&dyn Articles> {
        None
    }
    fn metadata(&self, _pos: Pos) -> Vec<Metadata> {
        Vec::new()
    }
    fn problems(&self, _scope: ProblemScope) -> Vec<Problem> {
        Vec::new()
    }
    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        let heading = |section| Heading {
            pos: Pos::new(section, 3),
            level: 1,
            title: format!("{}{section}", self.name).into(),
            ..Heading::default()
        };
        let _ = emit(Step::Found(Outline {
            headings: (0..self.section_count()).map(heading).collect(),
            metadata_lines: Vec::new(),
            doubtful: Vec::new(),
            complete: true,
        }));
    }
}

impl Links for Book {
    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        (link == "next").then(|| Pos::new(from.section + 1, 7))
    }
    fn note_outside_text(&self, _from: Pos, _label: &str) -> Option<Note> {
        None
    }

    fn note(&self, _from: Pos, _label: &str) -> Option<Note> {
        None
    }
}

/// Returns a folder of a text, a book of three chapters with room for ten, and a text.
fn folder() -> FolderDocument {
    let leaf = |name: &str, len, sections| FolderFile {
        path: format!("{name}.txt"),
        name: name.to_owned(),
        len,
        max_sections: sections,
        depth: 0,
        new_folders: Vec::new(),
    };
    let open = Box::new(|index: usize| {
        let document: Arc<dyn Document> = match index {
            1 => Arc::new(Book {
                name: "书",
                sections: ["子", "丑", "寅"].map(chapter).to_vec(),
            }),
            0 => Arc::new(chapter("甲")),
            _ => Arc::new(chapter("乙")),
        };
        Ok(document)
    });
    let leaves = vec![leaf("一", 10, 1), leaf("二", 30, 10), leaf("三", 10, 1)];
    FolderDocument::new(
        "夹".to_owned(),
        leaves,
        open,
        Vec::new(),
        Describe::default(),
    )
}

#[test]
fn a_book_in_a_folder_keeps_its_sections() {
    let folder = folder();
    let mut walked = Vec::new();
    let mut next = Some(folder.first());
    while let Some(pos) = next {
        let block = folder.block_at(pos);
        assert_eq!(block.pos, pos);
        walked.push((pos, block.text.into_owned()));
        next = folder.next(pos);
    }
    let shown: Vec<String> = walked
        .iter()
        .map(|(pos, text)| format!("{}:{text}", pos.section))
        .collect();
    assert_eq!(
        shown.join(" "),
        "0:甲3 0:甲7 1:子3 1:子7 2:丑3 2:丑7 3:寅3 3:寅7 11:乙3 11:乙7"
    );
    let mut back = vec![folder.last()];
    while let Some(pos) = folder.prev(back[back.len() - 1]) {
        back.push(pos);
    }
    back.reverse();
    assert_eq!(back, walked.iter().map(|(pos, _)| *pos).collect::<Vec<_>>());
    for (pos, _) in &walked {
        assert_eq!(folder.pos_at(folder.fraction(*pos)).section, pos.section);
    }
    assert_eq!(folder.block_at(Pos::new(99, 0)).text, "乙7");
}

#[test]
fn sections_that_are_not_there_are_passed_over() {
    let folder = folder();
    let mut sections = vec![0];
    while let Some(next) = folder.next_section(sections[sections.len() - 1]) {
        sections.push(next);
    }
    assert_eq!(sections, [0, 1, 2, 3, 11]);
}

#[test]
fn headings_and_links_of_a_book_lead_to_its_sections() {
    let folder = folder();
    let found = (&folder as &dyn Document).whole_outline();
    let shown: Vec<String> = found
        .headings
        .iter()
        .map(|heading| {
            format!(
                "{} {} {}",
                heading.level, heading.title, heading.pos.section
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "1 一 0", "1 书 1", "2 书0 1", "2 书1 2", "2 书2 3", "1 三 11"
        ]
    );
    assert_eq!(folder.target(Pos::new(2, 3), "next"), Some(Pos::new(3, 7)));
    assert_eq!(folder.target(Pos::new(0, 3), "next"), None);
}
