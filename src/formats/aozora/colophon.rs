//! Colophon of a text: its edition, who typed and who checked it. A line `入力：…` is one piece of metadata; following
//! indented lines continue it.

use crate::doc::{Metadata, MetadataKind};

/// Labels at the start of lines, and the metadata they name.
const NAMES: [(&str, MetadataKind); 7] = [
    ("底本", MetadataKind::Edition),
    ("底本の親本", MetadataKind::EditionSource),
    ("初出", MetadataKind::FirstPublished),
    ("入力", MetadataKind::TypedBy),
    ("校正", MetadataKind::CheckedBy),
    ("翻訳の底本", MetadataKind::TranslatedFrom),
    ("ファイル作成", MetadataKind::MadeBy),
];

/// Verbs at the end of lines with a date.
const DATES: [(&str, MetadataKind); 2] = [
    ("公開", MetadataKind::Released),
    ("修正", MetadataKind::Revised),
];

/// Returns the first line of the colophon: the last line of its kind that follows an empty one.
pub(crate) fn start(lines: &[&str]) -> Option<usize> {
    lines.iter().enumerate().rposition(|(index, line)| {
        let is_first = index
            .checked_sub(1)
            .and_then(|before| lines.get(before))
            .is_some_and(|line| line.trim().is_empty());
        is_first && line.starts_with("底本：")
    })
}

/// Returns the metadata of the lines.
pub(crate) fn metadata(lines: &[&str]) -> Vec<Metadata> {
    let mut told: Vec<(MetadataKind, String)> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        let text = line.trim();
        if goes_on && line.starts_with(['　', ' ']) && !text.is_empty() {
            if let Some((_, value)) = told.last_mut() {
                value.push('；');
                value.push_str(text);
            }
            continue;
        }
        let fact = parse_line(text);
        goes_on = fact.is_some();
        told.extend(fact);
    }
    told.into_iter()
        .map(|(name, value)| Metadata::new(name, value))
        .collect()
}

fn parse_line(line: &str) -> Option<(MetadataKind, String)> {
    if let Some((name, value)) = line.split_once('：') {
        let (_, about) = NAMES.iter().find(|(own, _)| *own == name)?;
        let value = value.trim();
        return (!value.is_empty()).then(|| (*about, value.to_owned()));
    }
    let is_date = line.starts_with(|c: char| c.is_ascii_digit()) && line.contains('年');
    DATES.iter().filter(|_| is_date).find_map(|(end, about)| {
        let date = line.strip_suffix(end)?;
        Some((*about, date.to_owned()))
    })
}
