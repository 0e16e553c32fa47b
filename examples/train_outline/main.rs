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

mod corpus;
mod labels;
mod regression;

use corpus::{Text, load};
use labels::Label;
use regression::{fit_all, score};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use tongdu::outline::headings::training_names;

/// Folds over the sources, for the report.
const FOLDS: usize = 4;

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
    let features = [false, true].map(training_names);
    let sizes = [0, 1].map(|table| features[table].iter().map(|(_, size)| size).sum::<usize>() + 1);
    let weights = fit_all(&train, sizes);
    // Scores of each text by weights that were fitted without its fold.
    let mut scores: Vec<Vec<f32>> = texts.iter().map(|text| score(text, &weights)).collect();
    for fold in 0..FOLDS {
        let rest: Vec<&Text> = train
            .iter()
            .copied()
            .filter(|text| text.fold != fold)
            .collect();
        let weights = fit_all(&rest, sizes);
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
fn source(features: &[Vec<(&str, usize)>; 2], weights: &[Vec<f64>; 2], means: &Means) -> String {
    let mut out = String::from(
        "//! Learnt weights of the outline in hundredths, one row per feature and one place per value.\n\
         //! `examples/train_outline` makes this file from plain texts with known outlines; do not edit it.\n\
         //!\n\
         //! Mean F1 of the lines (train: by cross-validation over the sources):\n\
         //!\n",
    );
    for (key, (count, sum)) in means {
        let _ = writeln!(out, "//! - {key}: {:.3} in {count} texts", sum / count);
    }
    let hundredths = |weight: f64| (weight * 100.0).round().clamp(-9999.0, 9999.0) as i32;
    let tables = weights.iter().zip(features).zip(["UNNUMBERED", "NUMBERED"]);
    for ((weights, features), name) in tables {
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
