//! Links between the files of a folder.

use super::FolderDocument;
use crate::doc::Pos;
use crate::formats::blocks::href::percent_decode;

/// Names of the file that a link to a folder opens; the first that exists wins.
const INDEX_FILE_NAMES: [&str; 4] = ["index.html", "index.htm", "README.md", "index.md"];

impl FolderDocument {
    /// Resolves a link in the file `from` to another file of the folder or a place in it. `None` for everything
    /// else, so nothing outside the folder is reached.
    pub(crate) fn resolve_in_folder(&self, from: usize, link: &str) -> Option<Pos> {
        let (path, place) = link.split_once('#').unwrap_or((link, ""));
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() {
            return None;
        }
        let base = &self.files.list.get(from)?.path;
        let index = self
            .file_at_path(&join_path(base, path)?)
            .or_else(|| self.file_at_path(&join_path(base, &percent_decode(path))?))
            .or_else(|| self.file_named(path))?;
        let part = self.open_part(index);
        let first = part.first();
        let place = Some(place).filter(|place| !place.is_empty());
        let there = place.and_then(|place| part.target(first, &format!("#{place}")));
        Some(self.to_folder_pos(index, there.unwrap_or(first)))
    }

    /// Returns the index of the file with this name without its extension, as wikilinks give it.
    fn file_named(&self, name: &str) -> Option<usize> {
        let mut files = self.files.list.iter();
        let is_name = !name.contains('/');
        files.position(|file| is_name && file.name == name)
    }

    /// Returns the index of the file at `path`, or of the index file of the folder at `path`.
    fn file_at_path(&self, path: &str) -> Option<usize> {
        let find = |path: &str| self.files.list.iter().position(|file| file.path == path);
        find(path).or_else(|| {
            let folder = path.trim_end_matches('/');
            INDEX_FILE_NAMES
                .iter()
                .find_map(|front| find(&format!("{folder}/{front}")))
        })
    }
}

/// Resolves `path` relative to the file `base`. `None` if it leaves the folder or leads to the web.
fn join_path(base: &str, path: &str) -> Option<String> {
    let is_elsewhere = path.starts_with(['/', '\\']) || path.split('/').next()?.contains(':');
    if is_elsewhere {
        return None;
    }
    let folders = base.rsplit_once('/').map_or("", |(folders, _)| folders);
    let mut names: Vec<&str> = folders.split('/').filter(|name| !name.is_empty()).collect();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_folder() {
        for (base, path, want) in [
            ("a.md", "b.md", Some("b.md")),
            ("甲/a.md", "./b.md", Some("甲/b.md")),
            ("甲/乙/a.md", "../../c.md", Some("c.md")),
            ("甲/a.md", "../../c.md", None),
            ("a.md", "/etc/passwd", None),
            ("a.md", "https://example.org/b.md", None),
            ("a.md", "sub/", Some("sub")),
        ] {
            assert_eq!(join_path(base, path).as_deref(), want, "{path} in {base}");
        }
    }
}
