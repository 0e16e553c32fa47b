//! Links for bare URLs in running text (`见 https://example.org/甲。`), as on GitHub.

use super::inline::MarkSpan;
use crate::doc::Mark;
use crate::text::script::is_cjk;

/// Adds a link to `marks` for every bare URL in `text` outside links and code. `marks` stay ascending.
pub(crate) fn add_links(text: &str, marks: &mut Vec<MarkSpan>) {
    let mut found = Vec::new();
    let mut done = 0;
    for (at, _) in text.match_indices("://") {
        let Some(start) = scheme_start(text, at).filter(|&start| start >= done) else {
            continue;
        };
        let end = at + 3 + address_len(text.get(at + 3..).unwrap_or_default());
        if end > at + 3 {
            done = end;
            found.push((start, end));
        }
    }
    let mut covering = marks
        .iter()
        .filter(|(_, mark)| matches!(mark, Mark::Link(_) | Mark::Code))
        .map(|(range, _)| range.clone())
        .peekable();
    found.retain(|&(start, end)| {
        while covering
            .next_if(|range| range.end as usize <= start)
            .is_some()
        {}
        covering
            .peek()
            .is_none_or(|range| range.start as usize >= end)
    });
    if found.is_empty() {
        return;
    }
    marks.extend(found.into_iter().filter_map(|(start, end)| {
        let address = text.get(start..end)?.to_owned();
        Some((start as u32..end as u32, Mark::Link(address)))
    }));
    marks.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
}

/// Returns the start of the scheme before the `://` at `at`. Only http and https count, and only at the start of a
/// word.
fn scheme_start(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let rest = before
        .strip_suffix("https")
        .or_else(|| before.strip_suffix("http"))?;
    (!rest.ends_with(|c: char| c.is_ascii_alphanumeric())).then_some(rest.len())
}

/// Returns the length in bytes of the URL at the start of `rest`, without the scheme. A URL ends before blanks, CJK
/// text and closing brackets; stops at its end belong to the sentence.
fn address_len(rest: &str) -> usize {
    let end = rest
        .find(|c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(
                    c,
                    '<' | '>' | '"' | '`' | '|' | '“' | '”' | '‘' | '’' | '…' | '—'
                )
                || matches!(c as u32, 0x3000..=0x303F | 0xFF00..=0xFFEF)
                || is_cjk(c)
        })
        .unwrap_or(rest.len());
    let address = rest.get(..end).unwrap_or_default();
    let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    match trimmed.strip_suffix(')') {
        Some(inner) if !inner.contains('(') => inner.len(),
        Some(_) | None => trimmed.len(),
    }
}
