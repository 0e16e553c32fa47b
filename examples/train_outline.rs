//! Fits the weights of `src/outline/headings/weights.rs` to plain texts with known outlines.
//!
//! ```text
//! cargo run --release --example train_outline -- CORPUS > weights.rs && mv weights.rs src/outline/headings/weights.rs
//! cargo run --release --example train_outline -- CORPUS --check src/outline/headings/weights.rs
//! ```
//!
//! The second command writes nothing: it fails unless the file holds the very bytes that the texts give.
//!
//! CORPUS holds `sources.tsv`, `split.tsv`, `docs/KIND/NAME.txt` and `expected/NAME.outline`. Only the texts of the
//! part `train` are used; those of `dev` are reported on standard error. Logistic regression with an L2 penalty,
//! fitted by L-BFGS from zero: the same texts give the same weights.
#![allow(clippy::print_stdout, reason = "the weights go to standard output")]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use tongdu::outline::headings::{TrainingLine, TrainingText, training_names};

/// Penalty on the squared weights.
const PENALTY: f64 = 10.0;
/// Folds over the sources, for the report.
const FOLDS: usize = 4;
/// Weight of a text without headings, relative to others.
const EMPTY_TEXT_WEIGHT: f64 = 3.0;
/// Weight of all excerpts of a text together, relative to the text.
const EXCERPT_WEIGHT: f64 = 1.0;
/// Lines of the excerpts.
const EXCERPT_LINES: [usize; 3] = [12, 30, 70];
/// Number of excerpts of each size; every other one is tight.
const EXCERPTS_OF_A_SIZE: usize = 8;

#[derive(Clone, Copy, PartialEq)]
enum Label {
    Heading,
    Other,
    /// Optional heading, or part of one.
    Unknown,
}

struct Text {
    kind: String,
    is_train: bool,
    /// Whether it is no excerpt.
    is_whole: bool,
    fold: usize,
    data: TrainingText,
    labels: Vec<Label>,
    required: usize,
    weight: f64,
}

/// Row of a regression.
struct Sample<'t> {
    indices: &'t [usize],
    is_heading: bool,
    weight: f64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (corpus, committed) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [corpus] => (corpus, None),
        [corpus, "--check", file] => (corpus, Some(file)),
        _ => {
            eprintln!("train_outline CORPUS [--check FILE]");
            return ExitCode::from(2);
        }
    };
    let texts = load(Path::new(corpus));
    let train: Vec<&Text> = texts.iter().filter(|text| text.is_train).collect();
    let features = training_names();
    let size = features.iter().map(|(_, size)| size).sum::<usize>() + 1;
    let weights = fit_all(&train, size);
    // Scores of each text by weights that were fitted without its fold.
    let mut scores: Vec<Vec<f32>> = texts.iter().map(|text| score(text, &weights)).collect();
    for fold in 0..FOLDS {
        let rest: Vec<&Text> = train
            .iter()
            .copied()
            .filter(|text| text.fold != fold)
            .collect();
        let weights = fit_all(&rest, size);
        for (scores, text) in scores.iter_mut().zip(&texts) {
            if text.is_train && text.fold == fold {
                *scores = score(text, &weights);
            }
        }
    }
    let means = means(&texts, &scores);
    for (key, (count, sum)) in &means {
        eprintln!("{key:16} {count:4} {:.3}", sum / count);
    }
    let source = source(&features, &weights, &means);
    let Some(committed) = committed else {
        print!("{source}");
        return ExitCode::SUCCESS;
    };
    let is_same = std::fs::read_to_string(committed).is_ok_and(|bytes| bytes == source);
    let word = if is_same {
        "holds these weights"
    } else {
        "holds other weights"
    };
    eprintln!("{committed} {word}");
    ExitCode::from(u8::from(!is_same))
}

/// Reads the texts and labels their candidates.
fn load(corpus: &Path) -> Vec<Text> {
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
            excerpts(&whole)
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

/// Returns parts of a text, with and without its empty lines and indents: texts are short, tight or cut too.
fn excerpts(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut excerpts = Vec::new();
    for size in EXCERPT_LINES {
        for place in 0..EXCERPTS_OF_A_SIZE {
            let from = lines.len().saturating_sub(size) * place / (EXCERPTS_OF_A_SIZE - 1);
            let part = lines.iter().skip(from).take(size).copied();
            if place % 2 == 0 {
                excerpts.push(part.collect::<Vec<_>>().join("\n"));
            } else {
                let tight: Vec<&str> = part
                    .map(str::trim_start)
                    .filter(|l| !l.is_empty())
                    .collect();
                excerpts.push(tight.join("\n"));
            }
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

/// Parses `LEVEL<TAB>TITLE`; returns whether the heading is required, and its letters.
fn expected_heading(line: &str) -> Option<(bool, String)> {
    let (level, title) = line.split_once('\t')?;
    level
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| (!level.ends_with('?'), letters(title)))
}

/// Returns the letters and digits of a title in one width and case.
fn letters(title: &str) -> String {
    title
        .chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns how well two titles agree: 0 not, 1 one begins like the other, 2 equal.
fn agreement(a: &str, b: &str) -> usize {
    if a == b {
        return 2;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let (few, many) = (short.chars().count(), long.chars().count());
    usize::from(few >= 4 && long.starts_with(short) && many <= (2 * few).max(few + 8))
}

/// Labels the candidates by the best common sequence with the expected headings.
fn label(data: &TrainingText, expected: &[(bool, String)]) -> Vec<Label> {
    let titles: Vec<String> = data.lines.iter().map(|line| letters(&line.title)).collect();
    let mut by_start: HashMap<char, Vec<usize>> = HashMap::new();
    for (at, title) in titles.iter().enumerate() {
        if let Some(first) = title.chars().next() {
            by_start.entry(first).or_default().push(at);
        }
    }
    // Best sum up to each candidate, as a Fenwick tree over (sum, node).
    let mut tree = vec![(0.0_f64, usize::MAX); titles.len() + 2];
    let mut nodes: Vec<(usize, usize, usize)> = Vec::new();
    for (heading, (is_required, title)) in expected.iter().enumerate() {
        let mut updates = Vec::new();
        for &at in title
            .chars()
            .next()
            .and_then(|first| by_start.get(&first))
            .into_iter()
            .flatten()
        {
            let agreement = agreement(title, &titles[at]);
            if agreement == 0 {
                continue;
            }
            let mut gain =
                [0.0, 1.3, 2.0][agreement] - if data.lines[at].is_entry { 0.5 } else { 0.0 };
            gain += if data.lines[at].fixed_score.is_some_and(|score| score < 0.0) {
                0.0
            } else {
                0.1
            };
            let gain = if *is_required { gain } else { gain * 0.5 };
            let (mut best, mut index) = ((0.0, usize::MAX), at);
            while index > 0 {
                if tree[index].0 > best.0 {
                    best = tree[index];
                }
                index -= index & index.wrapping_neg();
            }
            nodes.push((heading, at, best.1));
            updates.push((at + 1, (best.0 + gain, nodes.len() - 1)));
        }
        for (mut index, value) in updates {
            while index < tree.len() {
                if value.0 > tree[index].0 {
                    tree[index] = value;
                }
                index += index & index.wrapping_neg();
            }
        }
    }
    let (mut best, mut index) = ((0.0, usize::MAX), titles.len());
    while index > 0 {
        if tree[index].0 > best.0 {
            best = tree[index];
        }
        index -= index & index.wrapping_neg();
    }
    let mut labels = vec![Label::Other; titles.len()];
    let mut node = best.1;
    while node != usize::MAX {
        let (heading, at, before) = nodes[node];
        labels[at] = if expected[heading].0 {
            Label::Heading
        } else {
            Label::Unknown
        };
        node = before;
    }
    labels
}

/// Returns the samples of numbered candidates or of the others.
fn samples<'t>(texts: &[&'t Text], numbered: bool) -> Vec<Sample<'t>> {
    let mut samples = Vec::new();
    for text in texts {
        for (line, label) in text.data.lines.iter().zip(&text.labels) {
            if line.is_numbered == numbered
                && line.fixed_score.is_none()
                && *label != Label::Unknown
            {
                let is_heading = *label == Label::Heading;
                samples.push(Sample {
                    indices: &line.indices,
                    is_heading,
                    weight: text.weight,
                });
            }
        }
    }
    let mean =
        samples.iter().map(|sample| sample.weight).sum::<f64>() / samples.len().max(1) as f64;
    for sample in &mut samples {
        sample.weight /= mean;
    }
    samples
}

/// Fits the weights of candidates without a number and of numbered ones.
fn fit_all(texts: &[&Text], size: usize) -> [Vec<f64>; 2] {
    [false, true].map(|numbered| fit(&samples(texts, numbered), size))
}

fn score(text: &Text, weights: &[Vec<f64>; 2]) -> Vec<f32> {
    let score = |line: &TrainingLine| {
        let weights = &weights[usize::from(line.is_numbered)];
        line.indices
            .iter()
            .map(|index| weights[*index])
            .sum::<f64>() as f32
    };
    text.data
        .lines
        .iter()
        .map(|line| line.fixed_score.unwrap_or_else(|| score(line)))
        .collect()
}

/// Returns the loss of `weights` and writes its gradient.
fn loss(samples: &[Sample<'_>], weights: &[f64], gradient: &mut [f64]) -> f64 {
    let mut sum = 0.0;
    for (slot, weight) in gradient.iter_mut().zip(weights) {
        *slot = PENALTY * weight;
        sum += PENALTY * weight * weight / 2.0;
    }
    for sample in samples {
        let score: f64 = sample.indices.iter().map(|index| weights[*index]).sum();
        let margin = if sample.is_heading { score } else { -score };
        sum += sample.weight
            * if margin > 0.0 {
                (-margin).exp().ln_1p()
            } else {
                margin.exp().ln_1p() - margin
            };
        let slope = 1.0 / (1.0 + (-score).exp()) - f64::from(u8::from(sample.is_heading));
        for index in sample.indices {
            gradient[*index] += sample.weight * slope;
        }
    }
    sum
}

/// Fits a logistic regression by L-BFGS.
fn fit(samples: &[Sample<'_>], size: usize) -> Vec<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    let mut weights = vec![0.0; size];
    let mut gradient = vec![0.0; size];
    let mut value = loss(samples, &weights, &mut gradient);
    let mut history: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
    for _ in 0..300 {
        let mut direction = gradient.clone();
        let mut factors = Vec::new();
        for (step, change, scale) in history.iter().rev() {
            let factor = scale * dot(step, &direction);
            direction
                .iter_mut()
                .zip(change)
                .for_each(|(d, y)| *d -= factor * y);
            factors.push(factor);
        }
        if let Some((step, change, _)) = history.last() {
            let scale = dot(step, change) / dot(change, change);
            for d in &mut direction {
                *d *= scale;
            }
        } else {
            let scale = 1.0 / dot(&gradient, &gradient).sqrt().max(1.0);
            for d in &mut direction {
                *d *= scale;
            }
        }
        for ((step, change, scale), factor) in history.iter().zip(factors.iter().rev()) {
            let other = scale * dot(change, &direction);
            direction
                .iter_mut()
                .zip(step)
                .for_each(|(d, s)| *d += (factor - other) * s);
        }
        let slope = dot(&gradient, &direction);
        let mut rate = 1.0;
        let mut next_gradient = vec![0.0; size];
        let (next, next_value) = loop {
            let next: Vec<f64> = weights
                .iter()
                .zip(&direction)
                .map(|(w, d)| w - rate * d)
                .collect();
            let next_value = loss(samples, &next, &mut next_gradient);
            if next_value <= value - 1e-4 * rate * slope || rate < 1e-6 {
                break (next, next_value);
            }
            rate /= 2.0;
        };
        let step: Vec<f64> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let change: Vec<f64> = next_gradient
            .iter()
            .zip(&gradient)
            .map(|(a, b)| a - b)
            .collect();
        let curvature = dot(&step, &change);
        let gained = value - next_value;
        (weights, gradient, value) = (next, next_gradient, next_value);
        if gained < 1e-6 * value {
            break;
        }
        if curvature > 1e-12 {
            history.push((step, change, 1.0 / curvature));
            if history.len() > 10 {
                history.remove(0);
            }
        }
    }
    weights
}

/// Numbers of texts and sums of their F1, by part and kind.
type Means = BTreeMap<String, (f64, f64)>;

/// Returns the mean F1 by part and kind.
fn means(texts: &[Text], scores: &[Vec<f32>]) -> Means {
    let mut groups = Means::new();
    for (text, scores) in texts.iter().zip(scores).filter(|(text, _)| text.is_whole) {
        let (mut hits, mut extra) = (0.0, 0.0);
        for (label, score) in text.labels.iter().zip(scores) {
            match label {
                Label::Heading if *score > 0.0 => hits += 1.0,
                Label::Other if *score > 0.0 => extra += 1.0,
                Label::Heading | Label::Other | Label::Unknown => {}
            }
        }
        let all = hits + extra + text.required as f64;
        let f1 = if all == 0.0 { 1.0 } else { 2.0 * hits / all };
        let part = if text.is_train { "train" } else { "dev" };
        for key in [part.to_owned(), format!("{part} {}", text.kind)] {
            let (count, sum) = groups.entry(key).or_default();
            (*count, *sum) = (*count + 1.0, *sum + f1);
        }
    }
    groups
}

/// Returns the source of the table of weights, in hundredths.
fn source(features: &[(&str, usize)], weights: &[Vec<f64>; 2], means: &Means) -> String {
    let mut out = String::from(
        "//! Learnt weights of the outline in hundredths, one row per feature and one place per value.\n\
         //! `examples/train_outline.rs` makes this file from plain texts with known outlines; do not edit it.\n\
         //!\n\
         //! Mean F1 of the lines (train: by cross-validation over the sources):\n\
         //!\n",
    );
    for (key, (count, sum)) in means {
        let _ = writeln!(out, "//! - {key}: {:.3} in {count} texts", sum / count);
    }
    let hundredths = |weight: f64| (weight * 100.0).round().clamp(-9999.0, 9999.0) as i32;
    for (weights, name) in weights.iter().zip(["UNNUMBERED", "NUMBERED"]) {
        let words = if name == "NUMBERED" {
            "numbered candidates"
        } else {
            "candidates without a number"
        };
        let _ = write!(
            out,
            "\n/// Weights of {words}.\n#[rustfmt::skip]\npub(crate) const {name}: &[i16] = &[\n"
        );
        let mut at = 0;
        for (feature, size) in features.iter().copied().chain([("Bias", 1)]) {
            let row: Vec<String> = (at..at + size)
                .map(|index| hundredths(weights[index]).to_string())
                .collect();
            let _ = writeln!(out, "    {}, // {feature}", row.join(", "));
            at += size;
        }
        out.push_str("];\n");
    }
    out
}
