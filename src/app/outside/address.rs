//! Addresses that may be opened outside.

use std::path::Path;

/// Schemes of addresses that may be opened.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// Returns the address that a link leads to, if it may be opened: a page or letter of the network, or a file in the folder
/// of the document. `base` is that folder.
pub fn openable_address(link: &str, base: Option<&Path>) -> Option<String> {
    let is_odd = |c: char| c.is_control() || c.is_whitespace();
    let lower = link.to_ascii_lowercase();
    if SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
        return (!link.contains(is_odd)).then(|| link.to_owned());
    }
    if lower.starts_with("www.") && !link.contains(is_odd) {
        return Some(format!("https://{link}"));
    }
    let base = base?.canonicalize().ok()?;
    let path = link.strip_prefix("file://").unwrap_or(link);
    let path = path.split(['#', '?']).next().unwrap_or(path);
    let path = base.join(decode_percent(path)).canonicalize().ok()?;
    let is_own = path.starts_with(&base) && path.is_file();
    let path = is_own.then(|| path.to_str())??;
    (!path.contains(char::is_control)).then(|| path.to_owned())
}

/// Decodes `%20` and the like; a text that is not UTF-8 afterwards is returned as it was.
fn decode_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| first == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_letters_and_files_beneath_are_opened() {
        for link in [
            "https://example.org/中文?a=b&c",
            "http://example.org",
            "mailto:a@example.org",
            "HTTPS://EXAMPLE.ORG",
        ] {
            assert_eq!(openable_address(link, None).as_deref(), Some(link));
        }
        assert_eq!(
            openable_address("www.example.org", None).as_deref(),
            Some("https://www.example.org")
        );
        let base = Path::new("src/app");
        for link in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "../../Cargo.toml",
            "/etc/passwd",
            "--help",
            "https://example.org/a b",
            "https://example.org/\x1b]0;x\x07",
            "",
            "outside",
        ] {
            assert_eq!(openable_address(link, Some(base)), None, "{link}");
        }
        let own = openable_address("outside/%65ditor.rs#top", Some(base)).unwrap();
        assert!(own.starts_with('/') && own.ends_with("src/app/outside/editor.rs"));
    }
}
