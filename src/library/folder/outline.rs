//! Outline of a folder: its folders, below them its files, and below these their own headings.
//!
//! Files that are not read yet appear by their names.

use super::FolderDocument;
use crate::doc::{Files as _, Heading, Outline, Pos, Relocate as _, Step, TocEntry};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Number of files read between two partial outlines.
const BATCH_FILES: usize = 64;
/// Bytes read between two partial outlines.
const BATCH_BYTES: u64 = 16 << 20;
/// Maximum number of doubtful lines that the outline of a folder keeps.
const MAX_DOUBTFUL_COUNT: usize = 1 << 16;

/// Headings of files by folder and words. The value is the index of the file and of its heading in the outline,
/// or `None` if several files share the words.
type FolderEntries<'f> = HashMap<(&'f str, String), Option<(usize, usize)>>;

/// Nesting of the files of a folder.
///
/// The title of a page may be a heading of some level in that page. The page is below the last page before it
/// whose title has a higher level, like the sections of a book below their chapter.
#[derive(Default)]
struct FolderNesting<'f> {
    folder: &'f str,
    /// Levels that titles have in their pages, ascending: the last page and its ancestors.
    above: Vec<u8>,
}

impl<'f> FolderNesting<'f> {
    /// Moves on to a file in `folder`.
    fn enter_folder(&mut self, folder: &'f str) {
        if self.folder != folder {
            self.folder = folder;
            self.above.clear();
        }
    }

    /// Returns the depth, from 1, of a file whose title is a heading of `level` in it.
    fn level_below(&mut self, level: u8) -> u8 {
        self.above.retain(|above| *above < level);
        self.above.push(level);
        self.above.len() as u8
    }

    /// Moves on to a file without such a title.
    fn clear(&mut self) {
        self.above.clear();
    }
}

/// Returns the heading of a file that is its title: it is above all others, and is at the beginning or has the
/// words of `title`.
fn title_of<'h>(headings: &'h [Heading], title: &str, first: Pos) -> Option<&'h Heading> {
    let (top, others) = headings.split_first()?;
    let is_first = || top.level == 1 && top.pos.block_start() <= first;
    let is_above = others.iter().all(|heading| heading.level > top.level);
    (is_above && (is_first() || is_same_title(title, &top.title))).then_some(top)
}

/// Returns whether the title of a page equals a heading, ignoring the name of a book or site after a separator.
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
    /// Finds the outline file by file; see [`crate::doc::Document::outline`].
    pub(crate) fn find_outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        let mut found = Outline::default();
        let mut entries = FolderEntries::new();
        let mut nesting = FolderNesting::default();
        let mut read = 0;
        for (index, file) in self.files.list.iter().enumerate() {
            if (index.is_multiple_of(BATCH_FILES) && self.file_count() > BATCH_FILES)
                || read + file.len > BATCH_BYTES
            {
                let mut sofar = found.clone();
                sofar.headings.extend(self.unopened_names(index));
                if emit(Step::Found(sofar)).is_break() {
                    return;
                }
                read = 0;
            }
            read += file.len;
            nesting.enter_folder(self.folder_path(index));
            let Some(entry) = self.add_part(index, &mut nesting, &mut found, emit) else {
                return;
            };
            self.disambiguate(index, entry, &mut found.headings, &mut entries);
        }
        found.complete = true;
        let _ = emit(Step::Found(found));
    }

    /// Returns headings for the folders that begin with this file.
    fn folder_headings(&self, index: usize) -> impl Iterator<Item = Heading> + '_ {
        let file = self.files.list.get(index);
        let names = file.map_or(&[][..], |file| &file.new_folders);
        let outside = self.depth(index) - names.len().min(usize::from(u8::MAX)) as u8;
        (outside + 1..)
            .zip(names)
            .map(move |(level, name)| Heading {
                pos: self.to_folder_pos(index, Pos::default()),
                level,
                title: name.as_str().into(),
                len: 0,
                confidence: None,
                entry: None,
            })
    }

    /// Adds the name of the file to its heading, at `entry` in the outline, if another file of the folder has
    /// the same heading. The heading of that file gets its name too.
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

    /// Returns a title together with the name of the file.
    fn with_file_name(&self, index: usize, title: &str) -> String {
        let name = self.name(index);
        if name == title {
            // Only the extension differs from the other file.
            let path = self.file_path(index);
            return path.rsplit('/').next().unwrap_or_default().to_owned();
        }
        format!("{name} · {title}")
    }

    /// Returns the path of the folder that contains a file.
    fn folder_path(&self, index: usize) -> &str {
        let path = self.file_path(index);
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Adds the headings of a file, its title above its own headings, and its metadata lines. Returns the index
    /// of the title in the outline; `None` if `emit` breaks.
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
        // Some headings are at the very beginning of their section, before its first block.
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
        let line = part.title_lines(part.first());
        let is_free = |pos: Pos| {
            let block = pos.block_start();
            let mut inner = inner.headings.iter();
            inner.all(|heading| heading.pos.block_start() != block)
        };
        // A title that is a line of the text is shown as one.
        let line = line.map(|line| line.relocate(&to_folder_pos));
        let (pos, len) = match &line {
            Some(line) if is_free(line.at) => (line.at, line.len),
            _ => (first, 0),
        };
        let of_file = Heading {
            pos,
            level: depth + 1,
            title: if title.is_empty() {
                self.name(index).into()
            } else {
                title.into()
            },
            len,
            confidence: None,
            entry: Some(Box::new(TocEntry::default())),
        };
        let (level, own) = match title_of(&inner.headings, &of_file.title, first) {
            Some(heading) => {
                let level = depth + nesting.level_below(heading.level);
                let of_file = Heading { level, ..of_file };
                headings.push(if heading.pos.block_start() <= first {
                    Heading {
                        level,
                        entry: heading.entry.clone().or(of_file.entry),
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
        let room = MAX_DOUBTFUL_COUNT.saturating_sub(whole.doubtful.len());
        whole.doubtful.extend(inner.doubtful.into_iter().take(room));
        Some(entry)
    }

    /// Returns headings for the names of the files from `index` on, which are not opened yet.
    fn unopened_names(&self, index: usize) -> impl Iterator<Item = Heading> + '_ {
        (index..self.file_count()).flat_map(|index| {
            self.folder_headings(index).chain([Heading {
                pos: self.to_folder_pos(index, Pos::default()),
                level: self.depth(index) + 1,
                title: self.name(index).into(),
                len: 0,
                confidence: None,
                entry: Some(Box::new(TocEntry::default())),
            }])
        })
    }
}
