//! References within a book: relative, percent-encoded or not, with a fragment after `#`. They resolve to member
//! names and never leave the archive.

use crate::source::archive::Archive;

/// Target of a reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Href {
    /// Member name as written.
    pub(crate) path: String,
    /// Member name with percent escapes decoded.
    decoded_path: String,
    /// Name of the place in the member, or empty.
    pub(crate) fragment: String,
}

impl Href {
    /// Finds the member. The name as written is tried first, since member names may contain percent signs.
    pub(crate) fn member(&self, archive: &Archive) -> Option<usize> {
        archive
            .find(&self.path)
            .or_else(|| archive.find(&self.decoded_path))
    }
}

/// Resolves `href`, written in the member `base`. `None` if it leads out of the book.
pub(crate) fn resolve(base: &str, href: &str) -> Option<Href> {
    let href = href.trim();
    let scheme = href.split(['/', '#', '?']).next().unwrap_or_default();
    if scheme.contains(':') {
        return None;
    }
    let (path, place) = href.split_once('#').unwrap_or((href, ""));
    let path = path.replace('\\', "/");
    let joined = if path.is_empty() {
        base.to_owned()
    } else if path.starts_with('/') {
        path
    } else {
        match base.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{path}"),
            None => path,
        }
    };
    Some(Href {
        decoded_path: normalize_path(&percent_decode(&joined)),
        path: normalize_path(&joined),
        fragment: percent_decode(place),
    })
}

/// Removes `.` and `..` from a path. A path that would leave the root stays in it.
fn normalize_path(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Returns a path for display: percent escapes decoded, unless that yields control characters.
pub(crate) fn display_path(path: &str) -> String {
    let words = percent_decode(path);
    if words.contains(char::is_control) {
        return path.to_owned();
    }
    words
}

/// Decodes percent escapes, unless the result is not UTF-8.
pub(crate) fn percent_decode(text: &str) -> String {
    let digit = |byte: Option<&u8>| (*byte? as char).to_digit(16);
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escape = (byte == b'%')
            .then(|| Some(digit(bytes.get(at + 1))? * 16 + digit(bytes.get(at + 2))?))
            .flatten();
        out.push(escape.map_or(byte, |escape| escape as u8));
        at += if escape.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stay_in_the_archive() {
        for (base, href, path, decoded, place) in [
            ("OPS/a.opf", "x/b.html", "OPS/x/b.html", "OPS/x/b.html", ""),
            (
                "OPS/t/n.xhtml",
                "../c.html#d%E4%B8%80",
                "OPS/c.html",
                "OPS/c.html",
                "d一",
            ),
            ("a.opf", "%E7%AB%A0.html", "%E7%AB%A0.html", "章.html", ""),
            ("a/b.html", "#n", "a/b.html", "a/b.html", "n"),
            (
                "a.opf",
                "../../../../etc/passwd",
                "etc/passwd",
                "etc/passwd",
                "",
            ),
            ("x/a.opf", "/etc/passwd", "etc/passwd", "etc/passwd", ""),
            ("a.opf", "..\\..\\x%", "x%", "x%", ""),
            ("a.opf", "%FF.html", "%FF.html", "%FF.html", ""),
        ] {
            let got = resolve(base, href).unwrap();
            assert_eq!(
                (
                    got.path.as_str(),
                    got.decoded_path.as_str(),
                    got.fragment.as_str()
                ),
                (path, decoded, place)
            );
        }
        assert_eq!(resolve("a", "file:///etc/passwd"), None);
        assert_eq!(resolve("a", "https://example.org/a#b"), None);
    }

    #[test]
    fn paths_are_shown_as_words_and_never_as_control_characters() {
        assert_eq!(display_path("OPS/%E7%AB%A0.html"), "OPS/章.html");
        for path in ["a%0Ab", "a%1B%5B2J", "%FF"] {
            assert_eq!(display_path(path), path);
        }
    }
}
