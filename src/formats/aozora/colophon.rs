//! What is said of a text's origin below it: the book it was taken from, who typed and who checked it.
//! A line `入力：…` is a fact; lines behind it that begin with blanks go on with it.

use crate::doc::{Metadata, MetadataKind};

/// What the lines begin with, and what they are about.
const NAMES: [(&str, MetadataKind); 7] = [
    ("底本", MetadataKind::Edition),
    ("底本の親本", MetadataKind::EditionSource),
    ("初出", MetadataKind::FirstPublished),
    ("入力", MetadataKind::TypedBy),
    ("校正", MetadataKind::CheckedBy),
    ("翻訳の底本", MetadataKind::TranslatedFrom),
    ("ファイル作成", MetadataKind::MadeBy),
];

/// How lines of dates end.
const DATES: [(&str, MetadataKind); 2] = [
    ("公開", MetadataKind::Released),
    ("修正", MetadataKind::Revised),
];

/// The line that begins what is said of the origin: the last of its kind, behind an empty one.
pub(crate) fn start(lines: &[&str]) -> Option<usize> {
    lines.iter().enumerate().rposition(|(index, line)| {
        let is_first = index
            .checked_sub(1)
            .and_then(|before| lines.get(before))
            .is_some_and(|line| line.trim().is_empty());
        is_first && line.starts_with("底本：")
    })
}

/// The facts that the lines tell.
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
