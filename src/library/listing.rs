//! Texts of a folder or an archive, in reading order.
//!
//! The order is the natural order of the names, folder by folder. A `collection.toml` or an index page
//! ([`index_page`]) of a folder may define another order. [`directory`] and [`archive`] find the texts;
//! [`super::folder`] is the document made of them.
//!
//! # Limits
//!
//! 20,000 texts, 16 nested folders. Archives inside an archive are not opened, but books are.

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

/// Maximum number of texts; further ones are not shown.
pub const MAX_LISTED_FILES: usize = 20_000;
/// Maximum number of nested folders.
pub const MAX_DEPTH: usize = 16;
/// Name of the file that describes a folder.
pub const COLLECTION_FILE_NAME: &str = "collection.toml";
/// Maximum bytes of a file that describes a folder; a larger one is ignored.
const MAX_DESCRIPTION_BYTES: u64 = 1 << 20;

/// Text found in a folder or an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundFile {
    /// Names of its folders, and its own name.
    pub(crate) path: Vec<String>,
    /// Length in bytes.
    pub(crate) len: u64,
    /// Index that the finder assigned.
    pub(crate) index: usize,
}

/// Contents of the `collection.toml` files, by the path of their folder.
pub(crate) type CollectionTexts = HashMap<Vec<String>, String>;

/// Texts in reading order.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Title of the collection.
    pub(crate) title: Option<String>,
    /// Properties of each text.
    pub(crate) files: Vec<FolderFile>,
    /// [`FoundFile::index`] of each text.
    pub(crate) order: Vec<usize>,
    /// Problems of the descriptions.
    pub(crate) problems: Vec<Problem>,
}

/// Returns whether a folder shows a file of this name: a known extension, and not hidden.
pub(crate) fn is_text_name(name: &str, archives: ArchivePolicy) -> bool {
    let extension = extension(&decompressed_name(Path::new(name)));
    !name.starts_with('.')
        && match Format::from_extension(&extension) {
            Some(Format::Archive) => archives == ArchivePolicy::Open,
            Some(_) => true,
            None => false,
        }
}

/// Puts texts in reading order. Folders that contain all texts are left out. `read` returns the bytes of one.
pub(crate) fn order_texts(
    found: Vec<FoundFile>,
    descriptions: &CollectionTexts,
    read: &mut dyn FnMut(&FoundFile) -> Vec<u8>,
) -> Listing {
    let mut listing = Listing::default();
    let mut collections: HashMap<&[String], Collection> = HashMap::new();
    let mut members = collection_members(&found, descriptions);
    let mut descriptions: Vec<_> = descriptions.iter().collect();
    descriptions.sort_unstable();
    for (folder, text) in descriptions {
        let path: PathBuf = folder
            .iter()
            .map(String::as_str)
            .chain([COLLECTION_FILE_NAME])
            .collect();
        let names = members.remove(folder.as_slice()).unwrap_or_default();
        let (collection, problems) = collection::parse_lenient(&path, text, &names);
        listing.problems.extend(problems);
        collections.insert(folder, collection);
    }
    let mut orders = index_page::index_orders(&found, read);
    for (folder, collection) in &collections {
        if !collection.order.is_empty() {
            // If a name is listed twice, the first place counts.
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
    listing.title = title(root.as_slice()).or_else(|| title(&[]));
    let mut before: &[String] = &root;
    for text in &found {
        let folders = parent_folders(&text.path);
        let same = common_prefix_len(before, folders);
        let begins = (same..folders.len()).map(|depth| {
            let folder = folders.get(..=depth).unwrap_or_default();
            title(folder).unwrap_or_else(|| folder.last().cloned().unwrap_or_default())
        });
        listing.files.push(FolderFile {
            new_folders: begins.collect(),
            depth: (folders.len() - root.len()).min(MAX_DEPTH) as u8,
            ..folder_file(text)
        });
        listing.order.push(text.index);
        before = folders;
    }
    listing
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

/// Returns the names of the files and folders in each folder with a description.
fn collection_members<'f>(
    found: &'f [FoundFile],
    descriptions: &CollectionTexts,
) -> HashMap<&'f [String], Vec<&'f str>> {
    let mut members: HashMap<&[String], Vec<&str>> = HashMap::new();
    for (path, depth) in found.iter().flat_map(|found| {
        let path = found.path.as_slice();
        (0..path.len()).map(move |depth| (path, depth))
    }) {
        if let Some((folder, [name, ..])) = path.split_at_checked(depth)
            && descriptions.contains_key(folder)
        {
            members.entry(folder).or_default().push(name);
        }
    }
    members
}

/// Returns the folders of a path.
fn parent_folders(path: &[String]) -> &[String] {
    path.split_last().map_or(&[], |(_, folders)| folders)
}

/// Returns the number of equal names at the start of two paths.
fn common_prefix_len(a: &[String], b: &[String]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// Returns the folders that contain all texts.
fn common_folders(found: &[FoundFile]) -> Vec<String> {
    let mut all = found.iter().map(|found| parent_folders(&found.path));
    let first = all.next().unwrap_or_default();
    let shared = all.fold(first.len(), |shared, folders| {
        shared.min(common_prefix_len(first, folders))
    });
    first.get(..shared).unwrap_or_default().to_vec()
}

/// Returns the sort key of a path, name by name. Names with a defined place precede the others.
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
