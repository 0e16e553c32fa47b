//! Files and folders named together: one document in the order of the names.

use super::{open, open_input};
use crate::doc::Document;
use crate::error::Result;
use crate::formats::options::OpenOptions;
use crate::library::folder::{FolderDocument, FolderFile};
use crate::library::format::{ARCHIVE_SECTIONS, ArchivePolicy, Format};
use crate::library::input_source::Input;
use crate::source::decompress::decompressed_name;
use crate::source::file_name::{extension, file_stem};
use crate::source::pipe::{Pipe, WaitLimit};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Name of standard input.
const STANDARD_INPUT: &str = "-";

/// Opens files and folders as one document, each when the reader comes to it. One that cannot be opened becomes a
/// placeholder. `paths` must not be empty.
pub fn open_files(paths: &[PathBuf], title: String, options: &OpenOptions) -> Arc<dyn Document> {
    let files = paths.iter().map(|path| listed_file(path)).collect();
    let (paths, describe) = (paths.to_vec(), options.describe.clone());
    let options = options.clone();
    let input = OnceLock::new();
    let open_part = move |index: usize| -> Result<Arc<dyn Document>> {
        let path = paths.get(index).map_or(Path::new(""), PathBuf::as_path);
        let options = options.for_member(&path.to_string_lossy());
        if path == Path::new(STANDARD_INPUT) {
            return open_standard_input(&input, &options);
        }
        open(path, &options)
    };
    let open_part = Box::new(open_part);
    Arc::new(FolderDocument::new(
        title,
        files,
        open_part,
        Vec::new(),
        describe,
    ))
}

/// Opens standard input, which is read once and then to its end.
fn open_standard_input(
    input: &OnceLock<Option<Pipe>>,
    options: &OpenOptions,
) -> Result<Arc<dyn Document>> {
    let path = Path::new(STANDARD_INPUT);
    let source = match input.get_or_init(|| Pipe::new(path)) {
        Some(pipe) => {
            pipe.wait(WaitLimit::Unlimited)?;
            pipe.contents().bytes.source()
        }
        None => crate::source::windows::Source::Static(b""),
    };
    open_input(Input::detached(path, source), ArchivePolicy::Open, options)
}

fn listed_file(path: &Path) -> FolderFile {
    let metadata = std::fs::metadata(path).ok();
    let is_folder = metadata.as_ref().is_some_and(std::fs::Metadata::is_dir);
    let inner = decompressed_name(path);
    let sections = Format::from_extension(&extension(&inner)).map_or(1, Format::max_sections);
    FolderFile {
        path: path.to_string_lossy().into_owned(),
        name: file_stem(&inner),
        len: metadata.map_or(0, |metadata| metadata.len()),
        max_sections: if is_folder {
            ARCHIVE_SECTIONS
        } else {
            sections
        },
        depth: 0,
        new_folders: Vec::new(),
    }
}
