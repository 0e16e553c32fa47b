//! Texts of a corpus, and excerpts of them.

use crate::FOLDS;
use crate::labels::{Label, expected_heading, label, letters};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use tongdu::outline::headings::TrainingText;

/// Weight of a text without headings, relative to others.
const EMPTY_TEXT_WEIGHT: f64 = 3.0;
/// Weight of all excerpts of a text together, relative to the text.
const EXCERPT_WEIGHT: f64 = 1.0;
/// Lines of the excerpts.
const EXCERPT_LINES: [usize; 3] = [12, 30, 70];
/// Number of excerpts of each size, in three layouts.
const EXCERPTS_OF_A_SIZE: usize = 8;

/// Text, or an excerpt of one, with its labels.
pub(crate) struct Text {
    pub(crate) kind: String,
    pub(crate) is_train: bool,
    /// Whether it is no excerpt.
    pub(crate) is_whole: bool,
    /// Fold of its source.
    pub(crate) fold: usize,
    pub(crate) data: TrainingText,
    pub(crate) labels: Vec<Label>,
    /// Number of headings that it must have.
    pub(crate) required: usize,
    pub(crate) weight: f64,
}

/// Reads the texts and labels their candidates.
pub(crate) fn load(corpus: &Path) -> Vec<Text> {
    let read =
        |name: &str| std::fs::read_to_string(corpus.join(name)).expect("the table can be read");
    let split = read("split.tsv");
    let parts: HashMap<&str, (&str, &str)> = split
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, (cells.next()?, cells.next()?)))
        })
        .collect();
    let mut texts = Vec::new();
    for line in read("sources.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (Some(name), Some(kind), Some(layout)) = (cells.first(), cells.get(1), cells.last())
        else {
            continue;
        };
        let Some((part, source)) = parts.get(name) else {
            continue;
        };
        let bytes = std::fs::read(corpus.join(format!("docs/{kind}/{name}.txt")))
            .expect("a text can be read");
        let encoding = layout
            .split(' ')
            .find_map(|word| word.strip_prefix("encoding="))
            .unwrap_or("utf-8");
        let whole = decode(&bytes, encoding);
        let outline = read(&format!("expected/{name}.outline"));
        let expected: Vec<(bool, String)> = outline.lines().filter_map(expected_heading).collect();
        let required = expected
            .iter()
            .filter(|(is_required, _)| *is_required)
            .count();
        let importance = if required == 0 {
            EMPTY_TEXT_WEIGHT
        } else {
            1.0
        };
        // Some sources are large: their texts are spread over the folds like sources of their own.
        let group = if source.contains("just-laws")
            || source.contains("weekly")
            || source.contains("platform")
        {
            *name
        } else {
            *source
        };
        let fold = group
            .bytes()
            .fold(7_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 65_521)
            % FOLDS;
        let is_train = *part == "train";
        let excerpts = if is_train {
            excerpts(&whole, &expected)
        } else {
            Vec::new()
        };
        let share = EXCERPT_WEIGHT / excerpts.len().max(1) as f64;
        let all = std::iter::once((whole, 1.0)).chain(excerpts.into_iter().map(|e| (e, share)));
        for (index, (text, share)) in all.enumerate() {
            let data = TrainingText::of(&text);
            if !data.is_judged() {
                break;
            }
            let labels = label(&data, &expected);
            let weight = (data.lines.len() as f64 + 10.0).sqrt().recip() * importance * share;
            texts.push(Text {
                kind: (*kind).to_owned(),
                is_train,
                is_whole: index == 0,
                fold,
                data,
                labels,
                required,
                weight,
            });
        }
    }
    texts
}

/// Returns parts of a text: as they are, without empty lines and indents, and with an empty line only above each
/// heading. Texts are short, tight or cut too.
fn excerpts(text: &str, expected: &[(bool, String)]) -> Vec<String> {
    let titles: HashSet<&str> = expected.iter().map(|(_, title)| title.as_str()).collect();
    let lines: Vec<&str> = text.lines().collect();
    let mut excerpts = Vec::new();
    for size in EXCERPT_LINES {
        for place in 0..EXCERPTS_OF_A_SIZE {
            let from = lines.len().saturating_sub(size) * place / (EXCERPTS_OF_A_SIZE - 1);
            let part = lines.iter().skip(from).take(size).copied();
            let filled = part.clone().filter(|line| !line.trim().is_empty());
            let excerpt: Vec<&str> = match place % 4 {
                1 => filled.map(str::trim_start).collect(),
                3 => filled
                    .flat_map(|line| {
                        let gap = titles.contains(letters(line).as_str()).then_some("");
                        gap.into_iter().chain([line])
                    })
                    .collect(),
                _ => part.collect(),
            };
            excerpts.push(excerpt.join("\n"));
        }
    }
    excerpts
}

fn decode(bytes: &[u8], encoding: &str) -> String {
    let label = match encoding {
        "utf-8-sig" => "utf-8",
        "big5hkscs" => "big5",
        "cp932" => "shift_jis",
        "cp949" => "euc-kr",
        "euc_jp" => "euc-jp",
        other => other,
    };
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(bytes).0.into_owned()
}
