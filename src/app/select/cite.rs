//! Source of the text at a place.

use super::copied::CitedSource;
use crate::app::state::State;
use crate::doc::{Heading, MetadataKind, MetadataValue, Outline, Pos};
use crate::source::file_name::file_stem;
use crate::text::ordinal::NumberName;
use std::path::Path;

/// Returns the title of a heading, without the mark that ends it. A bare number (二) follows the titles of the headings
/// above it: 第二章　江上·二.
fn section_name(outline: &Outline, index: usize) -> String {
    let title_at = |index: usize| {
        let title = outline.headings.get(index).map(|heading| &*heading.title);
        let title = title.unwrap_or_default().trim();
        title.trim_end_matches(['。', '：', ':']).to_owned()
    };
    let mut name = title_at(index);
    let mut lowest = (
        index,
        NumberName::parse(&name).is_some_and(|name| name.is_bare()),
    );
    while let (child, true) = lowest
        && let Some(parent) = outline.parent(child)
    {
        let above = title_at(parent);
        lowest = (
            parent,
            NumberName::parse(&above).is_some_and(|name| name.is_bare()),
        );
        name = format!("{above}·{name}");
    }
    name
}

/// Characters of a title that are kept in records, notes and sources of quotations.
const MAX_NAME_CHARS: usize = 200;

/// Returns a title of a bounded length: the beginning of one that is longer, with a sign for the rest.
pub fn short_name(title: String) -> String {
    match title.char_indices().nth(MAX_NAME_CHARS) {
        Some((end, _)) => format!("{}…", title.get(..end).unwrap_or_default().trim_end()),
        None => title,
    }
}

/// Returns the source of the text at `pos`.
pub fn source_at(state: &State, pos: Pos) -> CitedSource {
    let reader = &state.reading.reader;
    let doc = &*reader.doc;
    let metadata = doc.metadata(pos);
    let known = |kind| {
        let mut values = metadata.iter().filter(|entry| entry.kind == kind);
        values.find_map(|entry| match &entry.value {
            MetadataValue::Text(text) => Some(text.clone()),
            MetadataValue::RightToLeft => None,
        })
    };
    let outline = &reader.outline;
    let index = outline.index_at(pos);
    let file = doc.provenance(pos).file;
    // Of several texts in one document, the title is that of the one at `pos`.
    let entry = index.and_then(|index| {
        let before = outline.headings.get(..=index)?;
        let is_text = |heading: &&Heading| {
            heading.entry.is_some()
                || (file.is_some() && heading.level == 1 && heading.pos.section == pos.section)
        };
        before.iter().rfind(is_text)
    });
    let author = entry.and_then(|heading| heading.entry.as_ref()?.author.clone());
    let title = entry.map_or_else(|| doc.title(), |heading| heading.title.trim().to_owned());
    // The row of a file whose title others have too begins with its name.
    let stem = file.as_deref().map(|path| file_stem(Path::new(path)));
    let own =
        stem.and_then(|stem| Some(title.strip_prefix(&stem)?.strip_prefix(" · ")?.to_owned()));
    let title = own.unwrap_or(title);
    let section = index.map_or_else(String::new, |index| section_name(outline, index));
    CitedSource {
        section: if section == title {
            String::new()
        } else {
            short_name(section)
        },
        author: author
            .or_else(|| known(MetadataKind::Author))
            .map(short_name)
            .unwrap_or_default(),
        date: known(MetadataKind::Date).unwrap_or_default(),
        title: short_name(title),
        lang: doc.lang(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut() {
        assert_eq!(short_name("山".repeat(200)), "山".repeat(200));
        let cut = short_name("山".repeat(22_000));
        assert_eq!(cut, format!("{}…", "山".repeat(200)));
    }

    #[test]
    fn a_bare_number_is_named_with_what_it_belongs_to() {
        let heading = |(index, (level, title)): (usize, &(u8, &str))| Heading {
            pos: Pos::new(0, index as u64),
            level: *level,
            title: (*title).into(),
            ..Heading::default()
        };
        let titles = [
            (1, "第二章　江上"),
            (2, "二"),
            (2, "（三）"),
            (2, "四、过河。"),
            (1, "五"),
        ];
        let outline = Outline {
            headings: titles.iter().enumerate().map(heading).collect(),
            ..Outline::default()
        };
        for (index, want) in [
            (0, "第二章　江上"),
            (1, "第二章　江上·二"),
            (2, "第二章　江上·（三）"),
            (3, "四、过河"),
            (4, "五"),
        ] {
            assert_eq!(section_name(&outline, index), want);
        }
    }
}
