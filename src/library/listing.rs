//! Which texts a folder or an archive holds, and in which order: the natural order of their names, folder
//! by folder, unless the `collection.toml` of a folder or a page of contents in it says otherwise, as
//! [`index_page`] has it. Where they come from is for [`directory`] and [`archive`] to know; the document they become is [`super::folder`].
//!
//! # Limits
//!
//! 20,000 texts, 16 folders within each other. Archives in an archive are not opened, books in it are.

pub(crate) mod archive;
pub mod directory;
mod index_page;

use super::folder::FolderFile;
use super::format::{ArchivePolicy, Format};
use crate::doc::Problem;
use crate::formats::essay::collection::{self, Collection};
use crate::source::decompress::decompressed_name;
use crate::source::file_name::{extension, file_stem};
use crate::text::natural_order;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Texts of a shelf; further ones are not shown.
pub const MAX_LISTED_FILES: usize = 20_000;
/// Folders within each other that are looked into.
pub const MAX_DEPTH: usize = 16;
/// Name of the file that describes a folder.
pub const COLLECTION_FILE_NAME: &str = "collection.toml";
/// Bytes of a file that describes a folder; a larger one is none.
const MAX_DESCRIPTION_BYTES: u64 = 1 << 20;

/// A text that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundFile {
    /// The names of the folders it is in, and its own.
    pub(crate) path: Vec<String>,
    /// Its length in bytes.
    pub(crate) len: u64,
    /// What whoever has found it knows it by.
    pub(crate) index: usize,
}

/// What is said of folders, by the names that lead to them.
pub(crate) type CollectionTexts = HashMap<Vec<String>, String>;

/// Texts in the order to read them.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// What the collection calls itself.
    pub(crate) title: Option<String>,
    /// What is known of each text.
    pub(crate) files: Vec<FolderFile>,
    /// For each text, [`Found::at`].
    pub(crate) order: Vec<usize>,
    /// Problems of the descriptions.
    pub(crate) problems: Vec<Problem>,
}

/// Whether a file of this name is shown: by its extension, and not if it is hidden.
pub(crate) fn is_text_name(name: &str, archives: ArchivePolicy) -> bool {
    let extension = extension(&decompressed_name(Path::new(name)));
    !name.starts_with('.')
        && match Format::from_extension(&extension) {
            Some(Format::Archive) => archives == ArchivePolicy::Open,
            Some(_) => true,
            None => false,
        }
}

/// Puts texts in order. Folders that all of them are in are left out. `read` gives the bytes of one.
pub(crate) fn order_texts(
    found: Vec<FoundFile>,
    said: &CollectionTexts,
    read: &mut dyn FnMut(&FoundFile) -> Vec<u8>,
) -> Listing {
    let mut shelf = Listing::default();
    let mut collections: HashMap<&[String], Collection> = HashMap::new();
    let mut members = collection_members(&found, said);
    let mut said: Vec<_> = said.iter().collect();
    said.sort_unstable();
    for (folder, text) in said {
        let path: PathBuf = folder
            .iter()
            .map(String::as_str)
            .chain([COLLECTION_FILE_NAME])
            .collect();
        let names = members.remove(folder.as_slice()).unwrap_or_default();
        let (collection, problems) = collection::parse_lenient(&path, text, &names);
        shelf.problems.extend(problems);
        collections.insert(folder, collection);
    }
    let mut orders = index_page::index_orders(&found, read);
    for (folder, collection) in &collections {
        if !collection.order.is_empty() {
            // Of a name that is listed twice the first place counts.
            let places = collection.order.iter().enumerate().rev();
            let places = places.map(|(place, name)| (name.clone(), place));
            orders.insert(folder.to_vec(), places.collect());
        }
    }
    let mut found = found;
    found.sort_by_cached_key(|found| sort_key(&found.path, &orders));
    found.truncate(MAX_LISTED_FILES);
    let root = common_folders(&found);
    let title = |folder: &[String]| collections.get(folder).and_then(|c| c.title.clone());
    shelf.title = title(root.as_slice()).or_else(|| title(&[]));
    let mut before: &[String] = &root;
    for text in &found {
        let folders = parent_folders(&text.path);
        let same = common_prefix_len(before, folders);
        let begins = (same..folders.len()).map(|depth| {
            let folder = folders.get(..=depth).unwrap_or_default();
            title(folder).unwrap_or_else(|| folder.last().cloned().unwrap_or_default())
        });
        shelf.files.push(FolderFile {
            new_folders: begins.collect(),
            depth: (folders.len() - root.len()).min(MAX_DEPTH) as u8,
            ..folder_file(text)
        });
        shelf.order.push(text.index);
        before = folders;
    }
    shelf
}

fn folder_file(found: &FoundFile) -> FolderFile {
    let name = found.path.last().map_or("", String::as_str);
    let inner = decompressed_name(Path::new(name));
    FolderFile {
        path: found.path.join("/"),
        name: file_stem(&inner),
        len: found.len,
        max_sections: Format::from_extension(&extension(&inner)).map_or(1, Format::max_sections),
        depth: 0,
        new_folders: Vec::new(),
    }
}

/// The names of what is shown in the folders that something is said of.
fn collection_members<'f>(
    found: &'f [FoundFile],
    said: &CollectionTexts,
) -> HashMap<&'f [String], Vec<&'f str>> {
    let mut members: HashMap<&[String], Vec<&str>> = HashMap::new();
    for (path, depth) in found.iter().flat_map(|found| {
        let path = found.path.as_slice();
        (0..path.len()).map(move |depth| (path, depth))
    }) {
        if let Some((folder, [name, ..])) = path.split_at_checked(depth)
            && said.contains_key(folder)
        {
            members.entry(folder).or_default().push(name);
        }
    }
    members
}

/// The folders of a path.
fn parent_folders(path: &[String]) -> &[String] {
    path.split_last().map_or(&[], |(_, folders)| folders)
}

/// How many names two paths begin with alike.
fn common_prefix_len(a: &[String], b: &[String]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// The folders that all texts are in.
fn common_folders(found: &[FoundFile]) -> Vec<String> {
    let mut all = found.iter().map(|found| parent_folders(&found.path));
    let first = all.next().unwrap_or_default();
    let shared = all.fold(first.len(), |shared, folders| {
        shared.min(common_prefix_len(first, folders))
    });
    first.get(..shared).unwrap_or_default().to_vec()
}

/// The place of a path: name by name, those that have a place in their folder in front.
fn sort_key(
    path: &[String],
    orders: &index_page::IndexOrders,
) -> Vec<(usize, natural_order::NaturalKey)> {
    let place = |(depth, name): (usize, &String)| {
        let folder = path.get(..depth).unwrap_or_default();
        let place = orders.get(folder).and_then(|order| order.get(name));
        (
            place.copied().unwrap_or(usize::MAX),
            natural_order::natural_key(name),
        )
    };
    path.iter().enumerate().map(place).collect()
}

#[cfg(test)]
mod tests;
