//! The outline of a folder: its folders, in them its files, and in these what they say themselves. Files that
//! were not read yet stand there by their names.

use super::FolderDocument;
use crate::doc::{Heading, Outline, Pos, Relocate as _, Step, TocEntry};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Files read between two times the outline is handed out, and bytes.
const BATCH_FILES: usize = 64;
const BATCH_BYTES: u64 = 16 << 20;

/// The headings that stand for files so far, by the folder and their words: the file and the place in the outline
/// of one that is alone with them, `None` where there are several.
type FolderEntries<'f> = HashMap<(&'f str, String), Option<(usize, usize)>>;

/// What the files of a folder stand under: pages whose titles are headings of a level stand under the last page
/// before them whose title is one of a higher level, as the sections of a book under their chapter.
#[derive(Default)]
struct FolderNesting<'f> {
    folder: &'f str,
    /// Levels that titles have in their pages, ascending: of the last page, and of those it stands under.
    above: Vec<u8>,
}

impl<'f> FolderNesting<'f> {
    /// The next file is in this folder.
    fn enter_folder(&mut self, folder: &'f str) {
        if self.folder != folder {
            self.folder = folder;
            self.above.clear();
        }
    }

    /// The level, from 1, of a file whose title is a heading of `level` in it.
    fn level_below(&mut self, level: u8) -> u8 {
        self.above.retain(|above| *above < level);
        self.above.push(level);
        self.above.len() as u8
    }

    /// The next file has no such title.
    fn clear(&mut self) {
        self.above.clear();
    }
}

/// The heading of a file that is its title: it is above all others and at the beginning, or has the same words.
fn title_of<'h>(headings: &'h [Heading], title: &str, first: Pos) -> Option<&'h Heading> {
    let (top, others) = headings.split_first()?;
    let is_first = || top.level == 1 && top.pos.block_start() <= first;
    let is_above = others.iter().all(|heading| heading.level > top.level);
    (is_above && (is_first() || is_same_title(title, &top.title))).then_some(top)
}

/// Whether the title of a page is a heading of it, with or without the name of the book or site behind it.
fn is_same_title(title: &str, heading: &str) -> bool {
    let mut rest = title.chars().filter(|c| !c.is_whitespace());
    let mut words = heading.chars().filter(|c| !c.is_whitespace()).peekable();
    words.peek().is_some()
        && words.all(|c| rest.next() == Some(c))
        && rest.next().is_none_or(|c| {
            matches!(
                c,
                '-' | '–' | '—' | '|' | '｜' | '_' | '·' | '«' | '‹' | '/'
            )
        })
}

impl FolderDocument {
    /// Finds the outline, file by file; see [`crate::doc::Document::outline`].
    pub(crate) fn find_outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        let mut found = Outline::default();
        let mut entries = FolderEntries::new();
        let mut nesting = FolderNesting::default();
        let mut read = 0;
        for (index, leaf) in self.files.list.iter().enumerate() {
            if (index.is_multiple_of(BATCH_FILES) && self.file_count() > BATCH_FILES)
                || read + leaf.len > BATCH_BYTES
            {
                let mut sofar = found.clone();
                sofar.headings.extend(self.unopened_names(index));
                if emit(Step::Found(sofar)).is_break() {
                    return;
                }
                read = 0;
            }
            read += leaf.len;
            nesting.enter_folder(self.folder_path(index));
            let Some(entry) = self.add_part(index, &mut nesting, &mut found, emit) else {
                return;
            };
            self.disambiguate(index, entry, &mut found.headings, &mut entries);
        }
        found.complete = true;
        let _ = emit(Step::Found(found));
    }

    /// The folders that begin with a file, as headings above it.
    fn folder_headings(&self, index: usize) -> impl Iterator<Item = Heading> + '_ {
        let leaf = self.files.list.get(index);
        let names = leaf.map_or(&[][..], |leaf| &leaf.new_folders);
        let outside = self.depth(index) - names.len().min(usize::from(u8::MAX)) as u8;
        (outside + 1..)
            .zip(names)
            .map(move |(level, name)| Heading {
                pos: self.to_folder_pos(index, Pos::default()),
                level,
                title: name.as_str().into(),
                len: 0,
                entry: None,
            })
    }

    /// Puts the name of a file in front of the heading that stands for it, `entry` in the outline, if there is another
    /// of the same words in its folder, and in front of that one.
    fn disambiguate<'f>(
        &'f self,
        index: usize,
        entry: usize,
        headings: &mut [Heading],
        entries: &mut FolderEntries<'f>,
    ) {
        let Some(heading) = headings.get(entry) else {
            return;
        };
        let folder = self.folder_path(index);
        let words = heading.title.to_string();
        let mut name = |index: usize, entry: usize| {
            if let Some(heading) = headings.get_mut(entry) {
                heading.title = self.with_file_name(index, &heading.title).into();
            }
        };
        match entries.entry((folder, words)) {
            std::collections::hash_map::Entry::Vacant(first) => {
                first.insert(Some((index, entry)));
            }
            std::collections::hash_map::Entry::Occupied(mut others) => {
                if let Some((index, entry)) = others.insert(None) {
                    name(index, entry);
                }
                name(index, entry);
            }
        }
    }

    /// The title of a file with its name.
    fn with_file_name(&self, index: usize, title: &str) -> String {
        let name = self.name(index);
        if name == title {
            // It is the ending that tells it from its namesake.
            let path = self.path(index);
            return path.rsplit('/').next().unwrap_or_default().to_owned();
        }
        format!("{name} · {title}")
    }

    /// The path of the folder that a file is in.
    fn folder_path(&self, index: usize) -> &str {
        let path = self.path(index);
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    pub(crate) fn path(&self, index: usize) -> &str {
        let leaf = self.files.list.get(index);
        leaf.map_or("", |leaf| &leaf.path)
    }

    /// Adds the headings of a file, its title over those it has itself, and its asides. Gives the place of the one that
    /// stands for it; `None` if it was told to stop.
    fn add_part(
        &self,
        index: usize,
        nesting: &mut FolderNesting<'_>,
        whole: &mut Outline,
        emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>,
    ) -> Option<usize> {
        let part = self.peek(index);
        let to_folder_pos = |pos: Pos| self.to_folder_pos(index, pos);
        let mut inner = Outline::default();
        part.outline(&mut |step| match step.relocate(&to_folder_pos) {
            Step::Found(outline) => {
                inner = outline;
                ControlFlow::Continue(())
            }
            scanned @ Step::Scanned(_) => emit(scanned),
        });
        if !inner.complete {
            return None;
        }
        let first = to_folder_pos(part.first());
        // Some lead to the very beginning of their section, before its first block.
        let first = inner
            .headings
            .first()
            .map_or(first, |heading| first.min(heading.pos));
        let depth = self.depth(index);
        let headings = &mut whole.headings;
        headings.extend(self.folder_headings(index).map(|folder| Heading {
            pos: first,
            ..folder
        }));
        let entry = headings.len();
        let title = part.title();
        let of_file = Heading {
            pos: first,
            level: depth + 1,
            title: if title.is_empty() {
                self.name(index).into()
            } else {
                title.into()
            },
            len: 0,
            entry: Some(Box::new(TocEntry::default())),
        };
        let (level, own) = match title_of(&inner.headings, &of_file.title, first) {
            Some(heading) => {
                let level = depth + nesting.level_below(heading.level);
                let of_file = Heading { level, ..of_file };
                headings.push(if heading.pos.block_start() <= first {
                    Heading {
                        level,
                        ..heading.clone()
                    }
                } else {
                    Heading {
                        title: heading.title.clone(),
                        ..of_file
                    }
                });
                (level, heading.level)
            }
            None => {
                nesting.clear();
                headings.push(of_file);
                (depth + 1, 0)
            }
        };
        let inside = inner.headings.into_iter().skip(usize::from(own > 0));
        headings.extend(inside.map(|heading| Heading {
            level: level.saturating_add(heading.level - own),
            ..heading
        }));
        whole.metadata_lines.extend(inner.metadata_lines);
        Some(entry)
    }

    /// What is known of the files that were not opened yet: their names.
    fn unopened_names(&self, index: usize) -> impl Iterator<Item = Heading> + '_ {
        (index..self.file_count()).flat_map(|index| {
            self.folder_headings(index).chain([Heading {
                pos: self.to_folder_pos(index, Pos::default()),
                level: self.depth(index) + 1,
                title: self.name(index).into(),
                len: 0,
                entry: Some(Box::new(TocEntry::default())),
            }])
        })
    }
}
