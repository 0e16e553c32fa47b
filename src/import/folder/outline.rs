//! The outline of a folder: its folders, in them its files, and in these what they say themselves. Files that
//! were not read yet stand there by their names.

use super::FolderDocument;
use crate::doc::{Entry, Go, Heading, Outline, Pos, Step};
use std::collections::HashMap;

/// Files read between two times the outline is handed out, and bytes.
const BATCH: usize = 64;
const BYTES: u64 = 16 << 20;

/// The headings that stand for files so far, by the folder and their words: the file and the place in the outline
/// of one that is alone with them, `None` where there are several.
type Entries<'f> = HashMap<(&'f str, String), Option<(usize, usize)>>;

impl FolderDocument {
    /// Finds the outline, file by file; see [`crate::doc::Document::outline`].
    pub(super) fn find_outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> Go) {
        let mut found = Outline::default();
        let mut entries = Entries::new();
        let mut read = 0;
        for (index, leaf) in self.files.leaves.iter().enumerate() {
            if (index.is_multiple_of(BATCH) && self.count() > BATCH) || read + leaf.len > BYTES {
                let mut sofar = found.clone();
                sofar.headings.extend(self.names_from(index));
                if emit(Step::Found(sofar)) == Go::Stop {
                    return;
                }
                read = 0;
            }
            read += leaf.len;
            let Some(entry) = self.add_part(index, &mut found, emit) else {
                return;
            };
            self.tell_apart(index, entry, &mut found.headings, &mut entries);
        }
        found.complete = true;
        emit(Step::Found(found));
    }

    /// The folders that begin with a file, as headings above it.
    fn folders(&self, index: usize) -> impl Iterator<Item = Heading> + '_ {
        let leaf = self.files.leaves.get(index);
        let names = leaf.map_or(&[][..], |leaf| &leaf.begins);
        let outside = self.depth(index) - names.len().min(usize::from(u8::MAX)) as u8;
        (outside + 1..)
            .zip(names)
            .map(move |(level, name)| Heading {
                pos: self.outer(index, Pos::default()),
                level,
                title: name.as_str().into(),
                extent: 0,
                entry: None,
            })
    }

    /// Puts the name of a file in front of the heading that stands for it, `entry` in the outline, if there is another
    /// of the same words in its folder, and in front of that one.
    fn tell_apart<'f>(
        &'f self,
        index: usize,
        entry: usize,
        headings: &mut [Heading],
        entries: &mut Entries<'f>,
    ) {
        let Some(heading) = headings.get(entry) else {
            return;
        };
        let path = self.path(index);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let words = heading.title.to_string();
        let mut name = |index: usize, entry: usize| {
            if let Some(heading) = headings.get_mut(entry) {
                heading.title = self.named(index, &heading.title).into();
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
    fn named(&self, index: usize, title: &str) -> String {
        let name = self.name(index);
        if name == title {
            // It is the ending that tells it from its namesake.
            let path = self.path(index);
            return path.rsplit('/').next().unwrap_or_default().to_owned();
        }
        format!("{name} · {title}")
    }

    fn path(&self, index: usize) -> &str {
        let leaf = self.files.leaves.get(index);
        leaf.map_or("", |leaf| &leaf.path)
    }

    /// Adds the headings of a file, its title over those it has itself, and its asides. Gives the place of the one that
    /// stands for it; `None` if it was told to stop.
    fn add_part(
        &self,
        index: usize,
        whole: &mut Outline,
        emit: &mut dyn FnMut(Step<Outline>) -> Go,
    ) -> Option<usize> {
        let part = self.glance(index);
        let mut inner = Outline::default();
        part.outline(&mut |step| match step {
            Step::Found(outline) => {
                inner = outline;
                Go::On
            }
            Step::Scanned(pos) => emit(Step::Scanned(self.outer(index, pos))),
        });
        if !inner.complete {
            return None;
        }
        let first = part.first();
        // Some lead to the very beginning of their section, before its first block.
        let first = inner
            .headings
            .first()
            .map_or(first, |heading| first.min(heading.pos));
        let title = part.title();
        let begins_with_title = inner
            .headings
            .first()
            .is_some_and(|heading| heading.level == 1 && heading.pos.start() <= first)
            && inner
                .headings
                .iter()
                .skip(1)
                .all(|heading| heading.level > 1);
        let depth = self.depth(index);
        let headings = &mut whole.headings;
        headings.extend(self.folders(index).map(|folder| Heading {
            pos: self.outer(index, first),
            ..folder
        }));
        let entry = headings.len();
        if !begins_with_title {
            headings.push(Heading {
                pos: self.outer(index, first),
                level: depth + 1,
                title: if title.is_empty() {
                    self.name(index).into()
                } else {
                    title.into()
                },
                extent: 0,
                entry: Some(Box::new(Entry::default())),
            });
        }
        let deeper = depth + u8::from(!begins_with_title);
        headings.extend(inner.headings.into_iter().map(|heading| Heading {
            pos: self.outer(index, heading.pos),
            level: heading.level.saturating_add(deeper),
            ..heading
        }));
        let asides = inner.asides.into_iter();
        whole
            .asides
            .extend(asides.map(|aside| self.outer(index, aside)));
        Some(entry)
    }

    /// What is known of the files that were not opened yet: their names.
    fn names_from(&self, index: usize) -> impl Iterator<Item = Heading> + '_ {
        (index..self.count()).flat_map(|index| {
            self.folders(index).chain([Heading {
                pos: self.outer(index, Pos::default()),
                level: self.depth(index) + 1,
                title: self.name(index).into(),
                extent: 0,
                entry: Some(Box::new(Entry::default())),
            }])
        })
    }
}
