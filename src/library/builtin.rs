//! Essays that are compiled into the program. They open if the command line names nothing.

use super::folder::FolderDocument;
use super::input_source::Input;
use super::listing::{self, FoundFile};
use super::open::text::open_decoded;
use crate::doc::{Describe, Document};
use crate::outline::rules::Rules;
use crate::source::encoding::detect::Detection;
use crate::source::windows::Source;
use std::path::Path;
use std::sync::Arc;

/// Files of `essays/`.
pub const ESSAYS: [(&str, &str); 10] = [
    ("01-shanqu.txt", include_str!("../../essays/01-shanqu.txt")),
    (
        "02-chongqing.txt",
        include_str!("../../essays/02-chongqing.txt"),
    ),
    (
        "03-zhejiang.txt",
        include_str!("../../essays/03-zhejiang.txt"),
    ),
    ("04-jiuzhen.md", include_str!("../../essays/04-jiuzhen.md")),
    (
        "05-liandong.txt",
        include_str!("../../essays/05-liandong.txt"),
    ),
    ("06-daibiao.md", include_str!("../../essays/06-daibiao.md")),
    (
        "07-zhongyao.txt",
        include_str!("../../essays/07-zhongyao.txt"),
    ),
    (
        "08-laodongli.txt",
        include_str!("../../essays/08-laodongli.txt"),
    ),
    (
        "09-gangyao.txt",
        include_str!("../../essays/09-gangyao.txt"),
    ),
    (
        "10-dangjian.txt",
        include_str!("../../essays/10-dangjian.txt"),
    ),
];

/// The `collection.toml` of `essays/`.
pub const COLLECTION_TOML: &str = include_str!("../../essays/collection.toml");

/// Opens the essays as a document.
pub fn essays() -> Arc<dyn Document> {
    let found = ESSAYS
        .iter()
        .enumerate()
        .map(|(at, (name, text))| FoundFile {
            path: vec![(*name).to_owned()],
            len: text.len() as u64,
            index: at,
        });
    let descriptions = [(Vec::new(), COLLECTION_TOML.to_owned())].into();
    let listing = listing::order_texts(found.collect(), &descriptions, &mut |_| Vec::new());
    let order = listing.order;
    let open = Box::new(move |index: usize| {
        let essay = order.get(index).and_then(|&at| ESSAYS.get(at));
        let (name, text) = essay.copied().unwrap_or_default();
        let input = Input::detached(Path::new(name), Source::Static(text.as_bytes()));
        let rules = Arc::<Rules>::default().for_file(name);
        Ok(open_decoded(input, Detection::UTF8, &rules))
    });
    Arc::new(FolderDocument::new(
        listing.title.unwrap_or_default(),
        listing.files,
        open,
        listing.problems,
        Describe::default(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::essay::{self, collection};

    #[test]
    fn every_essay_is_one_that_check_has_nothing_against() {
        for (name, text) in ESSAYS {
            assert!(essay::check(Path::new(name), text).is_empty(), "{name}");
        }
        let names: Vec<&str> = ESSAYS.iter().map(|(name, _)| *name).collect();
        assert!(
            collection::check(Path::new("collection.toml"), COLLECTION_TOML, &names).is_empty()
        );
    }

    #[test]
    fn the_folder_holds_what_is_compiled_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("essays");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "collection.toml")
            .collect();
        files.sort();
        assert_eq!(files, ESSAYS.map(|(name, _)| name));
    }
}
